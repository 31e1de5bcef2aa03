package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * One HTTP request and one recorded response to it: a take.
 *
 * @param key key of the request, see {@link io.github.junitllm.match.RequestKey}
 * @param sample number of the sample the take belongs to, from 1
 * @param occurrence how often the sample had sent an equal request, from 1
 * @param request the request
 * @param response the response
 * @param provenance where the response comes from
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Exchange(
        String key,
        int sample,
        int occurrence,
        RecordedRequest request,
        RecordedResponse response,
        Provenance provenance) {

    /** Refuses numbers below 1. */
    public Exchange {
        if (sample < 1 || occurrence < 1) {
            throw new IllegalArgumentException(
                    "sample %d, occurrence %d: both count from 1".formatted(sample, occurrence));
        }
    }
}
