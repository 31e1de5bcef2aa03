/** Assertions on answers and calls of language models. Start at {@link io.github.junitllm.assertions.LlmAssertions}. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
