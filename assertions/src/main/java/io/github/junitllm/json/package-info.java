/**
 * Answers that should be JSON: strict reading with a located diagnosis, JSON Schema, values. Start at {@link
 * io.github.junitllm.json.JsonAssert}; nothing here repairs a text or opens a connection.
 */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
