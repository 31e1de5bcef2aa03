package io.github.junitllm.spring;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.server.CurrentLane;
import io.micrometer.context.ThreadLocalAccessor;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Hands the lane on wherever Micrometer's context propagation is at work: Reactor, {@code @Async} with a decorator. */
@API(status = INTERNAL, since = "0.1")
public final class LaneAccessor implements ThreadLocalAccessor<String> {

    /** Called by the service loader. */
    public LaneAccessor() {}

    @Override
    public Object key() {
        return CurrentLane.HEADER;
    }

    @Override
    public @Nullable String getValue() {
        return CurrentLane.id().orElse(null);
    }

    @Override
    public void setValue(String lane) {
        CurrentLane.set(lane);
    }

    @Override
    public void setValue() {
        CurrentLane.clear();
    }
}
