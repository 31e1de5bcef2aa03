/**
 * Baselines: a committed result of an eval, and whether a run is worse. Start at {@code noWorseThan} of {@link
 * io.github.junitllm.sampling.LlmEval}.
 */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.baseline;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
