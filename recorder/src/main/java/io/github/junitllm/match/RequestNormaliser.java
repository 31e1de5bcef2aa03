package io.github.junitllm.match;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.RecordedRequest;
import org.apiguardian.api.API;

/**
 * Rewrites a request before it is compared with recordings, and these in the same way: for what changes from run to run
 * and cannot be named by a pointer, such as a time within a prompt. What is sent and stored stays as it was.
 *
 * <p>An implementation needs a constructor without parameters, must return equal requests for equal requests, and is called
 * by several threads.
 */
@API(status = EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface RequestNormaliser {

    /** Returns the request as it shall be compared. */
    RecordedRequest normalise(RecordedRequest request);
}
