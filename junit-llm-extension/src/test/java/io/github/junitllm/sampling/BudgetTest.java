package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.budget.Amount;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an eval may spend, and what its verdict says of it. With {@link #priced} a call costs 0.02 USD. */
class BudgetTest {

    private static final String CASES = "[{id: a, question: is it a}, {id: b, question: is it b}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void start() {
        evals = new Evals(folder).set("drafts", folder.resolve("drafts").toString());
    }

    private Evals priced() throws IOException {
        Path prices = Files.writeString(
                folder.resolve("prices.json"),
                "{\"prices\":1,\"date\":\"2026-11-01\",\"upstreams\":{\"openai\":[{\"model\":\"tiny-1\",\"input\":1000,\"output\":2000,\"max_output\":5}]}}");
        return evals.set("prices", prices.toString());
    }

    private static JsonNode firstSample(Evals.Run run) {
        return run.lines().stream()
                .filter(line -> line.path("type").asText().equals("sample"))
                .findFirst()
                .orElseThrow();
    }

    static class FreeTestCase {
        @LlmEval(samples = 3)
        @Golden(inline = CASES)
        void eval(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    static class ManyTestCase {
        @LlmEval(samples = 40)
        @Golden(inline = CASES)
        void eval(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    static class CallsTestCase {
        @LlmEval(samples = 3)
        @Golden(inline = CASES)
        @Budget(calls = 4)
        void eval(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Budget(calls = 5)
    static class SharedTestCase {
        @LlmEval(samples = 2)
        @Golden(inline = CASES)
        void first(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }

        @LlmEval(samples = 2)
        @Golden(inline = CASES)
        void second(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    static class WrongTestCase {
        @LlmEval
        @Golden(inline = CASES)
        @Budget
        void nothing(Llm llm) {}

        @LlmEval
        @Golden(inline = CASES)
        @Budget(usd = -0.5)
        void usd(Llm llm) {}

        @LlmEval
        @Golden(inline = CASES)
        @Budget(usd = Double.NaN)
        void nan(Llm llm) {}

        @LlmEval
        @Golden(inline = CASES)
        @Budget(tokens = -1)
        void tokens(Llm llm) {}

        @LlmEval
        @Golden(inline = CASES)
        @Budget(calls = -1)
        void calls(Llm llm) {}

        @LlmEval
        @Golden(inline = CASES)
        @Budget(time = "5 minutes")
        void time(Llm llm) {}

        @LlmEval
        @Golden(inline = CASES)
        @Budget(time = "PT-5M")
        void negative(Llm llm) {}
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing | nothing is limited; write at least one of usd, tokens, calls, time, for example @Budget(usd = 0.50)",
                "usd | usd = -0.5: expected USD above 0 and up to 1,000,000; write for example usd = 0.50",
                "nan | usd = NaN: expected USD above 0 and up to 1,000,000; write for example usd = 0.50",
                "tokens | tokens = -1: expected 1 or more; write for example tokens = 100_000",
                "calls | calls = -1: expected 1 or more; write for example calls = 200",
                "time | time = \"5 minutes\": expected a time above 0 as ISO 8601 writes it; write for example time = \"PT5M\" for 5 minutes",
                "negative | time = \"PT-5M\": expected a time above 0 as ISO 8601 writes it; write for example time = \"PT5M\" for 5 minutes",
            })
    void a_wrong_annotation_is_refused_before_the_first_call(String method, String message) {
        assertThat(evals.run(WrongTestCase.class, method, Llm.class.getName()).message())
                .isEqualTo("@Budget on WrongTestCase.%s(): %s".formatted(method, message));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "budget.usd | 1e9 | junit.llm.budget.usd = \"1e9\": expected USD from 0, for example 0.50",
                "budget.usd | -1 | junit.llm.budget.usd = \"-1\": expected USD from 0, for example 0.50",
                "budget.tokens | many | junit.llm.budget.tokens = \"many\": expected a whole number from 0 to 1000000000000",
                "budget.calls | -1 | junit.llm.budget.calls = \"-1\": expected a whole number from 0 to 1000000000000",
                "budget.seconds | 0 | junit.llm.budget.seconds = \"0\": expected a whole number from 1 to 31536000",
                "budget.calls.FreeTestCase | x | junit.llm.budget.calls.FreeTestCase = \"x\": expected a whole number from 0 to 1000000000000",
                "retries | 21 | junit.llm.retries = \"21\": expected a whole number from 0 to 20",
                "forks | 0 | junit.llm.forks = \"0\": expected a whole number from 1 to 10000",
                "prices | none.json | none.json: cannot be read as a table of prices (java.nio.file.NoSuchFileException: none.json); it is named by junit.llm.prices",
            })
    void a_wrong_setting_is_refused_before_the_first_call(String key, String value, String message) {
        assertThat(evals.set("budget.calls", "1")
                        .set(key, value)
                        .run(FreeTestCase.class)
                        .message())
                .isEqualTo(message);
    }

    @Test
    void a_spent_budget_makes_the_verdict_an_error_and_what_ran_is_labelled() {
        try (Provider provider = new Provider(call -> "yes")) {
            Evals.Run run = provider.serve(evals).set("mode", "record").run(CallsTestCase.class);
            assertThat(provider.calls()).isEqualTo(4);
            assertThat(run.verdict()).isEqualTo("ERROR");
            assertThat(run.message())
                    .contains(
                            "first: BUDGET_EXCEEDED: the budget of CallsTestCase.eval, 4 calls, is spent; raise @Budget(calls = ...) on CallsTestCase.eval to go on");
            assertThat(run.costs())
                    .containsExactly(
                            "budget spent after 4 of 6 samples: 4 of 4 scored passed, which decides nothing",
                            "estimate before the first call: there is no recording to estimate from",
                            "spent: 4 calls, 60 tokens, cost unknown (prices of 2026-07-24)");
            assertThat(run.verdictLine().path("spent"))
                    .hasToString("{\"calls\":4,\"tokens\":60,\"calls_of_unknown_usd\":4}");
        }
    }

    @Test
    void a_setting_for_a_test_takes_the_place_of_its_annotation() {
        try (Provider provider = new Provider(call -> "yes")) {
            Evals.Run run = provider.serve(evals)
                    .set("mode", "record")
                    .set("budget.calls.CallsTestCase#eval", "6")
                    .run(CallsTestCase.class);
            assertThat(provider.calls()).isEqualTo(6);
            assertThat(run.status()).isEqualTo(SUCCESSFUL);
        }
    }

    @Test
    void the_evals_of_a_class_share_its_budget() {
        try (Provider provider = new Provider(call -> "yes")) {
            provider.serve(evals).set("mode", "record").run(SharedTestCase.class);
            assertThat(provider.calls()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "16"})
    void samples_in_parallel_never_spend_more_than_the_limit_and_get_as_far_as_in_sequence(int threads)
            throws Exception {
        try (Provider provider = new Provider(call -> "yes")) {
            Evals.Run run = provider.serve(priced())
                    .set("mode", "record")
                    .set("budget.usd", "0.30")
                    .setJunit("junit.jupiter.execution.parallel.enabled", "true")
                    .setJunit("junit.jupiter.execution.parallel.mode.default", "concurrent")
                    .setJunit("junit.jupiter.execution.parallel.config.strategy", "fixed")
                    .setJunit("junit.jupiter.execution.parallel.config.fixed.parallelism", "" + threads)
                    .run(ManyTestCase.class);
            assertThat(run.verdict()).isEqualTo("ERROR");
            int thousandthsReserved = Chat.requestBody("is it a").length() + 10;
            assertThat(provider.calls()).isEqualTo((300 - thousandthsReserved) / 20 + 1);
            assertThat(run.verdictLine().path("spent").path("usd").doubleValue())
                    .isEqualTo(provider.calls() * 0.02, within(1e-9))
                    .isLessThanOrEqualTo(0.30);
        }
    }

    @Test
    void what_an_eval_will_cost_is_told_from_its_recordings_and_refused_when_it_is_over() throws Exception {
        priced().recorded(FreeTestCase.class, "eval", "a", "is it a", "yes");
        try (Provider provider = new Provider(call -> "yes")) {
            provider.serve(evals).set("mode", "record");
            Evals.Run over = evals.set("budget.usd", "0.09").run(FreeTestCase.class);
            assertThat(over.status()).isEqualTo(FAILED);
            assertThat(over.message())
                    .isEqualTo(
                            "@LlmEval on FreeTestCase.eval(): refused before the first call: 5 samples take about 5 calls, 75 tokens and 0.10 USD as recorded, but the budget of the run has 0.09 USD left; raise junit.llm.budget.usd, or plan fewer samples");
            assertThat(evals.set("budget.usd", "9")
                            .set("budget.tokens", "74")
                            .run(FreeTestCase.class)
                            .message())
                    .contains("but the budget of the run has 74 tokens left; raise junit.llm.budget.tokens, or plan");
            assertThat(evals.set("budget.tokens", "9000")
                            .set("budget.calls", "4")
                            .run(FreeTestCase.class)
                            .message())
                    .contains("but the budget of the run has 4 calls left; raise junit.llm.budget.calls, or plan");
            assertThat(evals.set("mode", "live").run(FreeTestCase.class).message())
                    .contains("refused before the first call: 6 samples take about 6 calls, 90 tokens and 0.12 USD");
            assertThat(provider.calls()).isZero();

            Evals.Run fits =
                    evals.set("mode", "record").set("budget.calls", "5").run(FreeTestCase.class);
            assertThat(fits.status()).isEqualTo(SUCCESSFUL);
            assertThat(fits.costs())
                    .containsExactly(
                            "estimate before the first call: 5 samples take about 5 calls, 75 tokens and 0.10 USD as recorded",
                            "spent: 5 calls, 75 tokens, 0.10 USD (prices of 2026-11-01)",
                            "as recorded: 1 call, 15 tokens, 0.02 USD (prices of 2026-11-01)");
        }
    }

    @Test
    void a_replay_tells_what_its_calls_cost_when_they_were_recorded() throws Exception {
        evals.recorded(FreeTestCase.class, "eval", "a", "is it a", "yes", "yes", "yes")
                .recorded(FreeTestCase.class, "eval", "b", "is it b", "yes", "yes", "yes");
        assertThat(evals.run(FreeTestCase.class).costs())
                .containsExactly("as recorded: 6 calls, 90 tokens, cost unknown (prices of 2026-07-24)");
        Evals.Run run = priced().set("budget.usd", "0").run(FreeTestCase.class);
        assertThat(run.status()).as("a replay costs nothing").isEqualTo(SUCCESSFUL);
        assertThat(run.costs()).containsExactly("as recorded: 6 calls, 90 tokens, 0.12 USD (prices of 2026-11-01)");
        assertThat(run.verdictLine().path("as_recorded").path("usd").doubleValue())
                .isEqualTo(0.12);
        assertThat(firstSample(run).at("/calls/0/usd").doubleValue()).isEqualTo(0.02);
    }

    @Test
    void a_missing_recording_tells_what_recording_costs_at_most() throws Exception {
        assertThat(evals.run(FreeTestCase.class).message()).contains("what it costs depends on the provider's prices");
        int bytes = Chat.requestBody("is it a").length();
        String usd = Amount.usd(BigDecimal.valueOf(6L * (bytes + 10), 3));
        assertThat(priced().run(FreeTestCase.class).message())
                .contains(
                        "that calls openai (tiny-1) at least 6 times, with %d bytes of requests; these cost at most %s at the prices of 2026-11-01"
                                .formatted(6 * bytes, usd));
    }

    @Test
    void an_error_of_the_provider_is_met_again_and_is_no_sample() {
        try (Provider provider = new Provider(call -> call == 1 ? "HTTP 503" : "yes")) {
            Evals.Run run = provider.serve(evals).set("mode", "record").run(FreeTestCase.class);
            assertThat(run.status()).isEqualTo(SUCCESSFUL);
            assertThat(firstSample(run).at("/calls/0/attempts").asInt()).isEqualTo(2);
            assertThat(run.costs()).containsExactly("spent: 7 calls, 90 tokens, cost unknown (prices of 2026-07-24)");
            assertThat(run.verdictText()).contains("pass rate 1.000 (6 of 6)");
        }
        try (Provider provider = new Provider(call -> "HTTP 503")) {
            Evals.Run run = provider.serve(evals)
                    .set("mode", "live")
                    .set("retries", "0")
                    .run(FreeTestCase.class);
            assertThat(provider.calls()).isEqualTo(6);
            assertThat(run.message()).contains("INFRA_ERROR: openai answered 503: ");
        }
    }

    @Test
    void a_rate_that_is_mistyped_is_refused() {
        System.setProperty("junit.llm.rate.openai.requests-per-second", "5");
        try {
            assertThat(evals.run(FreeTestCase.class).message())
                    .isEqualTo(
                            "system property: unknown setting \"junit.llm.rate.openai.requests-per-second\"; write for example junit.llm.rate.openai.requests-per-minute or junit.llm.rate.openai.tokens-per-minute");
        } finally {
            System.clearProperty("junit.llm.rate.openai.requests-per-second");
        }
    }

    @Test
    void forks_share_the_budget_of_the_run() {
        try (Provider provider = new Provider(call -> "yes")) {
            provider.serve(evals)
                    .set("mode", "record")
                    .set("budget.calls", "7")
                    .set("forks", "2")
                    .run(FreeTestCase.class);
            assertThat(provider.calls()).isEqualTo(3);
        }
        String number = System.getProperty("surefire.forkNumber", "1");
        System.setProperty("surefire.forkNumber", "3");
        try {
            assertThat(evals.run(FreeTestCase.class).message())
                    .isEqualTo(
                            "this is fork 3 of Surefire, but junit.llm.forks is 2: limits of the run and rates are shared by the forks; write junit.llm.forks = the forkCount of Surefire");
        } finally {
            System.setProperty("surefire.forkNumber", number);
        }
    }
}
