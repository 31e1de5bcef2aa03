package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A tool call that a model requested.
 *
 * @param id the provider's id of the call, empty when it gives none
 * @param name name of the tool
 * @param arguments the arguments as the model wrote them: JSON text that may be broken
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ToolCall(String id, String name, String arguments) {}
