package io.github.junitllm.judge;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * What a model is asked.
 *
 * @param model name of the model
 * @param temperature 0 to 2
 * @param system instructions and rubric
 * @param user the texts to judge, between delimiters
 * @param schema JSON Schema of the reply
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record JudgeRequest(String model, double temperature, String system, String user, String schema) {}
