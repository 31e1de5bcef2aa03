package io.github.junitllm.judge;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * What a judge must be shown to reach before its verdicts count; each above 0 and below 1.
 *
 * @param sensitivity share of the good answers that it passes
 * @param specificity share of the bad answers that it catches
 * @param kappa Cohen's kappa with the people, empty where none is asked for
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record JudgeBars(double sensitivity, double specificity, OptionalDouble kappa) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when one is out of range
     */
    public JudgeBars {
        require("sensitivity", sensitivity);
        require("specificity", specificity);
        kappa.ifPresent(bar -> require("kappa", bar));
    }

    private static void require(String name, double bar) {
        if (!(bar > 0 && bar < 1)) {
            throw new IllegalArgumentException(
                    "%s = %s, allowed are above 0 and below 1; write for example 0.8".formatted(name, bar));
        }
    }
}
