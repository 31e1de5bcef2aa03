package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * One place where a JSON value does not meet its schema.
 *
 * @param instanceLocation JSON Pointer to the value, empty for the whole
 * @param schemaLocation JSON Pointer to the keyword within the schema; with its URI before it when it lies in another one
 * @param keyword such as {@code type} or {@code required}
 * @param message what the schema requires and what was observed
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record SchemaViolation(String instanceLocation, String schemaLocation, String keyword, String message) {

    @Override
    public String toString() {
        return "%s: %s  (schema %s)"
                .formatted(
                        instanceLocation.isEmpty() ? "(root)" : Visible.excerpt(instanceLocation, 200),
                        message,
                        schemaLocation);
    }
}
