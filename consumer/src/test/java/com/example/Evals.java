package com.example;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.sampling.Inconclusive;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;

/** Evals of every colour, launched by {@link ConsumerIT}. The recorded answers are "yes" in 3 of 4 samples. SIMULATED. */
class Evals {

    private static final String CASE = "[{id: one, question: is it so}]";

    private static void check(GoldenCase golden, Llm llm) {
        assertThatAnswer(Client.ask(llm, golden.text("question"))).isEqualTo("yes");
    }

    @LlmEval(samples = 4, stopEarly = false)
    @Golden(inline = CASE)
    void everySampleMustPass(GoldenCase golden, Llm llm) {
        check(golden, llm);
    }

    @LlmEval(samples = 4, stopEarly = false, minPasses = 3)
    @Golden(inline = CASE)
    void threeOfFour(GoldenCase golden, Llm llm) {
        check(golden, llm);
    }

    @LlmEval(samples = 4, stopEarly = false, passRate = 0.2)
    @Golden(inline = CASE)
    void shown(GoldenCase golden, Llm llm) {
        check(golden, llm);
    }

    @LlmEval(samples = 4, stopEarly = false, passRate = 0.9)
    @Golden(inline = CASE)
    void undecided(GoldenCase golden, Llm llm) {
        check(golden, llm);
    }

    @LlmEval(samples = 4, stopEarly = false, passRate = 0.9, inconclusive = Inconclusive.ABORT)
    @Golden(inline = CASE)
    void undecidedAborts(GoldenCase golden, Llm llm) {
        check(golden, llm);
    }

    @LlmEval(samples = 5, stopEarly = false)
    @Golden(inline = CASE)
    void moreSamplesThanTakes(GoldenCase golden, Llm llm) {
        check(golden, llm);
    }

    @LlmEval(passRate = 1.5)
    @Golden(inline = CASE)
    void wrongUse(GoldenCase golden, Llm llm) {
        check(golden, llm);
    }
}
