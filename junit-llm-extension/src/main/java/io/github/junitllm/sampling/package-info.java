/**
 * Evals: one test method run several times over goldens, and the verdict over the samples. Start at {@link
 * io.github.junitllm.sampling.LlmEval}.
 */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
