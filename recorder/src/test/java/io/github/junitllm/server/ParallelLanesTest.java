package io.github.junitllm.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.Rig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Equal requests of many samples at once: every sample gets its own takes, whatever thread asks. */
@Timeout(120)
class ParallelLanesTest {

    private static final int SAMPLES = 40;
    private static final int CALLS = 5;
    private static final String HELLO = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    @TempDir
    Path folder;

    @Test
    void threads_of_a_pool_get_the_takes_of_the_lane_that_their_call_names() throws Exception {
        everySampleGetsItsOwnTakes(Executors.newFixedThreadPool(32));
    }

    @Test
    void virtual_threads_too() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads need a JDK from 21");
        everySampleGetsItsOwnTakes((ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    }

    @Test
    void a_thread_that_a_sample_starts_has_no_lane_of_its_own() throws Exception {
        CurrentLane.set("s1");
        try {
            List<Boolean> inherited = new ArrayList<>();
            Thread started = new Thread(() -> inherited.add(CurrentLane.id().isPresent()));
            started.start();
            started.join();
            assertThat(CurrentLane.id()).contains("s1");
            assertThat(inherited).containsExactly(false);
        } finally {
            CurrentLane.clear();
        }
        assertThat(CurrentLane.id()).isEmpty();
    }

    private void everySampleGetsItsOwnTakes(ExecutorService threads) throws Exception {
        record();
        try (Rig rig = new Rig(folder.resolve("c.jsonl"))) {
            List<Lane> lanes = IntStream.rangeClosed(1, SAMPLES)
                    .mapToObj(sample -> rig.lane(Mode.REPLAY, sample))
                    .toList();
            String plain = rig.server().url() + "/openai/chat/completions";
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int call = 1; call <= CALLS; call++) {
                boolean byUrl = call % 2 == 0;
                lanes.forEach(lane -> calls.add(() -> new Answer(
                        lane.id(),
                        byUrl
                                ? RawHttp.post(lane.baseUrl("openai") + "/chat/completions", HELLO)
                                        .body()
                                        .text()
                                : RawHttp.post(plain, HELLO, CurrentLane.HEADER + ": " + lane.id())
                                        .body()
                                        .text())));
            }

            Set<Answer> answers = new HashSet<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }

            Set<Answer> expected = IntStream.rangeClosed(1, SAMPLES)
                    .boxed()
                    .flatMap(sample -> IntStream.rangeClosed(1, CALLS)
                            .mapToObj(call ->
                                    new Answer(lanes.get(sample - 1).id(), "\"%d.%d\"".formatted(sample, call))))
                    .collect(Collectors.toSet());
            assertThat(answers).isEqualTo(expected);
        } finally {
            threads.shutdownNow();
        }
    }

    private record Answer(String lane, String text) {}

    private void record() {
        RecordedRequest request =
                new RecordedRequest("POST", "openai", "/v1/chat/completions", "application/json", Body.of(HELLO));
        try (Cassette cassette = Cassette.open(folder.resolve("c.jsonl"), "t", "c")) {
            for (int sample = 1; sample <= SAMPLES; sample++) {
                for (int call = 1; call <= CALLS; call++) {
                    Body answer = Body.of("\"%d.%d\"".formatted(sample, call).getBytes(UTF_8));
                    cassette.add(new Exchange(
                            RequestKey.of(request).exact(),
                            sample,
                            call,
                            request,
                            RecordedResponse.whole(200, "application/json", answer),
                            Provenance.recorded(Instant.EPOCH)));
                }
            }
        }
    }
}
