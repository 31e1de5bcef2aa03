package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * The set-up under which a sample runs, given to the eval method as a parameter.
 *
 * @param name one of the names in {@link Variants}
 * @param isReference whether the others are compared with it
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Variant(String name, boolean isReference) {}
