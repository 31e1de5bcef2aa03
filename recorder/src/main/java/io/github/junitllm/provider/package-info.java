/** Readers that turn an exchange of a provider's API into an {@link io.github.junitllm.exchange.LlmCall}. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.provider;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
