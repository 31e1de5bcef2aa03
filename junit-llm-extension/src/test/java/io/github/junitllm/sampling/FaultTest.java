package io.github.junitllm.sampling;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static io.github.junitllm.fault.FaultKind.BROKEN_TOOL_ARGUMENTS;
import static io.github.junitllm.fault.FaultKind.OVERLOADED;
import static io.github.junitllm.fault.FaultKind.RATE_LIMITED;
import static io.github.junitllm.fault.FaultKind.SERVER_ERROR;
import static io.github.junitllm.fault.FaultKind.STALL;
import static io.github.junitllm.fault.FaultKind.TIMEOUT;
import static io.github.junitllm.fault.FaultKind.TRUNCATED;
import static io.github.junitllm.fault.FaultKind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.fault.FaultPlan;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fault that the test asked for is no outage: the application survives it, or the sample fails and names it. */
class FaultTest {

    private static final String CASE = "[{id: late, question: is it late}]";
    private static final String QUESTION = "is it late";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    private Evals.Run runOn(Class<?> testClass, String... answers) {
        return evals.recorded(testClass, "eval", "late", QUESTION, answers).run(testClass);
    }

    /** An application that tries three times. */
    private static String askPatiently(Llm llm) {
        for (int tries = 1; ; tries++) {
            try {
                return Chat.ask(llm, QUESTION);
            } catch (IllegalStateException failed) {
                if (tries == 3) {
                    throw failed;
                }
            }
        }
    }

