package io.github.junitllm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.sampling.SimulatedRules;
import io.github.junitllm.sampling.SimulatedRules.Errors;
import io.github.junitllm.sampling.Simulation.Kind;
import io.github.junitllm.stats.RateClaim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The error rates that a verdict promises, on simulated outcomes. Each share may exceed its promise by three standard errors of the
 * simulation, which is what chance alone does in one of 700 cells.
 */
@Timeout(300)
class SimulatedRulesTest {

    private static final long SEED = 20261124;

    @Test
    void a_system_at_the_border_rarely_passes_and_rarely_fails() {
        assertThat(new SimulatedRules(2_000, 4, SEED).errors(0, 10, 20, 50, 100, 200))
                .hasSize(120)
                .allSatisfy(SimulatedRulesTest::errsRarely);
    }

    @Test
    void a_tolerance_changes_the_border_and_not_the_errors() {
        assertThat(new SimulatedRules(2_000, 4, SEED).errors(0.05, 50, 100))
                .hasSize(48)
                .allSatisfy(SimulatedRulesTest::errsRarely);
    }

    private static void errsRarely(Errors cell) {
        double allowed = 0.05 + 3 * cell.falsePass().error();
        assertThat(cell.falsePass().pass()).isLessThanOrEqualTo(allowed);
        assertThat(cell.falseFail().fail()).isLessThanOrEqualTo(allowed);
    }

    /** A rule that never decides would err rarely too. */
    @Test
    void the_plan_that_the_report_advises_passes_a_system_five_points_above_the_claim() {
        assertThat(new SimulatedRules(5_000, 4, SEED).advised()).hasSize(8).allSatisfy(cell -> assertThat(
                        cell.result().pass())
                .isGreaterThanOrEqualTo(0.8 - 3 * Math.sqrt(0.8 * 0.2 / 5_000)));
    }

    @Test
    void a_look_after_every_sample_saves_samples() {
        SimulatedRules rules = new SimulatedRules(4_000, 1, SEED);
        RateClaim claim = new RateClaim(0.9, 0.05, 0.95);
        assertThat(rules.one(Kind.SEQUENTIAL, claim, 100, 0.7).samples()).isLessThan(32);
        assertThat(rules.one(Kind.SEQUENTIAL, claim, 100, 0.95).samples()).isLessThan(62);
        assertThat(rules.one(Kind.SEQUENTIAL, claim, 100, 0.99).samples()).isLessThan(40);
    }

    @Test
    void bounds_for_cases_like_these_hold_in_sixteen_layouts() {
        double[] correlations = {0.3, 0.5, 0.7};
        assertThat(new SimulatedRules(2_000, 1, SEED).coverage(new double[] {0.9}, correlations))
                .hasSize(48)
                .allSatisfy(cell -> {
                    double allowed = 0.945 - 3 * cell.result().error();
                    assertThat(cell.result().lowerHolds()).isGreaterThanOrEqualTo(allowed);
                    assertThat(cell.result().upperHolds()).isGreaterThanOrEqualTo(allowed);
                });
    }

    @Test
    void a_baseline_finds_a_drop_and_leaves_an_unchanged_system_alone() {
        int runs = 2_000;
        double allowed = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / runs);
        double[] correlations = {0, 0.3, 0.5, 0.7};
        assertThat(new SimulatedRules(runs, 1, SEED).baseline(new double[] {0.7, 0.8, 0.9}, correlations))
                .hasSize(12)
                .allSatisfy(cell -> {
                    assertThat(cell.falseFail()).isLessThanOrEqualTo(allowed);
                    assertThat(cell.falsePass()).isLessThanOrEqualTo(allowed);
                })
                .filteredOn(cell -> cell.mean() == 0.9 && cell.icc() == 0.5)
                .singleElement()
                .satisfies(cell -> assertThat(cell.power()).isGreaterThanOrEqualTo(0.85));
    }
}
