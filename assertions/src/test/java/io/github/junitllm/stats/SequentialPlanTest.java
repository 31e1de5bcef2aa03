package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialPlanTest {

    private static final int SHORT = 14;
    private static final SequentialDesign SMALL = new SequentialDesign(0.5, 0.6, SHORT, 0.1, 0.15, 1);

    /** Where runs ended. */
    private record End(RateVerdict verdict, int samples, int successes, Bounds bounds) {}

    /** How many sequences of outcomes end there; all of them are tried. */
    private static final Map<End, Integer> SEQUENCES = new HashMap<>();

    @BeforeAll
    static void try_every_sequence() {
        follow(SequentialPlan.of(SMALL), "");
    }

    private static void follow(SequentialPlan plan, String outcomes) {
        SequentialRun run = plan.start();
        outcomes.chars().forEach(outcome -> run.add(outcome == 'P'));
        if (run.isOpen()) {
            follow(plan, outcomes + "P");
            follow(plan, outcomes + "F");
        } else {
            SEQUENCES.merge(new End(run.verdict(), run.samples(), run.successes(), run.bounds()), 1, Integer::sum);
        }
    }

    private static Map<End, Double> ends(double rate) {
        Map<End, Double> ends = new HashMap<>();
        SEQUENCES.forEach((end, sequences) -> ends.put(
                end,
                sequences * Math.pow(rate, end.successes()) * Math.pow(1 - rate, end.samples() - end.successes())));
        return ends;
    }

    private static double chance(Map<End, Double> ends, Predicate<End> which) {
        return ends.entrySet().stream()
                .filter(end -> which.test(end.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.5, 0.6, 0.85, 1})
    void the_prospect_is_what_all_sequences_of_outcomes_add_up_to(double rate) {
        SequentialPlan plan = SequentialPlan.of(SMALL);
        Map<End, Double> ends = ends(rate);
        SequentialProspect prospect = plan.prospect(rate);
        assertThat(prospect.pass()).isCloseTo(chance(ends, end -> end.verdict() == RateVerdict.PASS), within(1e-12));
        assertThat(prospect.fail()).isCloseTo(chance(ends, end -> end.verdict() == RateVerdict.FAIL), within(1e-12));
        assertThat(prospect.inconclusive())
                .isCloseTo(chance(ends, end -> end.verdict() == RateVerdict.INCONCLUSIVE), within(1e-12));
        assertThat(prospect.expectedSamples())
                .isCloseTo(
                        ends.entrySet().stream()
                                .mapToDouble(end -> end.getKey().samples() * end.getValue())
                                .sum(),
                        within(1e-12));
    }

    @Test
    void no_error_exceeds_its_budget_and_no_bound_misses_more_often_than_it_may() {
        SequentialPlan plan = SequentialPlan.of(SMALL);
        assertThat(plan.alphaSpent()).isPositive().isLessThanOrEqualTo(0.1);
        assertThat(plan.betaSpent()).isPositive().isLessThanOrEqualTo(0.15);
        for (int percent = 1; percent < 100; percent++) {
            double rate = percent / 100.0;
            Map<End, Double> ends = ends(rate);
            assertThat(chance(ends, end -> end.bounds().lower() > rate + 1e-12))
                    .as("lower at %s", rate)
                    .isLessThanOrEqualTo(0.1 + 1e-12);
            assertThat(chance(ends, end -> end.bounds().upper() < rate - 1e-12))
                    .as("upper at %s", rate)
                    .isLessThanOrEqualTo(0.15 + 1e-12);
        }
    }

    @Test
    void bounds_agree_with_the_verdict() {
        for (End end : SEQUENCES.keySet()) {
            assertThat(end.bounds().lower() >= 0.5 - 1e-12).as("%s", end).isEqualTo(end.verdict() == RateVerdict.PASS);
            assertThat(end.bounds().upper() <= 0.6 + 1e-12).as("%s", end).isEqualTo(end.verdict() == RateVerdict.FAIL);
        }
    }

    @Test
    void one_side_does_not_lean_on_the_other() {
        SequentialPlan other = SequentialPlan.of(new SequentialDesign(0.5, 0.9, SHORT, 0.1, 0.4, 1));
        SequentialPlan plan = SequentialPlan.of(SMALL);
        assertThat(other.alphaSpent()).isEqualTo(plan.alphaSpent());
        for (int n = 1; n <= SHORT; n++) {
            assertThat(other.passAtLeast(n)).isEqualTo(plan.passAtLeast(n));
        }
        assertThat(other.betaSpent()).isNotEqualTo(plan.betaSpent());
    }

    // 0.2^3 is 0.008: equal in decimals, greater in binary fractions.
    @Test
    void a_tie_with_the_budget_is_paid() {
        SequentialDesign tie = new SequentialDesign(0.2, 0.8, 3, 0.008, 0.008, 1);
        assertThat(SequentialPlan.of(tie).passAtLeast(3)).hasValue(3);
        assertThat(SequentialPlan.of(tie).failAtMost(3)).hasValue(0);
        SequentialDesign below = new SequentialDesign(0.2, 0.8, 3, 0.00799999, 0.00799999, 1);
        assertThat(SequentialPlan.of(below).passAtLeast(3)).isEmpty();
        assertThat(SequentialPlan.of(below).canPass()).isFalse();
        assertThat(SequentialPlan.of(tie).canPass()).isTrue();
    }

    @Test
    void a_plan_that_cannot_decide_ends_at_the_first_sample() {
        SequentialRun run = SequentialPlan.of(new SequentialDesign(0.9, 0.9, 1, 0.05, 0.05, 2))
                .start();
        assertThat(run.isOpen()).isTrue();
        run.add(true);
        assertThat(run.isOpen()).isFalse();
        assertThat(run.verdict()).isEqualTo(RateVerdict.INCONCLUSIVE);
    }

    @Test
    void nothing_is_decided_between_looks() {
        SequentialPlan plan = SequentialPlan.of(SMALL, Set.of(10, SHORT));
        for (int n : new int[] {1, 9, 11, 13}) {
            assertThat(plan.passAtLeast(n)).isEmpty();
            assertThat(plan.failAtMost(n)).isEmpty();
        }
        assertThat(plan.passAtLeast(10)).isPresent();
        SequentialRun run = plan.start();
        for (int i = 0; i < 9; i++) {
            run.add(true);
            assertThat(run.isOpen()).isTrue();
        }
        run.add(true);
        assertThat(run.verdict()).isEqualTo(RateVerdict.PASS);
    }

    // The bars of issue 4: claim 0.9, tolerance 0.05, at most 100 samples.
    @ParameterizedTest(name = "true rate {0}: at most {1} samples are expected")
    @CsvSource({"0.7, 32", "0.95, 62", "0.99, 40"})
    void expected_samples_of_the_usual_plan(double rate, double most) {
        SequentialPlan plan = SequentialPlan.of(SequentialDesign.of(new RateClaim(0.9, 0.05, 0.95), 100));
        assertThat(plan.design()).isEqualTo(new SequentialDesign(0.85, 0.9, 100, 0.05, 0.05, 2));
        assertThat(plan.prospect(rate).expectedSamples()).isLessThan(most);
    }

    @Test
    void the_largest_plan_is_made_and_keeps_its_errors() {
        SequentialPlan plan =
                SequentialPlan.of(new SequentialDesign(0.85, 0.9, SequentialPlan.MOST_SAMPLES, 0.05, 0.05, 2));
        assertThat(plan.alphaSpent()).isBetween(0.04999, 0.05);
        assertThat(plan.prospect(0.85).pass()).isLessThanOrEqualTo(0.05);
        assertThat(plan.prospect(0.9).fail()).isLessThanOrEqualTo(0.05);
        assertThat(plan.prospect(0.875).inconclusive()).isLessThan(0.05);
    }

    @Test
    void a_run_that_stands_takes_no_more_and_an_open_one_gives_no_bounds() {
        SequentialRun run = SequentialPlan.of(SMALL).start();
        assertThatThrownBy(run::bounds)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the run is open after 0 samples: no bound holds yet");
        while (run.isOpen()) {
            run.add(false);
        }
        assertThat(run.verdict()).isEqualTo(RateVerdict.FAIL);
        assertThatThrownBy(() -> run.add(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the verdict FAIL stands after %d samples".formatted(run.samples()));
        assertThat(run.successes()).isZero();
    }

    @Test
    void a_run_ended_from_outside_is_inconclusive_with_bounds() {
        SequentialRun none = SequentialPlan.of(SMALL).start();
        none.end();
        assertThat(none.bounds()).isEqualTo(new Bounds(0, 1));
        SequentialRun two = SequentialPlan.of(SMALL).start();
        two.add(true);
        two.add(false);
        two.end();
        assertThat(two.isOpen()).isFalse();
        assertThat(two.verdict()).isEqualTo(RateVerdict.INCONCLUSIVE);
        assertThat(two.bounds().lower()).isCloseTo(1 - Math.sqrt(0.9), within(1e-12));
        assertThat(two.bounds().upper()).isCloseTo(Math.sqrt(0.85), within(1e-12));
    }

    @Test
    void wrong_arguments_are_named_with_their_range() {
        refused(
                () -> new SequentialDesign(0, 0.9, 10, 0.05, 0.05, 2),
                "passLevel = 0.0, allowed are above 0 and below 1");
        refused(
                () -> new SequentialDesign(0.5, 1, 10, 0.05, 0.05, 2),
                "failLevel = 1.0, allowed are above 0 and below 1");
        refused(
                () -> new SequentialDesign(0.9, 0.8, 10, 0.05, 0.05, 2),
                "failLevel = 0.8, allowed are passLevel = 0.9 or more");
        refused(() -> new SequentialDesign(0.5, 0.9, 0, 0.05, 0.05, 2), "maxSamples = 0, allowed are 1 to 100000");
        refused(
                () -> new SequentialDesign(0.5, 0.9, 100_001, 0.05, 0.05, 2),
                "maxSamples = 100001, allowed are 1 to 100000");
        refused(() -> new SequentialDesign(0.5, 0.9, 9, 0, 0.05, 2), "alpha = 0.0, allowed are above 0 to 0.5");
        refused(() -> new SequentialDesign(0.5, 0.9, 9, 0.05, 0.6, 2), "beta = 0.6, allowed are above 0 to 0.5");
        refused(() -> new SequentialDesign(0.5, 0.9, 9, 0.05, 0.05, 0), "rho = 0.0, allowed are above 0 to 10");
        refused(() -> new SequentialDesign(0.5, 0.9, 9, 0.05, 0.05, 11), "rho = 11.0, allowed are above 0 to 10");
        refused(() -> SequentialPlan.of(SMALL, Set.of()), "looks are empty: expected at least one number of samples");
        refused(() -> SequentialPlan.of(SMALL, Set.of(15)), "look = 15, allowed are 1 to maxSamples = 14");
        refused(() -> SequentialPlan.of(SMALL, Set.of(0)), "look = 0, allowed are 1 to maxSamples = 14");
        SequentialPlan plan = SequentialPlan.of(SMALL);
        refused(() -> plan.passAtLeast(0), "samples = 0, allowed are 1 to maxSamples = 14");
        refused(() -> plan.failAtMost(15), "samples = 15, allowed are 1 to maxSamples = 14");
        refused(() -> plan.prospect(1.1), "trueRate = 1.1, allowed are 0 to 1");
    }

    @Test
    void the_widest_arguments_are_taken() {
        SequentialPlan plan = SequentialPlan.of(new SequentialDesign(0.5, 0.5, 3, 0.5, 0.5, 10), Set.of(1, 3));
        assertThat(plan.passAtLeast(3)).isEqualTo(OptionalInt.of(2));
        assertThat(plan.failAtMost(3)).isEqualTo(OptionalInt.of(1));
        assertThat(plan.canPass()).isTrue();
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
