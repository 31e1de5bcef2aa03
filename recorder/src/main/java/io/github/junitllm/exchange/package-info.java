/** What went over the wire, as values: the exchange as sent, and {@link LlmCall}, its provider-neutral view. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
