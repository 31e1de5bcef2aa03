/**
 * Whether the claims of an answer stand in the passages it was given, found by rules alone. Start at
 * {@link io.github.junitllm.grounding.Grounds}.
 */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.grounding;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
