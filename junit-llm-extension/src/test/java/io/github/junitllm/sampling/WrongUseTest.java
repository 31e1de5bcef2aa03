package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.exchange.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong use fails before the first call and says what to write. */
class WrongUseTest {

    private static final String CASE = "[{id: late, question: is it late}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    record Case(String question) {}

    static class WrongTestCase {

        @LlmEval(samples = 0)
        @Golden(inline = CASE)
        void noSamples(Llm llm) {}

        @LlmEval(samples = 10_001)
        @Golden(inline = CASE)
        void tooManySamples(Llm llm) {}

        @LlmEval(samples = 2, minPasses = 3)
        @Golden(inline = CASE)
        void minPassesAboveSamples(Llm llm) {}

        @LlmEval(passRate = 1.5)
        @Golden(inline = CASE)
        void rateAboveOne(Llm llm) {}

        @LlmEval(passRate = 0)
        @Golden(inline = CASE)
        void rateZero(Llm llm) {}

        @LlmEval(passRate = Double.NaN)
        @Golden(inline = CASE)
        void rateNaN(Llm llm) {}

        @LlmEval(passRate = 0.9, tolerance = 0.9)
        @Golden(inline = CASE)
        void toleranceTooLarge(Llm llm) {}

        @LlmEval(passRate = 0.9, tolerance = -0.1)
        @Golden(inline = CASE)
        void toleranceNegative(Llm llm) {}

        @LlmEval(passRate = 0.9, confidence = 1)
        @Golden(inline = CASE)
        void confidenceOne(Llm llm) {}

        @LlmEval(samples = 3, passRate = 0.9, minPasses = 2)
        @Golden(inline = CASE)
        void twoGates(Llm llm) {}

        @LlmEval(perCase = true)
        @Golden(inline = CASE)
        void perCaseWithoutRate(Llm llm) {}

        @LlmEval
        void noGolden(Llm llm) {}

        @LlmEval
        @Golden("no-such-file.yaml")
        void missingFile(Llm llm) {}

        @LlmEval
        @Golden(inline = "[{id: late, qestion: is it late}]")
        void unknownMember(Case golden, Llm llm) {}

        @LlmEval
        @Golden(inline = "[{id: late}, {id: late}]")
        void duplicateId(Llm llm) {}

        @LlmEval
        @Golden(inline = "[]")
        void emptyGolden(Llm llm) {}

        @LlmEval
        @Golden(inline = CASE)
        @ExpectedVerdict(value = Verdict.FAIL, reason = " ")
        void noReason(Llm llm) {}

