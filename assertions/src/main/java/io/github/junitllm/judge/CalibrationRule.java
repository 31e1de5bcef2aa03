package io.github.junitllm.judge;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.judge.Rubric.Scale;
import java.util.Map;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * What counts as a pass, of a judge and of the people it is compared with.
 *
 * @param rubric what the judge judges by
 * @param passAt the least score that passes; of a rubric with a scale and of no other
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record CalibrationRule(Rubric rubric, OptionalInt passAt) {

    /**
     * Refuses what has no pass.
     *
     * @throws IllegalArgumentException with what to write
     */
    public CalibrationRule {
        if (rubric.scale() instanceof Scale.Category) {
            throw new IllegalArgumentException(
                    "a judge that gives one of several labels has no pass and fail, so it cannot be calibrated; ask yes and no instead");
        }
        if (rubric.scale() instanceof Scale.Score score) {
            if (passAt.isEmpty() || passAt.getAsInt() <= score.low() || passAt.getAsInt() > score.high()) {
                throw new IllegalArgumentException(
                        "passAt%s: the least score that passes is needed, %d to %d; write for example passAt: %d"
                                .formatted(
                                        passAt.isEmpty() ? "" : " = " + passAt.getAsInt(),
                                        score.low() + 1,
                                        score.high(),
                                        score.high()));
            }
        } else if (passAt.isPresent()) {
            throw new IllegalArgumentException("passAt belongs to a rubric with a scale; leave it out");
        }
    }

    /** Returns what an eval has to require for the calibration to speak of it, in the words of an opinion. */
    public String required() {
        return rubric.scale() instanceof Scale.Score
                ? "a score of at least " + passAt.getAsInt()
                : rubric.scale() instanceof Scale.Checklist ? "all criteria" : "yes";
    }

    /** Returns whether a judgement is a pass. */
    public boolean passes(Judgement judgement) {
        Object verdict = judgement.verdict();
        return verdict instanceof Integer score
                ? score >= passAt.orElseThrow()
                : verdict instanceof Map<?, ?> criteria ? !criteria.containsValue(false) : verdict.equals(true);
    }
}
