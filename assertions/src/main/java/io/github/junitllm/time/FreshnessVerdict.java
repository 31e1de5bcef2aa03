package io.github.junitllm.time;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A verdict on an answer and why.
 *
 * @param freshness the verdict
 * @param reason one sentence
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record FreshnessVerdict(Freshness freshness, String reason) {}
