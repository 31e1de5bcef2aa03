package io.github.junitllm.spring;

import io.github.junitllm.server.CurrentLane;
import io.github.junitllm.server.Lane;
import java.net.URI;

/** Which lane a call of a context's client names. */
final class LaneOfCall {

    private final Lane start;
    private final URI recorder;
    private volatile boolean started;

    LaneOfCall(Lane start, String recorder) {
        this.start = start;
        this.recorder = URI.create(recorder);
    }

    /** Returns the lane's id; empty leaves it to the server, which refuses what it cannot tell. Other hosts get none. */
    String of(URI call) {
        if (!recorder.getAuthority().equals(call.getAuthority())) {
            return "";
        }
        // A context can start on a thread that runs a sample of another test meanwhile.
        return started ? CurrentLane.id().orElse("") : start.id();
    }

    Lane start() {
        return start;
    }

    /** From now on calls belong to samples. */
    void contextHasStarted() {
        started = true;
    }
}
