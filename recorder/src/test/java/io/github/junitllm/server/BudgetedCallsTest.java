package io.github.junitllm.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.budget.Amount;
import io.github.junitllm.budget.Budget;
import io.github.junitllm.budget.Budget.Scope;
import io.github.junitllm.budget.Limits;
import io.github.junitllm.budget.Purpose;
import io.github.junitllm.price.PriceTable;
import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a budget lets through, over real HTTP. A call of these takes 10 and 5 tokens and costs 0.02 USD. */
@Timeout(60)
class BudgetedCallsTest {

    private static final int SAMPLES = 16;
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5}";
    private static final String ANSWER =
            "{\"model\":\"tiny-1\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"hi\"}}]," + USAGE
                    + "}";

    /** 100 bytes, so that it is reserved as 100 input tokens: 0.10 USD, and 0.01 USD for the answer. */
    private static final String HELLO = padded("\"max_tokens\":5,");

    private static final String UNLIMITED = padded("");

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    private static String padded(String member) {
        String body = "{\"model\":\"tiny-1\"," + member + "\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
        return body.formatted("x".repeat(102 - body.length()));
    }

    @AfterEach
    void bodies_are_as_long_as_said() {
        assertThat(HELLO).hasSize(100);
        assertThat(UNLIMITED).hasSize(100);
    }

    private PriceTable prices(String maxOutput) throws IOException {
        return PriceTable.builtIn()
                .with(Files.writeString(
                        folder.resolve("prices.json"),
                        "{\"prices\":1,\"date\":\"2026-01-01\",\"upstreams\":{\"openai\":[{\"model\":\"tiny-1\",\"input\":1000,\"output\":2000%s}]}}"
                                .formatted(maxOutput)));
    }

    private Budget run(Limits limits) {
        return Budget.start(Scope.ofSettings("the run", "junit.llm.budget.", ""), limits, nanos::get);
    }

    private static RawUpstream answering() throws IOException {
        return new RawUpstream((request, out) -> RawUpstream.json(out, 200, ANSWER));
    }

    private Rig rig(RawUpstream upstream) {
        return new Rig(folder.resolve("c.jsonl")).openAiAt(upstream.url());
    }

    private static RawHttp.Response chat(Lane lane, String body) throws IOException {
        return RawHttp.post(lane.baseUrl("openai") + "/chat/completions", body);
    }

    private record Together(List<RawHttp.Response> answers, int calls, int mostUnderWay) {
        List<String> refusals() {
            return answers.stream()
                    .filter(answer -> answer.status() == 404)
                    .map(RawHttp.Response::message)
                    .toList();
        }
    }

    /** All samples at once, each until it is refused or has made its calls. The provider answers when so many are under way. */
    private Together together(int threads, int atOnce, int callsPerSample, String body, Spending spending)
            throws Exception {
        CountDownLatch underWay = new CountDownLatch(atOnce);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService samples = Executors.newFixedThreadPool(threads);
        try (RawUpstream upstream = new RawUpstream((request, out) -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    underWay.countDown();
                    await(underWay);
                    now.decrementAndGet();
                    RawUpstream.json(out, 200, ANSWER);
                });
                Rig rig = rig(upstream)) {
            List<Future<List<RawHttp.Response>>> running = new ArrayList<>();
            for (int sample = 1; sample <= SAMPLES; sample++) {
                Lane lane = rig.lane(Mode.RECORD, sample, spending);
                running.add(samples.submit(() -> {
                    List<RawHttp.Response> own = new ArrayList<>();
                    while (own.size() < callsPerSample
                            && (own.isEmpty() || own.get(own.size() - 1).status() == 200)) {
                        own.add(chat(lane, body));
                    }
                    return own;
                }));
            }
            List<RawHttp.Response> answers = new ArrayList<>();
            for (Future<List<RawHttp.Response>> one : running) {
                answers.addAll(one.get());
            }
            return new Together(answers, upstream.requests().size(), most.get());
        } finally {
            samples.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 4, 16})
    void samples_at_once_never_spend_more_than_the_limit_and_get_as_far_as_one_after_the_other(int threads)
            throws Exception {
        Budget budget = run(Limits.ofUsd("0.65"));
        Together run = together(
                threads, Math.min(5, threads), 4, HELLO, Spending.within(budget).at(prices("")));
        assertThat(run.calls()).isEqualTo(28);
        assertThat(run.mostUnderWay()).isBetween(Math.min(5, threads), 5);
        assertThat(budget.spent()).isEqualTo(new Amount(28, 28 * 15, new BigDecimal("0.560000")));
        assertThat(run.refusals())
                .isNotEmpty()
                .allMatch(
                        "junit-llm: the budget of the run, 0.65 USD, has no room for this call: 0.56 USD spent, 0 USD reserved for calls under way, and it can cost 0.11 USD (100 input tokens, 5 output tokens; tiny-1 of openai); raise junit.llm.budget.usd, or have the application ask for fewer output tokens"
                                ::equals);
    }

    @Test
    void without_max_tokens_the_greatest_output_of_the_model_is_reserved() throws Exception {
        Budget budget = run(Limits.ofUsd("1.30"));
        Together run =
                together(SAMPLES, 2, 3, UNLIMITED, Spending.within(budget).at(prices(",\"max_output\":250")));
        assertThat(run.calls()).isEqualTo(36);
        assertThat(run.mostUnderWay()).isEqualTo(2);
        assertThat(run.refusals())
                .isNotEmpty()
                .allMatch(
                        message -> message.contains(
                                "it can cost 0.60 USD (100 input tokens, 250 output tokens; tiny-1 of openai, no max_tokens in the request)"));
        assertThat(budget.spent().usd()).isEqualByComparingTo("0.72");
    }

    @Test
    void samples_at_once_never_take_more_tokens_or_calls_than_the_limit() throws Exception {
        Budget tokens = run(Limits.ofTokens(3 * 105 + 104));
        Together run = together(SAMPLES, 3, 3, HELLO, Spending.within(tokens).at(prices("")));
        assertThat(run.calls()).isEqualTo(21);
        assertThat(run.mostUnderWay()).isEqualTo(3);
        assertThat(tokens.spent().tokens()).isEqualTo(315);
        Files.delete(folder.resolve("c.jsonl"));
        Budget calls = run(Limits.ofCalls(7));
        assertThat(together(SAMPLES, 7, 1, UNLIMITED, Spending.within(calls)).calls())
                .isEqualTo(7);
        assertThat(calls.spent().calls()).isEqualTo(7);
    }

    @Test
    void what_a_call_did_not_use_is_given_back() throws Exception {
        try (RawUpstream upstream = answering();
                Rig rig = rig(upstream)) {
            Budget budget = run(Limits.ofUsd("0.20"));
            Lane lane = rig.lane(Mode.LIVE, Spending.within(budget).at(prices("")));
            for (int call = 1; call <= 5; call++) {
                assertThat(chat(lane, HELLO).status()).isEqualTo(200);
            }
            assertThat(chat(lane, HELLO).message()).contains("0.10 USD spent, 0 USD reserved");
            assertThat(lane.troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.BUDGET_SPENT);
            assertThat(budget.spent().usd()).isEqualByComparingTo("0.10");
        }
    }

    @Test
    void a_stream_is_settled_with_its_usage_and_one_that_is_cut_keeps_its_reservation() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> {
                    RawUpstream.startStream(out);
                    RawUpstream.chunk(out, "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n");
                    if (request.number() == 1) {
                        RawUpstream.chunk(out, "data: {\"choices\":[]," + USAGE + "}\n\ndata: [DONE]\n\n");
                        RawUpstream.endStream(out);
                    }
                });
                Rig rig = rig(upstream)) {
            Budget budget = run(Limits.ofUsd("5"));
            Lane lane = rig.lane(Mode.LIVE, Spending.within(budget).at(prices("")));
            chat(lane, HELLO);
            assertThat(budget.spent()).isEqualTo(new Amount(1, 15, new BigDecimal("0.020000")));
            try {
                chat(lane, HELLO);
            } catch (IOException cut) {
                // as the application sees it
            }
            lane.awaitCalls(Duration.ofSeconds(30));
            assertThat(budget.spent().usd()).isEqualByComparingTo("0.13");
            assertThat(budget.unpriced()).isEqualTo(1);
        }
    }

    @Test
    void an_error_of_the_provider_costs_a_call_and_nothing_else() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> RawUpstream.json(out, 500, "{}"));
                Rig rig = rig(upstream)) {
            Budget budget = run(Limits.ofUsd("5"));
            chat(rig.lane(Mode.LIVE, Spending.within(budget).at(prices(""))), HELLO);
            assertThat(budget.spent().calls()).isEqualTo(1);
            assertThat(budget.spent().usd()).isZero();
        }
    }

    @Test
    void a_provider_that_cannot_be_reached_costs_a_call_and_nothing_else() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (Rig rig = new Rig(folder.resolve("c.jsonl")).openAiAt("http://127.0.0.1:" + port + "/v1")) {
            Budget budget = run(Limits.ofUsd("5"));
            assertThat(chat(rig.lane(Mode.LIVE, Spending.within(budget).at(prices(""))), HELLO)
                            .status())
                    .isEqualTo(502);
            assertThat(budget.spent().usd()).isZero();
        }
    }

    @Test
    void an_answer_without_usage_counts_as_what_was_reserved() throws Exception {
        try (RawUpstream upstream = new RawUpstream((request, out) -> RawUpstream.json(out, 200, "{}"));
                Rig rig = rig(upstream)) {
            Budget budget = run(Limits.ofUsd("5"));
            chat(rig.lane(Mode.LIVE, Spending.within(budget).at(prices(""))), HELLO);
            assertThat(budget.spent().usd()).isEqualByComparingTo("0.11");
            assertThat(budget.spent().tokens()).isEqualTo(105);
            assertThat(budget.unpriced()).isEqualTo(1);
            assertThat(budget.uncounted()).isEqualTo(1);
        }
    }

    @Test
    void a_model_without_a_price_or_a_greatest_output_is_refused_before_the_call() throws Exception {
        try (RawUpstream upstream = answering();
                Rig rig = rig(upstream)) {
            assertThat(chat(rig.lane(Mode.LIVE, Spending.within(run(Limits.ofUsd("5")))), HELLO)
                            .message())
                    .startsWith(
                            "junit-llm: no price is known for tiny-1 of openai in the built-in table of 2026-07-24; write it into a file that junit.llm.prices names: {");
            String boundless =
                    "junit-llm: nobody can tell how many tokens tiny-1 of openai may answer with: the request sets no max_tokens, and the table of prices has no max_output for it; write one of them (the table is a file that junit.llm.prices names)";
            assertThat(chat(
                                    rig.lane(
                                            Mode.LIVE,
                                            Spending.within(run(Limits.ofUsd("5")))
                                                    .at(prices(""))),
                                    UNLIMITED)
                            .message())
                    .isEqualTo(boundless);
            assertThat(chat(rig.lane(Mode.LIVE, Spending.within(run(Limits.ofTokens(500)))), UNLIMITED)
                            .message())
                    .isEqualTo(boundless);
            assertThat(upstream.requests()).isEmpty();
            assertThat(chat(rig.lane(Mode.LIVE, Spending.within(run(Limits.ofCalls(5)))), UNLIMITED)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void the_time_of_a_budget_ends_the_calls() throws Exception {
        try (RawUpstream upstream = answering();
                Rig rig = rig(upstream)) {
            Lane lane = rig.lane(Mode.LIVE, Spending.within(run(Limits.ofTime(Duration.ofMinutes(5)))));
            nanos.set(Duration.ofMinutes(5).toNanos() - 1);
            assertThat(chat(lane, HELLO).status()).isEqualTo(200);
            nanos.incrementAndGet();
            assertThat(chat(lane, HELLO).message())
                    .isEqualTo(
                            "junit-llm: the budget of the run, 300 seconds, is over (junit.llm.budget.seconds); no further call begins");
        }
    }

    @Test
    void a_call_must_fit_into_every_budget_and_judges_are_told_apart() throws Exception {
        try (RawUpstream upstream = answering();
                Rig rig = rig(upstream)) {
            Budget run = run(Limits.ofCalls(3));
            Budget test = run.within(Scope.ofSettings("RefundTest.answers", "x.", ""), Limits.ofCalls(2));
            Lane first = rig.lane(Mode.LIVE, Spending.within(test).at(prices("")));
            chat(first, HELLO);
            chat(rig.lane(Mode.LIVE, Spending.within(test).at(prices("")).forPurpose(Purpose.JUDGE)), HELLO);
            assertThat(chat(first, HELLO).message())
                    .isEqualTo(
                            "junit-llm: the budget of RefundTest.answers, 2 calls, is spent; raise x.calls to go on");
            Lane other = rig.lane(Mode.LIVE, Spending.within(run).at(prices("")));
            assertThat(chat(other, HELLO).status()).isEqualTo(200);
            assertThat(chat(other, HELLO).message()).contains("the budget of the run, 3 calls, is spent");
            Amount one = new Amount(1, 15, new BigDecimal("0.020000"));
            assertThat(test.spent(Purpose.SAMPLE)).isEqualTo(one);
            assertThat(test.spent(Purpose.JUDGE)).isEqualTo(one);
            assertThat(run.spent()).isEqualTo(one.plus(one).plus(one));
        }
    }

    @Test
    void a_replayed_call_costs_nothing() throws Exception {
        try (RawUpstream upstream = answering();
                Rig rig = rig(upstream)) {
            chat(rig.lane(Mode.RECORD, Spending.unlimited()), HELLO);
            Budget budget = run(Limits.ofCalls(0));
            assertThat(chat(rig.lane(Mode.RECORD, Spending.within(budget)), HELLO)
                            .status())
                    .isEqualTo(200);
            assertThat(budget.spent()).isEqualTo(Amount.NOTHING);
        }
    }
}
