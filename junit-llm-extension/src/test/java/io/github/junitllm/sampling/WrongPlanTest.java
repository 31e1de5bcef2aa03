package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;

import io.github.junitllm.dataset.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans that contradict themselves or their goldens, refused before the first call. */
class WrongPlanTest {

    private static final String TWO =
            "[{id: late, question: is it late, tags: [attack]}, {id: early, question: is it early, tags: [benign]}]";

    @TempDir
    Path folder;

    static class PlanTestCase {

        @LlmEval(passRate = 0.9, maxTotalSamples = 10_001)
        @Golden(inline = TWO)
        void tooManyInAll(Llm llm) {}

        @LlmEval(passRate = 0.9, maxTotalSamples = -1)
        @Golden(inline = TWO)
        void fewerThanNone(Llm llm) {}

        @LlmEval(passRate = 0.9, samples = 5, maxTotalSamples = 100)
        @Golden(inline = TWO)
        void bothCounts(Llm llm) {}

        @LlmEval(maxTotalSamples = 100)
        @Golden(inline = TWO)
        void noClaim(Llm llm) {}

        @LlmEval(passRate = 0.9, maxTotalSamples = 1)
        @Golden(inline = TWO)
        void fewerThanCases(Llm llm) {}

        @LlmEval(passRate = 0.9, maxTotalSamples = 100, perCase = true)
        @Golden(inline = TWO)
        void everyCaseAtMost(Llm llm) {}

        @LlmEval(passRate = 0.9, maxTotalSamples = 100, generalise = true)
        @Golden(inline = TWO)
        void likeTheseAtMost(Llm llm) {}

        @LlmEval(passRate = 0.9, samples = 5, perCase = true, generalise = true)
        @Golden(inline = TWO)
        void everyCaseLikeThese(Llm llm) {}

        @LlmEval(passRate = 0.9, maxTotalSamples = 100, stopEarly = false)
        @Golden(inline = TWO)
        void lookedAtToTheEnd(Llm llm) {}

        @LlmEval(passRate = 0.9, samples = 50, maxErrorRate = 0.5)
        @Golden(inline = TWO)
        void halfErrors(Llm llm) {}

        @LlmEval(samples = 50, maxErrorRate = 0.1)
        @Golden(inline = TWO)
        void errorsOfAPlainGate(Llm llm) {}

        @LlmEval(samples = 5)
        @Claim(tag = " ", passRate = 0.5)
        @Golden(inline = TWO)
        void blankTag(Llm llm) {}

        @LlmEval(samples = 5)
        @Claim(tag = "atack", passRate = 0.5)
        @Golden(inline = TWO)
        void unknownTag(Llm llm) {}

        @LlmEval(samples = 5)
        @Claim(tag = "attack", passRate = 0.5)
        @Golden(inline = TWO)
        void casesOfNoClaim(Llm llm) {}

        @LlmEval(samples = 5)
        @Claim(tag = "attack", passRate = 0.5)
        @Claim(tag = "attack", passRate = 0.6)
        @Golden(inline = TWO)
        void tagTwice(Llm llm) {}

        @LlmEval(samples = 5)
        @Claim(tag = "attack", passRate = 1)
        @Golden(inline = TWO)
        void certainClaim(Llm llm) {}

        @LlmEval(samples = 5)
        @Claim(tag = "attack", passRate = 0.5, confidence = 0.4)
        @Golden(inline = TWO)
        void unsureClaim(Llm llm) {}

        @LlmEval(samples = 5)
        @Claim(tag = "attack", passRate = 0.5, tolerance = 0.5)
        @Golden(inline = TWO)
        void claimOfNothing(Llm llm) {}

        @LlmEval(samples = 5, minPasses = 3)
        @Claim(tag = "attack", passRate = 0.5)
        @Golden(inline = TWO)
        void claimAndGate(Llm llm) {}

        @LlmEval(samples = 5, passRate = 0.5, perCase = true)
        @Claim(tag = "attack", passRate = 0.5)
        @Golden(inline = TWO)
        void claimAndEveryCase(Llm llm) {}

