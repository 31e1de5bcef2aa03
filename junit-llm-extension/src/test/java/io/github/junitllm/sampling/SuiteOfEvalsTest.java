package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many verdicts say together. */
class SuiteOfEvalsTest {

    private static final String LATE = "[{id: late, question: is it late}]";

    @TempDir
    Path folder;

    static class ThreeTestCase {

        @LlmEval(samples = 20, passRate = 0.5)
        @Golden(inline = LATE)
        void good(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }

        @LlmEval(samples = 20, passRate = 0.5, stopEarly = false)
        @Golden(inline = LATE)
        void bad(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }

        @LlmEval(samples = 20, passRate = 0.5, confidence = 0.9, stopEarly = false)
        @Golden(inline = LATE)
        void doubtful(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }

        @LlmEval
        @Golden(inline = LATE)
        void plain(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    private static String[] answers(int yes, int no) {
        String[] answers = new String[yes + no];
        java.util.Arrays.fill(answers, 0, yes, "yes");
        java.util.Arrays.fill(answers, yes, yes + no, "no");
        return answers;
    }

    /** P(X <= 2) of 20 at 0.5 is 0.0002012, P(X <= 6) is 0.05766, computed apart from our code. */
    @Test
    void false_alarms_are_counted_and_what_may_be_one_is_named() {
        Evals evals = new Evals(folder);
        String question = "is it late";
        evals.recorded(ThreeTestCase.class, "good", "late", question, answers(20, 0))
                .recorded(ThreeTestCase.class, "bad", "late", question, answers(2, 18))
                .recorded(ThreeTestCase.class, "doubtful", "late", question, answers(6, 14))
                .recorded(ThreeTestCase.class, "plain", "late", question, answers(1, 0));

        JsonNode suite = evals.run(ThreeTestCase.class).lines().stream()
                .filter(line -> line.path("type").asText().equals("suite"))
                .findFirst()
                .orElseThrow();

        assertThat(suite.path("claims").asInt()).isEqualTo(3);
        assertThat(suite.path("expected_false_alarms_at_most").asDouble()).isCloseTo(0.2, within(1e-9));
        assertThat(suite.path("evals")).hasSize(3);
        suite.path("evals").forEach(eval -> assertThat(eval.path("failed").asBoolean())
                .isNotEqualTo(eval.path("eval").asText().endsWith("good")));
        suite.path("evals").forEach(failed -> {
            if (!failed.path("failed").asBoolean()) {
                return;
            }
            boolean bad = failed.path("eval").asText().endsWith("bad");
            assertThat(failed.path("p").asDouble()).isCloseTo(bad ? 0.0002012 : 0.05766, within(1e-5));
            assertThat(failed.path("p_benjamini_hochberg").asDouble())
                    .isCloseTo(bad ? 3 * 0.0002012 : 1.5 * 0.05766, within(1e-5));
        });
    }

    private static org.assertj.core.data.Offset<Double> within(double off) {
        return org.assertj.core.data.Offset.offset(off);
    }
}
