package io.github.junitllm.sampling;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;

import io.github.junitllm.dataset.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An outage, a missing recording or a defect is never a wrong answer, and never a right one. */
class OutcomeOfASampleTest {

    private static final String CASE = "[{id: late, question: is it late}]";
    private static final String QUESTION = "is it late";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    private void expect(Evals.Run run, Outcome outcome) {
        assertThat(run.outcomes()).containsExactly(outcome.name());
        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.thrown()).isInstanceOf(EvalError.class);
        assertThat(run.verdictLine().path("verdict").asText()).isEqualTo("ERROR");
        assertThat(run.verdictLine().path("scored").asInt()).isZero();
        assertThat(run.verdictLine().at("/errors/" + outcome.name()).asInt()).isEqualTo(1);
    }

    static class AskTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            assertThatAnswer(Chat.ask(llm, QUESTION)).isEqualTo("yes");
        }
    }

    static class SwallowTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            assertThatCode(() -> Chat.ask(llm, QUESTION)).isNotNull();
        }
    }

    @Test
    void nothing_recorded() {
        Evals.Run run = evals.run(AskTestCase.class);

        expect(run, Outcome.RECORDING_MISSING);
        assertThat(evals.plain(run.sampleMessage())).isEqualTo("""
                        RECORDING_MISSING: no recording for POST openai /v1/chat/completions (sample 1, call 1 of it); nothing is recorded for this case yet
                          record: mvn test -Dtest='OutcomeOfASampleTest$AskTestCase#eval' -Djunit.llm.mode=record
                          case late (inline:1), sample 1 of 1; evidence none
                          again: mvn test -Dtest='OutcomeOfASampleTest$AskTestCase#eval' -Djunit.llm.case=late
                          cassette: <cassettes>/io.github.junitllm.sampling.OutcomeOfASampleTest.AskTestCase/eval/late.jsonl""");
        assertThat(evals.plain(run.message())).isEqualTo("""
                        ERROR: no sample of 1 was scored, every sample must pass; evidence none
                          RECORDING_MISSING 1: late
                          first: RECORDING_MISSING: no recording for POST openai /v1/chat/completions (sample 1, call 1 of it); nothing is recorded for this case yet
                          record: mvn test -Dtest='OutcomeOfASampleTest$AskTestCase#eval' -Djunit.llm.mode=record
                          that calls openai (tiny-1) at least 1 time, with 70 bytes of requests; what it costs depends on the provider's prices
                          again: mvn test -Dtest='OutcomeOfASampleTest$AskTestCase#eval' -Djunit.llm.case=late
                          cassettes: <cassettes>/io.github.junitllm.sampling.OutcomeOfASampleTest.AskTestCase/eval""");
    }

    @Test
    void a_changed_prompt_shows_the_difference() {
        evals.recorded(AskTestCase.class, "eval", "late", "is it very late", "yes");

        Evals.Run run = evals.run(AskTestCase.class);

        expect(run, Outcome.RECORDING_MISSING);
        assertThat(run.sampleMessage())
                .contains(
                        "the closest recording differs in\n    /messages/0/content, user message: recorded \"is it very late\", now \"is it late\"");
    }

    @Test
    void a_missing_recording_that_the_body_swallows() {
        expect(evals.run(SwallowTestCase.class), Outcome.RECORDING_MISSING);
    }

    static class MoreSamplesTestCase {
        @LlmEval(samples = 3)
        @Golden(inline = CASE)
        void eval(Llm llm) {
            assertThatAnswer(Chat.ask(llm, QUESTION)).isEqualTo("yes");
        }
    }

    @Test
    void fewer_takes_than_samples_names_both_numbers_and_uses_no_take_twice() {
        evals.recorded(MoreSamplesTestCase.class, "eval", "late", QUESTION, "yes", "yes");

        Evals.Run run = evals.run(MoreSamplesTestCase.class);

        assertThat(run.outcomes()).containsExactly("PASSED", "PASSED", "RECORDING_MISSING");
        assertThat(run.message()).startsWith("ERROR: pass rate 1.000 (2 of 2 scored, 3 ran)");
        assertThat(run.sampleMessage())
                .contains(
                        "(sample 3, call 1 of it); the cassette holds 2 takes of this request, for samples 1, 2; each is used once")
                .contains("sample 3 of 3");
    }

    @Test
    void an_outage_as_last_call() {
        evals.recordedWith(AskTestCase.class, "eval", "late", QUESTION, 503, "stop", "yes");

        Evals.Run run = evals.run(AskTestCase.class);

        expect(run, Outcome.INFRA_ERROR);
        assertThat(run.sampleMessage()).startsWith("INFRA_ERROR: the last call was answered with status 503\n");
    }

    @Test
    void an_outage_that_the_body_swallows_is_no_pass() {
        evals.recordedWith(SwallowTestCase.class, "eval", "late", QUESTION, 429, "stop", "yes");

        expect(evals.run(SwallowTestCase.class), Outcome.INFRA_ERROR);
    }

    @Test
    void an_unreachable_upstream_while_recording() {
        evals.set("mode", "record")
                .set("upstream.openai", "http://127.0.0.1:1/v1")
                .set("upstream.openai.simulated", "true");

        Evals.Run run = evals.run(AskTestCase.class);

        expect(run, Outcome.INFRA_ERROR);
        assertThat(run.sampleMessage())
                .startsWith(
                        "INFRA_ERROR: openai at http://127.0.0.1:PORT/v1 failed: java.net.ConnectException (after 3 tries)\n");
    }

    @Test
    void recording_without_a_key() {
        evals.set("mode", "record")
                .set("upstream.openai", "http://127.0.0.1:1/v1")
                .set("upstream.openai.key-env", "JUNIT_LLM_TEST_NO_SUCH_KEY");

        Evals.Run run = evals.run(AskTestCase.class);

        expect(run, Outcome.INFRA_ERROR);
        assertThat(run.sampleMessage())
                .startsWith(
                        "INFRA_ERROR: cannot call openai: the environment variable JUNIT_LLM_TEST_NO_SUCH_KEY is not set; export it and run again (the application keeps its dummy key), or replay with -Djunit.llm.mode=replay\n");
    }

    @Test
    void an_unreadable_cassette_names_file_and_line() throws IOException {
        evals.recorded(AskTestCase.class, "eval", "late", QUESTION, "yes");
        Path cassette =
                evals.cassettes.resolve("io.github.junitllm.sampling.OutcomeOfASampleTest.AskTestCase/eval/late.jsonl");
        Files.writeString(cassette, Files.readString(cassette).replace("\"status\":200", "\"status\":\"ok\""));

        Evals.Run run = evals.run(AskTestCase.class);

        expect(run, Outcome.INFRA_ERROR);
        assertThat(evals.plain(run.sampleMessage()))
                .startsWith(
                        "INFRA_ERROR: <cassettes>/io.github.junitllm.sampling.OutcomeOfASampleTest.AskTestCase/eval/late.jsonl:3: the member \"status\" must be an HTTP status from 100 to 599; restore the file from version control or record it again\n");
    }

    @Test
    void an_answer_cut_by_a_token_limit() {
        evals.recordedWith(AskTestCase.class, "eval", "late", QUESTION, 200, "length", "ye");

        Evals.Run run = evals.run(AskTestCase.class);

        expect(run, Outcome.TRUNCATED);
        assertThat(run.sampleMessage())
                .contains(
                        "\n  the answer was cut at the cap of 5 tokens; raise the cap or ask for less (the sample is not scored)\n");
    }

    @Test
    void an_empty_answer() {
        evals.recorded(AskTestCase.class, "eval", "late", QUESTION, "");

        expect(evals.run(AskTestCase.class), Outcome.EMPTY);
    }

    @Test
    void an_answer_stopped_by_a_filter() {
        evals.recordedWith(AskTestCase.class, "eval", "late", QUESTION, 200, "content_filter", "no");

        expect(evals.run(AskTestCase.class), Outcome.REFUSED);
    }

    static class SlowTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Timeout(value = 50, unit = TimeUnit.MILLISECONDS)
        void eval(Llm llm) throws InterruptedException {
            Chat.ask(llm, QUESTION);
            TimeUnit.SECONDS.sleep(30);
        }
    }

    static class SlowInItsOwnThreadTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Timeout(value = 50, unit = TimeUnit.MILLISECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void eval(Llm llm) throws InterruptedException {
            TimeUnit.SECONDS.sleep(30);
        }
    }

    @Test
    void a_sample_over_its_timeout() {
        evals.recorded(SlowTestCase.class, "eval", "late", QUESTION, "yes");

        Evals.Run run = evals.run(SlowTestCase.class);

        expect(run, Outcome.TIMED_OUT);
        assertThat(run.sampleMessage()).startsWith("TIMED_OUT: eval(").contains(" timed out after 50 milliseconds\n");
        expect(new Evals(folder.resolve("other")).run(SlowInItsOwnThreadTestCase.class), Outcome.TIMED_OUT);
    }

    static class BrokenApplicationTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            Chat.ask(llm, QUESTION);
            throw new IllegalStateException("parser broke");
        }
    }

    @Test
    void an_exception_of_the_application() {
        evals.recorded(BrokenApplicationTestCase.class, "eval", "late", QUESTION, "yes");

        Evals.Run run = evals.run(BrokenApplicationTestCase.class);

        expect(run, Outcome.DEFECT);
        assertThat(run.sampleMessage()).startsWith("DEFECT: java.lang.IllegalStateException: parser broke\n");
    }

    static class VacuousTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {}
    }

    @Test
    void a_sample_that_called_nothing_and_checked_nothing() {
        Evals.Run run = evals.run(VacuousTestCase.class);

        expect(run, Outcome.DEFECT);
        assertThat(run.sampleMessage())
                .startsWith(
                        "DEFECT: this sample made no LLM call through llm.baseUrl(...), so that its answer has no evidence; does the application use a URL of its own? If no call is right, say so: assertThat(llm).madeNoCall()\n");
    }

    static class BypassTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            assertThatAnswer("an answer from elsewhere").contains("answer");
        }
    }

    @Test
    void an_application_that_goes_around_the_recorder_is_never_green() {
        Evals.Run run = evals.run(BypassTestCase.class);

        expect(run, Outcome.DEFECT);
        assertThat(run.sampleMessage())
                .startsWith(
                        "DEFECT: this sample made no LLM call through llm.baseUrl(...), so that its answer has no evidence; does the application use a URL of its own? If no call is right, say so: assertThat(llm).madeNoCall()\n");
    }

    static class NoCallIsRightTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            assertThat(llm).madeNoCall();
        }
    }

    @Test
    void a_test_may_say_that_no_call_is_right() {
        assertThat(evals.run(NoCallIsRightTestCase.class).outcomes()).containsExactly("PASSED");
    }

    static class BrokenSetUpTestCase {
        @BeforeEach
        void setUp() {
            throw new IllegalStateException("no data base");
        }

        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            assertThatAnswer("yes").isEqualTo("yes");
        }
    }

    static class BrokenConstructorTestCase {
        BrokenConstructorTestCase() {
            throw new IllegalStateException("no data base");
        }

        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            assertThatAnswer("yes").isEqualTo("yes");
        }
    }

    static class FailingTearDownTestCase {
        @AfterEach
        void tearDown() {
            throw new AssertionError("a file is left");
        }

        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            assertThat(llm).madeNoCall();
        }
    }

    @Test
    void what_breaks_around_the_method_is_not_lost() {
        expect(evals.run(BrokenSetUpTestCase.class), Outcome.DEFECT);
        expect(new Evals(folder.resolve("constructor")).run(BrokenConstructorTestCase.class), Outcome.DEFECT);
        assertThat(new Evals(folder.resolve("tearDown"))
                        .run(FailingTearDownTestCase.class)
                        .outcomes())
                .containsExactly("FAILED");
    }

    static class UnknownUpstreamTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            Chat.ask(llm.baseUrl("opnai"), QUESTION);
        }
    }

    @Test
    void an_unknown_upstream() {
        Evals.Run run = evals.run(UnknownUpstreamTestCase.class);

        expect(run, Outcome.DEFECT);
        assertThat(run.sampleMessage())
                .contains(
                        "unknown upstream \"opnai\"; did you mean \"openai\"?; known are anthropic, cerebras, cohere, deepseek, google, groq, huggingface, mistral, ollama, openai, openrouter, perplexity, together, xai; another one is configured with junit.llm.upstream.opnai = https://...");
    }

    static class AssumptionTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            assumeTrue(Chat.ask(llm, QUESTION).equals("no"), "only for no");
        }
    }

    static class DisabledTestCase {
        @Disabled("not today")
        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            assertThatAnswer(Chat.ask(llm, QUESTION)).isEqualTo("yes");
        }
    }

    @Test
    void a_sample_that_gave_up_on_an_assumption() {
        evals.recorded(AssumptionTestCase.class, "eval", "late", QUESTION, "yes");

        expect(evals.run(AssumptionTestCase.class), Outcome.SKIPPED);
    }

    @Test
    void a_disabled_eval_leaves_no_verdict_and_no_green_container() {
        Evals.Run run = evals.run(DisabledTestCase.class);

        assertThat(run.lines()).isEmpty();
        run.executed().containerEvents().assertStatistics(statistics -> statistics.skipped(1));
    }
}
