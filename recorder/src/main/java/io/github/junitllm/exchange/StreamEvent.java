package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * One event of a stream with the line ends it was sent with.
 *
 * @param atMillis time from the request to the last byte of the event, in milliseconds; 0 when unknown
 * @param raw the bytes of the event, its closing blank line included
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record StreamEvent(double atMillis, Body raw) {}