        @LlmEval(samples = 5, tolerance = 0.05)
        @Claim(tag = "attack", passRate = 0.5)
        @Golden(inline = TWO)
        void toleranceOfNoRate(Llm llm) {}
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    tooManyInAll | @LlmEval on PlanTestCase.tooManyInAll(): maxTotalSamples = 10001, allowed are 1 to 10,000 over all cases; write for example maxTotalSamples = 200
                    fewerThanNone | @LlmEval on PlanTestCase.fewerThanNone(): maxTotalSamples = -1, allowed are 1 to 10,000 over all cases; write for example maxTotalSamples = 200
                    bothCounts | @LlmEval on PlanTestCase.bothCounts(): samples = 5 and maxTotalSamples = 100 contradict each other: so many per case, or at most so many over all cases; write one of them
                    noClaim | @LlmEval on PlanTestCase.noClaim(): maxTotalSamples, generalise and maxErrorRate belong to a claim about the rate; write passRate with them, for example passRate = 0.9, maxTotalSamples = 200
                    fewerThanCases | @LlmEval on PlanTestCase.fewerThanCases(): maxTotalSamples = 1, but there are 2 cases, and each must have its turn; write at least maxTotalSamples = 2
                    everyCaseAtMost | @LlmEval on PlanTestCase.everyCaseAtMost(): perCase and maxTotalSamples contradict each other: a claim of every case needs samples per case; write samples instead
                    likeTheseAtMost | @LlmEval on PlanTestCase.likeTheseAtMost(): generalise and maxTotalSamples contradict each other: how cases differ is known only at the end; write samples instead
                    everyCaseLikeThese | @LlmEval on PlanTestCase.everyCaseLikeThese(): perCase and generalise contradict each other: a claim of every case here, or of cases like these; write one of them
                    lookedAtToTheEnd | @LlmEval on PlanTestCase.lookedAtToTheEnd(): stopEarly = false and maxTotalSamples contradict each other: a plan with a look after every sample ends where it is decided; write samples instead
                    halfErrors | @LlmEval on PlanTestCase.halfErrors(): maxErrorRate = 0.5, allowed are 0 to below 0.5; write for example maxErrorRate = 0.02
                    errorsOfAPlainGate | @LlmEval on PlanTestCase.errorsOfAPlainGate(): maxTotalSamples, generalise and maxErrorRate belong to a claim about the rate; write passRate with them, for example passRate = 0.9, maxTotalSamples = 200
                    blankTag | @Claim on PlanTestCase.blankTag(): the tag is blank; write for example tag = "attack"
                    unknownTag | @Claim on PlanTestCase.unknownTag(): no case has the tag "atack"; did you mean "attack"?
                    casesOfNoClaim | @Claim on PlanTestCase.casesOfNoClaim(): 1 case would decide nothing, since no claim speaks of their tags: early; claim their tag too, or a passRate of all cases in @LlmEval
                    tagTwice | @Claim on PlanTestCase.tagTwice(): the tag "attack" stands in two claims; write one of them
                    certainClaim | @Claim on PlanTestCase.certainClaim(): passRate = 1.0, allowed are rates above 0 and below 1; write for example passRate = 0.98
                    unsureClaim | @Claim on PlanTestCase.unsureClaim(): confidence = 0.4, allowed are 0.5 to below 1; write for example confidence = 0.95
                    claimOfNothing | @Claim on PlanTestCase.claimOfNothing(): tolerance = 0.5, allowed are 0 to below passRate = 0.5; write for example passRate = 0.9, tolerance = 0.05
                    claimAndGate | @LlmEval on PlanTestCase.claimAndGate(): passRate and minPasses contradict each other: a claim about the rate, or k of n per case; write one of them
                    claimAndEveryCase | @LlmEval on PlanTestCase.claimAndEveryCase(): perCase and @Claim contradict each other: a claim of every case, or of the cases with a tag; write one of them
                    toleranceOfNoRate | @LlmEval on PlanTestCase.toleranceOfNoRate(): tolerance, confidence and perCase belong to the passRate of @LlmEval; a @Claim has its own tolerance and confidence
                    """)
    void is_refused_with_a_sentence_and_no_sample_runs(String method, String message) {
        Evals.Run run = new Evals(folder).run(PlanTestCase.class, method, Llm.class.getName());

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.thrown()).isInstanceOf(ExtensionConfigurationException.class);
        assertThat(run.message()).isEqualTo(message);
        assertThat(run.samples()).isEmpty();
    }
}
