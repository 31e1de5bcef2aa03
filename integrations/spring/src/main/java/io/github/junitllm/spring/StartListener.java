package io.github.junitllm.spring;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.server.Trouble;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;

/** Tells a context that its start is over, and says what went wrong in it, since applications may swallow it. */
@API(status = INTERNAL, since = "0.1")
public final class StartListener implements TestExecutionListener, Ordered {

    /** Right after the listener that loads the context, {@link DependencyInjectionTestExecutionListener}. */
    private static final int AFTER_THE_START = 2001;

    /** Called by Spring. */
    public StartListener() {}

    @Override
    public int getOrder() {
        return AFTER_THE_START;
    }

    @Override
    public void prepareTestInstance(TestContext test) {
        if (!test.hasApplicationContext()) {
            return;
        }
        test.getApplicationContext().getBeanProvider(LaneOfCall.class).ifAvailable(lanes -> {
            lanes.contextHasStarted();
            List<Trouble> troubles = lanes.start().troubles();
            if (!troubles.isEmpty()) {
                throw new IllegalStateException("the application started without answers that it asked for:\n"
                        + troubles.stream()
                                .map(trouble -> "  %s: %s".formatted(trouble.kind(), trouble.message()))
                                .collect(Collectors.joining("\n")));
            }
        });
    }
}
