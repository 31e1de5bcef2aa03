package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.nio.file.Path;

/** The program that gets more answers than its heap holds. */
final class LargeAnswers {

    static final int SAMPLES = 400;
    static final int CHARS = 300_000;

    private LargeAnswers() {}

    static class LargeTestCase {
        @LlmEval(samples = SAMPLES, minPasses = SAMPLES)
        @Golden(inline = "[{id: late, question: is it late}]")
        void saysMuch(GoldenCase golden, Llm llm) {
            assertThat(Chat.ask(llm, golden.text("question"))).hasSize(CHARS);
        }
    }

    /** Folder, URL of the provider. */
    public static void main(String[] arguments) {
        KilledLiveRun.live(Path.of(arguments[0]), arguments[1]).run(LargeTestCase.class);
    }
}
