package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/** Every way in which a sample can end without an answer to judge. Run by {@link MatrixIT}; red on purpose. */
class MatrixEndsEvals {

    private static final String ONE = "[{id: one}]";

    @LlmEval(samples = 3, minPasses = 1, stopEarly = false)
    @Golden(inline = ONE)
    void breaks(Llm llm) {
        assertThat(llm).madeNoCall();
        if (llm.sample() == 2) {
            throw new IllegalStateException("the application broke");
        }
    }

    @LlmEval(samples = 3, minPasses = 1, stopEarly = false)
    @Golden(inline = ONE)
    @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
    void hangs(Llm llm) throws InterruptedException {
        assertThat(llm).madeNoCall();
        if (llm.sample() == 2) {
            new CountDownLatch(1).await();
        }
    }

    @LlmEval(samples = 3, minPasses = 1, stopEarly = false)
    @Golden(inline = ONE)
    void aborts(Llm llm) {
        assertThat(llm).madeNoCall();
        assumeTrue(llm.sample() != 2, "not on this machine");
    }

    @LlmEval(samples = 2)
    @Golden(inline = ONE)
    void checksNothing(Llm llm) {}
}
