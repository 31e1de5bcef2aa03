package io.github.junitllm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.budget.Budget;
import io.github.junitllm.budget.Budget.Scope;
import io.github.junitllm.budget.Limits;
import io.github.junitllm.fault.FaultKind;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.pace.Paces;
import io.github.junitllm.pace.RateLimit;
import io.github.junitllm.pace.Retries;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are sent again after an error of the provider's making, and the pace of calls, over real HTTP. Nobody sleeps. */
@Timeout(60)
class RetriedCallsTest {

    private static final String HELLO = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    private static final String ANSWER = "{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5}}";

    @TempDir
    Path folder;

    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Budget budget = run(Limits.NONE);

    private Budget run(Limits limits) {
        return Budget.start(Scope.ofSettings("the run", "junit.llm.budget.", ""), limits, nanos::get);
    }

    private Spending twice() {
        return Spending.within(budget)
                .pacedBy(new Paces(nanos::get), name -> RateLimit.NONE)
                .retrying(new Retries(2, 7))
                .waitingBy((time, over) -> {
                    waits.add(time);
                    nanos.addAndGet(time.toNanos());
                    return true;
                });
    }

    /** Fails so many times with this status, then answers. */
    private static RawUpstream failing(int times, int status, String... headers) throws IOException {
        return new RawUpstream((request, out) -> {
            if (request.number() <= times) {
                RawUpstream.json(out, status, "{\"error\":{\"message\":\"busy\"}}", headers);
            } else {
                RawUpstream.json(out, 200, ANSWER);
            }
        });
    }

    private Rig rig(RawUpstream upstream) {
        return new Rig(folder.resolve("c.jsonl")).openAiAt(upstream.url());
    }

