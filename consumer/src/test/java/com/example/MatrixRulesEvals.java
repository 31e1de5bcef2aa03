package com.example;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.sampling.Claim;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import org.junit.jupiter.api.Tag;

/** Every rule, with samples that pass or fail by their number. Run by {@link MatrixIT}; red on purpose. */
class MatrixRulesEvals {

    private static final String TWO = "[{id: late, tags: [attack]}, {id: early, tags: [benign]}]";

    private static void passes(Llm llm, boolean passes) {
        assertThat(llm).madeNoCall();
        assertThat(passes).isTrue();
    }

    @LlmEval(samples = 3)
    @Golden(inline = TWO)
    void allPass(Llm llm) {
        passes(llm, true);
    }

    @Tag("slow")
    @LlmEval(samples = 3, stopEarly = false)
    @Golden(inline = TWO)
    void oneFails(Llm llm) {
        passes(llm, llm.sample() != 2);
    }

    @LlmEval(samples = 4, minPasses = 3, stopEarly = false)
    @Golden(inline = TWO)
    void flakyButEnough(Llm llm) {
        passes(llm, llm.sample() != 2);
    }

    @LlmEval(samples = 4, minPasses = 3)
    @Golden(inline = TWO)
    void flakyAndTooFew(Llm llm) {
        passes(llm, llm.sample() > 2);
    }

    @LlmEval(samples = 40, passRate = 0.8)
    @Golden(inline = TWO)
    void shownEarly(Llm llm) {
        passes(llm, llm.sample() % 20 != 0);
    }

    @LlmEval(samples = 40, passRate = 0.8)
    @Golden(inline = TWO)
    void refutedEarly(Llm llm) {
        passes(llm, llm.sample() % 2 == 0);
    }

    @LlmEval(maxTotalSamples = 100, passRate = 0.9, tolerance = 0.05)
    @Golden(inline = TWO)
    void looksAfterEverySample(Llm llm) {
        passes(llm, llm.sample() % 20 != 0);
    }

    @LlmEval(samples = 30)
    @Claim(tag = "attack", passRate = 0.9)
    @Claim(tag = "benign", passRate = 0.5)
    @Golden(inline = TWO)
    void claimsPerTag(Llm llm) {
        passes(llm, llm.caseId().equals("early") ? llm.sample() % 5 != 0 : true);
    }

    @LlmEval(samples = 4, passRate = 0.9)
    @Golden(inline = TWO)
    void infeasible(Llm llm) {
        passes(llm, true);
    }

    @LlmEval(passRate = 1.5)
    @Golden(inline = TWO)
    void wrongUse(Llm llm) {
        passes(llm, true);
    }

    @LlmEval(samples = 4, minPasses = 3, stopEarly = false)
    @Golden(inline = "[{id: one, question: is it so}]")
    void withCalls(GoldenCase golden, Llm llm) {
        assertThatAnswer(Client.ask(llm, golden.text("question"))).isEqualTo("yes");
    }
}
