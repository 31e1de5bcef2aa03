package io.github.junitllm.sampling;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** What JUnit shows of an eval, for each way in which it can end. */
class VerdictOfAnEvalTest {

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    static final String GOLDENS = "[{id: late, question: is it late}, {id: early, question: is it early}]";

    static class EverySampleTestCase {
        @LlmEval(samples = 2)
        @Golden(inline = GOLDENS)
        void saysYes(GoldenCase golden, Llm llm) {
            assertThatAnswer(Chat.ask(llm, golden.text("question"))).isEqualTo("yes");
        }
    }

    @Test
    void is_green_when_every_sample_passes_and_the_tree_names_case_and_sample() {
        evals.recorded(EverySampleTestCase.class, "saysYes", "late", "is it late", "yes", "yes");
        evals.recorded(EverySampleTestCase.class, "saysYes", "early", "is it early", "yes", "yes");

        Evals.Run run = evals.run(EverySampleTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.samples())
                .containsExactly(
                        "late > sample 1 SUCCESSFUL",
                        "late > sample 2 SUCCESSFUL",
                        "early > sample 1 SUCCESSFUL",
                        "early > sample 2 SUCCESSFUL");
        assertThat(run.verdictLine().path("verdict").asText()).isEqualTo("PASS");
        assertThat(run.verdictLine().path("evidence").asText()).isEqualTo("4 REPLAYED");
    }

    @Test
    void is_red_by_the_sample_and_by_the_verdict_when_every_sample_must_pass() {
        evals.recorded(EverySampleTestCase.class, "saysYes", "late", "is it late", "yes", "no");
        evals.recorded(EverySampleTestCase.class, "saysYes", "early", "is it early", "yes", "yes");

        Evals.Run run = evals.run(EverySampleTestCase.class);

        assertThat(run.samples()).contains("late > sample 2 FAILED");
        assertThat(run.thrown()).isInstanceOf(AssertionFailedError.class);
        assertThat(run.message()).isEqualTo("x");
    }
}
