package io.github.junitllm.judge;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.judge.Rubric.Scale;
import org.apiguardian.api.API;

/** What the score of an answer must be. The answer was judged once for all assertions of a chain. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ScoreAssert {

    private final LlmJudge judge;
    private final Judgement judgement;

    ScoreAssert(LlmJudge judge, Judgement judgement) {
        this.judge = judge;
        this.judgement = judgement;
    }

    /** Returns the median of the votes. */
    public int value() {
        return (Integer) judgement.verdict();
    }

    /** Verifies that the median of the votes is at least so much. */
    public ScoreAssert isAtLeast(int score) {
        requireOnScale(score);
        judge.decide(judgement, "a score of at least " + score, value() >= score);
        return this;
    }

    /** Verifies that the median of the votes is at most so much. */
    public ScoreAssert isAtMost(int score) {
        requireOnScale(score);
        judge.decide(judgement, "a score of at most " + score, value() <= score);
        return this;
    }

    private void requireOnScale(int score) {
        Scale.Score scale = (Scale.Score) judgement.rubric().scale();
        if (score < scale.low() || score > scale.high()) {
            throw new IllegalArgumentException("%d is not on the scale of judge %s, %d to %d"
                    .formatted(score, judgement.rubric().name(), scale.low(), scale.high()));
        }
    }
}