        @LlmEval
        @Golden(inline = CASE)
        @ExpectedVerdict(value = Verdict.PASS, reason = "it passes")
        void expectedPass(Llm llm) {}
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    noSamples | @LlmEval on WrongTestCase.noSamples(): samples = 0, allowed are 1 to 10,000; write for example samples = 20
                    tooManySamples | @LlmEval on WrongTestCase.tooManySamples(): samples = 10001, allowed are 1 to 10,000; write for example samples = 20
                    minPassesAboveSamples | @LlmEval on WrongTestCase.minPassesAboveSamples(): minPasses = 3, allowed are 1 to samples = 2; write for example samples = 5, minPasses = 4
                    rateAboveOne | @LlmEval on WrongTestCase.rateAboveOne(): passRate = 1.5, allowed are rates above 0 and below 1 (unset: every sample must pass); write for example passRate = 0.9
                    rateZero | @LlmEval on WrongTestCase.rateZero(): passRate = 0.0, allowed are rates above 0 and below 1 (unset: every sample must pass); write for example passRate = 0.9
                    rateNaN | @LlmEval on WrongTestCase.rateNaN(): passRate = NaN, allowed are rates above 0 and below 1 (unset: every sample must pass); write for example passRate = 0.9
                    toleranceTooLarge | @LlmEval on WrongTestCase.toleranceTooLarge(): tolerance = 0.9, allowed are 0 to below passRate = 0.9; write for example passRate = 0.9, tolerance = 0.05
                    toleranceNegative | @LlmEval on WrongTestCase.toleranceNegative(): tolerance = -0.1, allowed are 0 to below passRate = 0.9; write for example passRate = 0.9, tolerance = 0.05
                    confidenceOne | @LlmEval on WrongTestCase.confidenceOne(): confidence = 1.0, allowed are 0.5 to below 1; write for example confidence = 0.95
                    twoGates | @LlmEval on WrongTestCase.twoGates(): passRate and minPasses contradict each other: a claim about the rate, or k of n per case; write one of them
                    perCaseWithoutRate | @LlmEval on WrongTestCase.perCaseWithoutRate(): tolerance, confidence, perCase and inconclusive belong to a claim about the rate; write passRate with them, for example passRate = 0.9
                    noGolden | @LlmEval on WrongTestCase.noGolden(): there is no @Golden, and an eval without cases checks nothing; write for example @Golden("cases.yaml") or @Golden(inline = "[{id: late-return, question: Can I return it}]")
                    missingFile | @Golden on WrongTestCase.missingFile(): "no-such-file.yaml" is not on the class path; looked at io/github/junitllm/sampling/no-such-file.yaml, goldens/no-such-file.yaml, no-such-file.yaml; put it for example at src/test/resources/goldens/no-such-file.yaml
                    unknownMember | @Golden on WrongTestCase.unknownMember(): inline:1: case "late": unknown member /qestion; Case has question; did you mean "question"?
                    duplicateId | @Golden on WrongTestCase.duplicateId(): inline:1: duplicate case id "late" (first at inline:1); ids name the case in reports and cassettes, write a different one
                    emptyGolden | @Golden on WrongTestCase.emptyGolden(): inline: has no case; write at least one, for example - {id: late-return, question: "..."}
                    noReason | @ExpectedVerdict on WrongTestCase.noReason(): the reason is blank; write why the verdict is expected, for example reason = "prompt v2 is not in yet"
                    expectedPass | @ExpectedVerdict on WrongTestCase.expectedPass(): value = PASS, allowed are FAIL, INCONCLUSIVE and ERROR; leave the annotation out when the eval passes
                    """)
    void is_refused_with_a_sentence_and_no_sample_runs(String method, String message) {
        String parameters = method.equals("unknownMember")
                ? Case.class.getName() + ", " + Llm.class.getName()
                : Llm.class.getName();

        Evals.Run run = evals.run(WrongTestCase.class, method, parameters);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.thrown()).isInstanceOf(ExtensionConfigurationException.class);
        assertThat(run.message()).isEqualTo(message);
        assertThat(run.samples()).isEmpty();
        assertThat(run.lines().get(run.lines().size() - 1))
                .isEqualTo(Json.MAPPER
                        .createObjectNode()
                        .put("type", "refused")
                        .put("test", WrongTestCase.class.getName() + "#" + method)
                        .put("text", message));
    }

    static class PlanTestCase {
        @LlmEval(samples = 20, passRate = 0.9)
        @Golden(inline = CASE)
        void eval(Llm llm) {
            Chat.ask(llm, "is it late");
        }
    }

    @Test
    void a_mode_that_is_none() {
        assertThat(evals.set("mode", "rekord").run(PlanTestCase.class).message())
                .isEqualTo(
                        "junit.llm.mode = \"rekord\": allowed are replay, record, rerecord, live, draft, rekey (default replay)");
    }

    @Test
    void a_sample_that_is_no_number() {
        assertThat(evals.set("sample", "x").run(PlanTestCase.class).message())
                .isEqualTo("junit.llm.sample = \"x\": expected the number of a sample, from 1");
    }

    @Test
    void a_speed_of_replay_that_is_none() {
        assertThat(evals.set("replay", "slow").run(PlanTestCase.class).message())
                .isEqualTo(
                        "junit.llm.replay = \"slow\": expected instant, recorded, or a number from 0 that recorded times are multiplied with, for example 0.1");
    }

    @Test
    void a_case_that_the_eval_does_not_have() {
        Evals.Run run = evals.set("case", "lat").run(PlanTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message())
                .isEqualTo("junit.llm.case = \"lat\": PlanTestCase.eval() has no such case; did you mean \"late\"?");
    }

    @Test
    void a_sample_that_the_eval_does_not_have() {
        assertThat(evals.set("sample", "21").run(PlanTestCase.class).message())
                .isEqualTo("junit.llm.sample = \"21\": PlanTestCase.eval() has samples 1 to 20");
    }
}