    static class PatientTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(RATE_LIMITED)
        @Fault(value = OVERLOADED, call = 2)
        void eval(Llm llm) {
            assertThatAnswer(askPatiently(llm)).isEqualTo("yes");
        }
    }

    @Test
    void an_application_that_retries_passes_and_the_verdict_says_what_was_injected() {
        Evals.Run run = runOn(PatientTestCase.class, "yes");

        assertThat(run.outcomes()).containsExactly("PASSED");
        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictText())
                .contains("; evidence 1 REPLAYED (faults injected)\n")
                .contains("\n  2 calls with injected faults: RATE_LIMITED 1, OVERLOADED 1\n");
        assertThat(run.verdictLine().path("injected_faults")).hasToString("{\"RATE_LIMITED\":1,\"OVERLOADED\":1}");
        assertThat(sampleLine(run).path("faults"))
                .hasToString(
                        "[{\"kind\":\"RATE_LIMITED\",\"call\":1,\"upstream\":\"openai\",\"path\":\"/v1/chat/completions\"},{\"kind\":\"OVERLOADED\",\"call\":2,\"upstream\":\"openai\",\"path\":\"/v1/chat/completions\"}]");
        assertThat(sampleLine(run).path("calls")).hasSize(1);
    }

    private static JsonNode sampleLine(Evals.Run run) {
        return run.lines().stream()
                .filter(line -> line.path("type").asText().equals("sample"))
                .findFirst()
                .orElseThrow();
    }

    static class ImpatientTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(RATE_LIMITED)
        void eval(Llm llm) {
            assertThatAnswer(Chat.ask(llm, QUESTION)).isEqualTo("yes");
        }
    }

    @Test
    void an_application_that_dies_of_a_fault_has_failed_and_the_message_names_it() {
        Evals.Run run = runOn(ImpatientTestCase.class, "yes");

        assertThat(run.outcomes()).containsExactly("FAILED");
        assertThat(run.verdict()).isEqualTo("FAIL");
        assertThat(run.sampleMessage()).startsWith("""
                        the application did not survive an injected fault: java.lang.IllegalStateException: HTTP 429
                          injected: 429 rate limited, on call 1 (POST openai /v1/chat/completions)
                          case late (""");
        assertThat(run.sampleThrown().orElseThrow()).hasRootCauseMessage("HTTP 429");
    }

    static class GivesUpTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(SERVER_ERROR)
        @Fault(value = UNAVAILABLE, call = 2)
        void eval(Llm llm) {
            String answer;
            try {
                answer = Chat.ask(llm, QUESTION);
            } catch (IllegalStateException failed) {
                answer = "sorry";
            }
            assertThatAnswer(answer).isEqualTo("yes");
        }
    }

    @Test
    void a_wrong_answer_after_a_fault_has_failed_and_the_message_names_both_faults() {
        Evals.Run run = runOn(GivesUpTestCase.class, "yes");

        assertThat(run.outcomes()).containsExactly("FAILED");
        assertThat(run.sampleMessage())
                .contains("\n  injected: 500 server error, on call 1 (POST openai /v1/chat/completions)\n")
                .contains("\n  never injected: UNAVAILABLE on call 2\n");
    }

    static class TruncatedTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(TRUNCATED)
        void eval(Llm llm) {
            assertThatAnswer(Chat.ask(llm, QUESTION)).isEqualTo("yes, it is");
        }
    }

    @Test
    void an_answer_that_was_truncated_on_purpose_has_failed_rather_than_been_truncated() {
        Evals.Run run = runOn(TruncatedTestCase.class, "yes, it is");

        assertThat(run.outcomes()).containsExactly("FAILED");
        assertThat(run.sampleMessage())
                .contains("\n  injected: answer truncated by a token limit, on call 1 (POST openai");
        JsonNode call = sampleLine(run).path("calls").path(0);
        assertThat(call.path("fault").asText()).isEqualTo("TRUNCATED");
        assertThat(call.path("gen_ai.response.finish_reason").asText()).isEqualTo("length");
    }

    static class CopesTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(TRUNCATED)
        void eval(Llm llm) {
            assertThatAnswer(Chat.ask(llm, QUESTION)).isEqualTo("yes, ");
        }
    }

    @Test
    void the_recording_of_an_answer_that_a_fault_changed_was_used() {
        Evals.Run run = runOn(CopesTestCase.class, "yes, it is");

        assertThat(run.outcomes()).containsExactly("PASSED");
        assertThat(run.verdictText()).doesNotContain("unused");
    }

    static class TrulyTruncatedTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(RATE_LIMITED)
        void eval(Llm llm) {
            assertThatAnswer(askPatiently(llm)).isEqualTo("yes");
        }
    }

    @Test
    void an_answer_that_the_provider_truncated_stays_truncated_beside_a_fault() {
        evals.recordedWith(TrulyTruncatedTestCase.class, "eval", "late", QUESTION, 200, "length", "ye");

        assertThat(evals.run(TrulyTruncatedTestCase.class).outcomes()).containsExactly("TRUNCATED");
    }

    static class NeverMetTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(value = STALL, call = 3)
        void eval(Llm llm) {
            assertThatAnswer(Chat.ask(llm, QUESTION)).isEqualTo("yes");
        }
    }

    @Test
    void a_fault_that_no_call_met_is_an_error_whether_the_assertion_holds_or_not() {
        Evals.Run run = runOn(NeverMetTestCase.class, "yes");

        assertThat(run.outcomes()).containsExactly("DEFECT");
        assertThat(run.verdict()).isEqualTo("ERROR");
        assertThat(run.sampleMessage()).startsWith("""
                        DEFECT: the fault STALL on call 3 was never injected: this sample made 1 call, and none was to meet it, so that the test checked nothing; name a call that the application makes, or leave the fault out
                          never injected: STALL on call 3
                          case late (""");

        Evals other = new Evals(folder.resolve("other"));
        other.recorded(NeverMetTestCase.class, "eval", "late", QUESTION, "no");
        assertThat(other.run(NeverMetTestCase.class).outcomes()).containsExactly("DEFECT");
    }

    static class NoToolTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(BROKEN_TOOL_ARGUMENTS)
        void eval(Llm llm) {
            assertThatAnswer(Chat.ask(llm, QUESTION)).isEqualTo("yes");
        }
    }

    @Test
    void a_fault_without_meaning_for_the_answer_is_an_error() {
        Evals.Run run = runOn(NoToolTestCase.class, "yes");

        assertThat(run.outcomes()).containsExactly("DEFECT");
        assertThat(run.sampleMessage())
                .contains(
                        "\n  the fault BROKEN_TOOL_ARGUMENTS cannot be injected into call 1 (openai /v1/chat/completions): BROKEN_TOOL_ARGUMENTS has nothing to break: the answer has no tool call with arguments\n");
    }

    static class HangsTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(TIMEOUT)
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void eval(Llm llm) {
            Chat.ask(llm, QUESTION);
        }
    }

    static class SlowBesideAFaultTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(RATE_LIMITED)
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void eval(Llm llm) throws InterruptedException {
            askPatiently(llm);
            TimeUnit.SECONDS.sleep(30);
        }
    }

    @Test
    void an_application_that_hangs_on_a_timeout_has_failed_and_nobody_waits_any_more() {
        Evals.Run run = runOn(HangsTestCase.class, "yes");

        assertThat(run.outcomes()).containsExactly("FAILED");
        assertThat(run.sampleMessage())
                .startsWith("the application did not survive an injected fault: eval(")
                .contains("\n  injected: no answer, on call 1 (POST openai");

        Evals other = new Evals(folder.resolve("other"));
        other.recorded(SlowBesideAFaultTestCase.class, "eval", "late", QUESTION, "yes");
        assertThat(other.run(SlowBesideAFaultTestCase.class).outcomes()).containsExactly("TIMED_OUT");
    }

    static class MissingTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(RATE_LIMITED)
        void eval(Llm llm) {
            askPatiently(llm);
        }
    }

    @Test
    void a_missing_recording_is_one_also_beside_a_fault() {
        assertThat(evals.run(MissingTestCase.class).outcomes()).containsExactly("RECORDING_MISSING");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Fault(SERVER_ERROR)
    @interface BadDay {}

    @BadDay
    static class OnTheClassTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(value = UNAVAILABLE, call = 2)
        void eval(Llm llm) {
            assertThatAnswer(askPatiently(llm)).isEqualTo("yes");
        }
    }

    @Test
    void a_fault_of_the_class_through_an_annotation_of_the_users_own_joins_that_of_the_method() {
        Evals.Run run = runOn(OnTheClassTestCase.class, "yes");

        assertThat(run.outcomes()).containsExactly("PASSED");
        assertThat(run.verdictLine().path("injected_faults")).hasToString("{\"SERVER_ERROR\":1,\"UNAVAILABLE\":1}");
    }

    static class InTheBodyTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            llm.fault(SERVER_ERROR);
            llm.fault(FaultPlan.onCall(2, RATE_LIMITED).onUpstream("openai"));
            assertThatAnswer(askPatiently(llm)).isEqualTo("yes");
        }
    }

    @Test
    void a_fault_may_be_decided_in_the_body() {
        Evals.Run run = runOn(InTheBodyTestCase.class, "yes");

        assertThat(run.outcomes()).containsExactly("PASSED");
        assertThat(run.verdictLine().path("injected_faults")).hasToString("{\"RATE_LIMITED\":1,\"SERVER_ERROR\":1}");
    }

    static class AtARateTestCase {
        @LlmEval(samples = 20, stopEarly = false)
        @Golden(inline = CASE)
        @Fault(value = UNAVAILABLE, rate = 0.4, seed = 7)
        void eval(Llm llm) {
            assertThatAnswer(askPatiently(llm)).isEqualTo("yes");
        }
    }

    @Test
    void a_rate_strikes_the_same_samples_in_every_run() {
        String[] answers = Stream.generate(() -> "yes").limit(20).toArray(String[]::new);
        evals.recorded(AtARateTestCase.class, "eval", "late", QUESTION, answers);

        List<Integer> struck = struck(evals.run(AtARateTestCase.class));

        assertThat(struck).hasSizeBetween(3, 17);
        evals.setJunit("junit.jupiter.execution.parallel.enabled", "true")
                .setJunit("junit.jupiter.execution.parallel.mode.default", "concurrent");
        assertThat(struck(evals.run(AtARateTestCase.class))).isEqualTo(struck);
    }

    private static List<Integer> struck(Evals.Run run) {
        return run.lines().stream()
                .filter(line -> line.has("faults"))
                .map(line -> line.path("sample").asInt())
                .sorted()
                .toList();
    }

    static class RareTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(value = UNAVAILABLE, rate = 0.000001)
        void eval(Llm llm) {
            assertThatAnswer(Chat.ask(llm, QUESTION)).isEqualTo("yes");
        }
    }

    @Test
    void a_rate_that_struck_no_call_of_the_whole_eval_is_an_error() {
        Evals.Run run = runOn(RareTestCase.class, "yes");

        assertThat(run.outcomes()).containsExactly("PASSED");
        assertThat(run.verdict()).isEqualTo("ERROR");
        assertThat(run.message())
                .contains(
                        "\n  UNAVAILABLE at rate 1.0E-6 was never injected in 1 sample, so that the test checked nothing; take a higher rate, another seed or more samples\n");
    }

    static class WrongTestCase {
        @LlmEval
        @Golden(inline = CASE)
        @Fault(value = RATE_LIMITED, call = -1)
        void negativeCall(Llm llm) {}

        @LlmEval
        @Golden(inline = CASE)
        @Fault(value = RATE_LIMITED, rate = 1.5)
        void rateAboveOne(Llm llm) {}

        @LlmEval
        @Golden(inline = CASE)
        @Fault(value = RATE_LIMITED, call = 2, rate = 0.5)
        void callAndRate(Llm llm) {}

        @LlmEval
        @Golden(inline = CASE)
        @Fault(value = RATE_LIMITED, seed = 7)
        void seedAlone(Llm llm) {}

        @LlmEval
        @Golden(inline = CASE)
        @Fault(value = STALL, retryAfterSeconds = 7)
        void retryAfterAStall(Llm llm) {}

        @LlmEval
        @Golden(inline = CASE)
        @Fault(value = RATE_LIMITED, retryAfterSeconds = 100_000)
        void retryAfterTooLong(Llm llm) {}

        @LlmEval
        @Golden(inline = CASE)
        @Fault(value = RATE_LIMITED, delayMillis = 7)
        void delayedStatus(Llm llm) {}

        @LlmEval
        @Golden(inline = CASE)
        @Fault(value = STALL, delayMillis = -7)
        void delayNegative(Llm llm) {}

        @LlmEval
        @Golden(inline = CASE)
        @Fault(RATE_LIMITED)
        @Fault(value = STALL, call = 1)
        void twoOnOneCall(Llm llm) {}

        @LlmEval
        @Golden(inline = CASE)
        @Fault(value = RATE_LIMITED, rate = 1)
        @Fault(value = STALL, call = 1)
        void nothingLeft(Llm llm) {}
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    negativeCall | call = -1, allowed are numbers from 1 (unset: the first call); write for example call = 2
                    rateAboveOne | rate = 1.5, allowed are rates above 0 and up to 1 (every call); write for example rate = 0.2
                    callAndRate | call and rate contradict each other: one call by its number, or a share of the calls; write one of them
                    seedAlone | seed belongs to a rate below 1; write it with one, for example rate = 0.2, seed = 7
                    retryAfterAStall | STALL sends no Retry-After; retryAfterSeconds belongs to RATE_LIMITED, SERVER_ERROR, UNAVAILABLE and OVERLOADED
                    retryAfterTooLong | retryAfterSeconds = 100000, allowed are 1 to 86,400; write for example retryAfterSeconds = 2
                    delayedStatus | RATE_LIMITED does not wait; delayMillis belongs to TIMEOUT, SLOW_FIRST_TOKEN and STALL
                    delayNegative | delayMillis = -7, allowed are 1 to 600,000; write for example delayMillis = 5_000
                    twoOnOneCall | RATE_LIMITED and STALL both strike call 1, and a call meets one fault; write for example call = 2 on one of them
                    nothingLeft | RATE_LIMITED strikes every call, so that nothing is left for STALL; write STALL first, or another upstream or path for one of them
                    """)
    void wrong_use_is_refused_with_a_sentence_and_no_sample_runs(String method, String message) {
        Evals.Run run = evals.run(WrongTestCase.class, method, Llm.class.getName());

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.thrown()).isInstanceOf(ExtensionConfigurationException.class);
        assertThat(run.message()).isEqualTo("@Fault on WrongTestCase." + method + "(): " + message);
        assertThat(run.samples()).isEmpty();
    }
}
