/** Limits of what a run may spend at providers, in USD, tokens, calls and time: reserved before a call, settled after it. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.budget;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
