package io.github.junitllm.cassette;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.Exchange;
import org.apiguardian.api.API;

/**
 * A recorded answer found for a request.
 *
 * @param exchange the recording
 * @param wireDiffers whether the request differs from the recorded one in members that cannot change an answer
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Take(Exchange exchange, boolean wireDiffers) {}
