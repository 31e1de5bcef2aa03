package io.github.junitllm.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.sampling.ContextLane;
import io.github.junitllm.server.CurrentLane;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneOfCallTest {

    private static final URI CALL = URI.create("http://127.0.0.1:4711/openai/v1/x");

    private final LaneOfCall lanes =
            new LaneOfCall(ContextLane.open("LaneOfCallTest", LaneOfCallTest.class), "http://127.0.0.1:4711");

    @AfterEach
    void noLane() {
        CurrentLane.clear();
    }

    @Test
    void while_the_context_starts_a_call_is_the_contexts_whatever_the_thread_does_besides() {
        CurrentLane.set("s1");
        assertThat(lanes.of(CALL)).isEqualTo("context-LaneOfCallTest");
    }

    @Test
    void later_a_call_is_the_samples_of_its_thread() {
        lanes.contextHasStarted();
        assertThat(lanes.of(CALL)).isEmpty();
        CurrentLane.set("s1");
        assertThat(lanes.of(CALL)).isEqualTo("s1");
    }

    @Test
    void another_host_learns_of_no_lane() {
        CurrentLane.set("s1");
        assertThat(lanes.of(URI.create("https://shop.example.com/x"))).isEmpty();
        assertThat(lanes.of(URI.create("http://127.0.0.1:4712/x"))).isEmpty();
    }

    @Test
    void context_propagation_hands_the_lane_on_and_takes_it_back() {
        assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
                .anyMatch(accessor -> accessor instanceof LaneAccessor);
        CurrentLane.set("s1");
        Runnable check = () -> {
            assertThat(CurrentLane.id()).contains("s1");
        };
        Runnable task = ContextSnapshotFactory.builder().build().captureAll().wrap(check);

        Optional<String> left = CompletableFuture.supplyAsync(
                        () -> {
                            task.run();
                            return CurrentLane.id();
                        },
                        work -> new Thread(work).start())
                .join();

        assertThat(left).isEmpty();
    }
}
