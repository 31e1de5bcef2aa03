package com.example;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;

/** What a newcomer writes, run by Failsafe as any other test. */
class RefundEvalIT {

    record Refund(String question, String expected) {}

    @LlmEval(samples = 2)
    @Golden("refunds.yaml")
    void answersFromThePolicy(Refund refund, Llm llm) {
        String answer = Client.ask(llm, refund.question());

        assertThatAnswer(answer).contains(refund.expected());
        assertThat(llm).usage().tokensAtMost(100);
    }
}
