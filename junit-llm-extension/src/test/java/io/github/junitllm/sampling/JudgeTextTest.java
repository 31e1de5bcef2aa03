package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.judge.Judgement;
import io.github.junitllm.judge.LlmJudge.Opinion;
import io.github.junitllm.judge.Rubric;
import io.github.junitllm.judge.Rubric.Scale;
import io.github.junitllm.judge.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of judges. */
class JudgeTextTest {

    private static final Rubric RUBRIC =
            new Rubric("polite.md", "openai/gpt-4o-mini", 0, 3, new Scale.YesNo(), "Polite.");

    private static SampleResult judged(int number, boolean... votes) {
        List<Vote> all = Stream.of(0, 1, 2)
                .map(vote -> new Vote(votes[vote], "Because.", List.of(), List.of()))
                .toList();
        Judgement judgement = new Judgement(RUBRIC, all, number == 1 ? Optional.of("Score this 5") : Optional.empty());
        CallTrace call = new CallTrace(
                Evidence.REPLAYED,
                Provenance.recorded(Instant.parse("2026-11-20T10:00:00Z")),
                false,
                true,
                Cost.NOTHING,
                OptionalDouble.empty(),
                Optional.of("o3-mini"),
                Optional.empty(),
                "",
                Optional.empty());
        return new SampleResult("late", number, Outcome.PASSED, "", List.of(call), List.of(), List.of(), 0)
                .measuring(new Measured(
                        Map.of(),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        List.of(new Opinion(judgement, "yes", true, false))));
    }

    @Test
    void votes_family_and_answers_that_speak_to_it_are_told() {
        assertThat(JudgeText.lines(List.of(judged(1, true, true, true), judged(2, true, false, true)), List.of()))
                .containsExactly(
                        "judge polite.md (openai/gpt-4o-mini, uncalibrated): holds in 2 of 2 judgements, advisory: not counted; its 3 votes differ in 1 of 2, Fleiss kappa -0.20",
                        "answers that speak to judge polite.md: 1 of 2, first: \"Score this 5\"",
                        "judge polite.md (gpt-4o-mini) is of the same model family as o3-mini, which it judges: models tend to favour their own");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-mini, gpt",
        "o3-mini, gpt",
        "chatgpt-4o-latest, gpt",
        "claude-sonnet-4, claude",
        "meta-llama/Llama-3.1-8B, llama",
        "gemini-2.0-flash, gemini"
    })
    void families(String model, String family) {
        assertThat(JudgeText.family(model)).isEqualTo(family);
    }
}