    private static RawHttp.Response chat(Lane lane) throws IOException {
        return RawHttp.post(lane.baseUrl("openai") + "/chat/completions", HELLO);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503, 529})
    void an_error_of_the_provider_is_met_again_and_the_application_sees_nothing_of_it(int status) throws Exception {
        try (RawUpstream upstream = failing(2, status);
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.RECORD, twice());
            assertThat(chat(lane).body()).hasToString(ANSWER);
            assertThat(lane.troubles()).isEmpty();
            assertThat(lane.calls()).extracting(LaneCall::attempts).containsExactly(3);
            assertThat(lane.retries()).isEqualTo(2);
            assertThat(budget.spent().calls()).as("retries are calls").isEqualTo(3);
            assertThat(budget.spent().tokens()).isEqualTo(15);
            assertThat(rig.reload().exchanges()).hasSize(1);
            assertThat(waits).hasSize(2);
            assertThat(waits.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
            assertThat(waits.get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409})
    void other_errors_are_answers_and_are_not_met_again(int status) throws Exception {
        try (RawUpstream upstream = failing(1, status);
                Rig rig = rig(upstream)) {
            assertThat(chat(rig.lane(Mode.RECORD, twice())).status()).isEqualTo(status);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void a_connection_that_breaks_before_the_answer_is_tried_again() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> {
                    if (request.number() > 1) {
                        RawUpstream.json(out, 200, ANSWER);
                    }
                });
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.RECORD, twice());
            assertThat(chat(lane).status()).isEqualTo(200);
            assertThat(lane.calls()).extracting(LaneCall::attempts).containsExactly(2);
        }
    }

    @Test
    void after_the_last_try_the_error_is_passed_on_and_the_tries_of_the_client_do_not_multiply_ours() throws Exception {
        try (RawUpstream upstream = failing(5, 503);
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.RECORD, twice());
            assertThat(chat(lane).status()).isEqualTo(503);
            assertThat(lane.troubles())
                    .extracting(Trouble::message)
                    .containsExactly("openai answered 503: {\"error\":{\"message\":\"busy\"}} (after 3 tries)");
            assertThat(upstream.requests()).hasSize(3);
            assertThat(chat(lane).status()).isEqualTo(503);
            assertThat(upstream.requests()).as("a try of the client is one try").hasSize(4);
            chat(lane);
            assertThat(chat(lane).status()).isEqualTo(200);
            assertThat(rig.reload().exchanges()).hasSize(1);
        }
    }

    @Test
    void what_the_provider_asks_for_is_honoured_up_to_a_minute() throws Exception {
        try (RawUpstream upstream = failing(1, 429, "retry-after: 20");
                Rig rig = rig(upstream)) {
            assertThat(chat(rig.lane(Mode.RECORD, twice())).status()).isEqualTo(200);
            assertThat(waits).containsExactly(Duration.ofSeconds(20));
        }
        waits.clear();
        try (RawUpstream upstream = failing(1, 429, "retry-after: 61");
                Rig rig = rig(upstream)) {
            assertThat(chat(rig.lane(Mode.LIVE, twice())).status()).isEqualTo(429);
            assertThat(waits).isEmpty();
        }
        try (RawUpstream upstream = failing(1, 500, "x-should-retry: false");
                Rig rig = rig(upstream)) {
            assertThat(chat(rig.lane(Mode.LIVE, twice())).status()).isEqualTo(500);
        }
    }

    @Test
    void a_stream_that_has_begun_is_never_tried_again() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> {
                    RawUpstream.startStream(out);
                    RawUpstream.chunk(out, "data: {}\n\n");
                });
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.RECORD, twice());
            try {
                chat(lane);
            } catch (IOException cut) {
                // as the application sees it
            }
            lane.awaitCalls(Duration.ofSeconds(30));
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void an_injected_fault_is_for_the_application_to_meet() throws Exception {
        try (RawUpstream upstream = failing(0, 0);
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.RECORD, twice());
            lane.plan(FaultPlan.first(FaultKind.RATE_LIMITED));
            assertThat(chat(lane).status()).isEqualTo(429);
            assertThat(upstream.requests()).isEmpty();
            assertThat(waits).isEmpty();
        }
    }

    @Test
    void errors_that_shall_be_recorded_are_not_tried_again() throws Exception {
        try (RawUpstream upstream = failing(1, 500);
                Rig rig = rig(upstream)) {
            assertThat(chat(rig.laneKeepingErrors(twice())).status()).isEqualTo(500);
            assertThat(rig.reload().exchanges()).hasSize(1);
        }
    }

    @Test
    void a_retry_that_no_budget_has_room_for_is_not_made() throws Exception {
        try (RawUpstream upstream = failing(1, 500);
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(
                    Mode.RECORD,
                    Spending.within(run(Limits.ofCalls(1)))
                            .retrying(new Retries(2, 7))
                            .waitingBy((time, over) -> true));
            assertThat(chat(lane).message())
                    .isEqualTo(
                            "junit-llm: the budget of the run, 1 call, is spent; raise junit.llm.budget.calls to go on");
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void calls_keep_the_pace_of_their_upstream_and_the_wait_is_no_part_of_the_recorded_time() throws Exception {
        try (RawUpstream upstream = failing(0, 0);
                Rig rig = rig(upstream)) {
            Paces paces = new Paces(nanos::get);
            Spending paced = twice().pacedBy(paces, name -> new RateLimit(OptionalInt.of(2), OptionalInt.empty()));
            for (int sample = 1; sample <= 3; sample++) {
                chat(rig.lane(Mode.RECORD, sample, paced));
            }
            assertThat(waits).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
            assertThat(rig.reload().exchanges())
                    .allSatisfy(
                            take -> assertThat(take.response().totalMillis()).isLessThan(30_000));
        }
    }

    @Test
    void a_429_makes_every_call_with_the_key_wait() throws Exception {
        try (RawUpstream upstream = failing(1, 429, "retry-after: 20");
                Rig rig = rig(upstream)) {
            Spending spending = twice().pacedBy(new Paces(nanos::get), name -> RateLimit.NONE)
                    .retrying(Retries.NONE);
            assertThat(chat(rig.lane(Mode.LIVE, 1, spending)).status()).isEqualTo(429);
            assertThat(chat(rig.lane(Mode.LIVE, 2, spending)).status()).isEqualTo(200);
            assertThat(waits).containsExactly(Duration.ofSeconds(20));
        }
    }

    @Test
    void a_wait_for_the_pace_respects_the_budget_of_time() throws Exception {
        try (RawUpstream upstream = failing(0, 0);
                Rig rig = rig(upstream)) {
            Spending paced = Spending.within(run(Limits.ofTime(Duration.ofSeconds(10))))
                    .pacedBy(new Paces(nanos::get), name -> new RateLimit(OptionalInt.of(1), OptionalInt.empty()));
            assertThat(chat(rig.lane(Mode.LIVE, 1, paced)).status()).isEqualTo(200);
            assertThat(chat(rig.lane(Mode.LIVE, 2, paced)).message())
                    .isEqualTo(
                            "junit-llm: the pace of openai asks to wait 60 seconds, which is longer than what is left of a budget of time");
        }
    }
}
