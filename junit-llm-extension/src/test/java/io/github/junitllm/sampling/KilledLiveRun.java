package io.github.junitllm.sampling;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.nio.file.Path;

/** The program that is killed in the middle of a live run. */
final class KilledLiveRun {

    private KilledLiveRun() {}

    static class TenTestCase {
        @LlmEval(samples = 10, minPasses = 8)
        @Golden(inline = "[{id: late, question: is it late}]")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    /** Folder, URL of the provider. */
    public static void main(String[] arguments) {
        live(Path.of(arguments[0]), arguments[1]).run(TenTestCase.class);
    }

    static Evals live(Path folder, String url) {
        return new Evals(folder)
                .set("mode", "live")
                .set("upstream.openai", url)
                .set("upstream.openai.simulated", "true");
    }
}
