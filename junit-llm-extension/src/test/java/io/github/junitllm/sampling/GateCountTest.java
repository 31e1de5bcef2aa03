package io.github.junitllm.sampling;

import static io.github.junitllm.sampling.Outcome.FAILED;
import static io.github.junitllm.sampling.Outcome.INFRA_ERROR;
import static io.github.junitllm.sampling.Outcome.PASSED;
import static io.github.junitllm.sampling.Outcome.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.Goldens;
import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.RateVerdict;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counting the samples of a gate. Critical counts of 20 at 0.5 and 95 %: 15 pass, 5 fail. */
class GateCountTest {

    private static final RateClaim HALF = RateClaim.of(0.5);

    @Golden(inline = "[{id: a}, {id: b}, {id: c}, {id: d}]")
    private static List<EvalCase> cases(int number) throws ReflectiveOperationException {
        Golden golden =
                GateCountTest.class.getDeclaredMethod("cases", int.class).getAnnotation(Golden.class);
        return EvalCase.of(Goldens.load(GateCountTest.class, "cases", golden).subList(0, number));
    }

    private static GateCount count(Rule rule, int cases, int samples, boolean stopsEarly)
            throws ReflectiveOperationException {
        return new GateCount(
                new Gate("", rule, SampleOrder.byRounds("test", cases(cases), cases * samples)), stopsEarly);
    }

    private static int feed(GateCount count, int from, Outcome outcome, int times) {
        for (int i = 0; i < times && count.isOpen(); i++) {
            count.ended(from + i, outcome);
        }
        return from + times;
    }

    @Test
    void rounds_have_every_case_once_whatever_the_file_says() throws ReflectiveOperationException {
        List<Sample> order = SampleOrder.byRounds("test", cases(4), 10);
        List<EvalCase> turned = new java.util.ArrayList<>(cases(4));
        Collections.reverse(turned);

        assertThat(order).hasSize(10);
        assertThat(new HashSet<>(
                        order.subList(0, 4).stream().map(Sample::caseId).toList()))
                .hasSize(4);
        assertThat(order.stream().map(Sample::number)).containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 3, 3);
        assertThat(SampleOrder.byRounds("test", turned, 10).stream().map(Sample::caseId))
                .containsExactlyElementsOf(order.stream().map(Sample::caseId).toList());
        assertThat(SampleOrder.byRounds("other", cases(4), 40).stream().map(Sample::caseId))
                .isNotEqualTo(SampleOrder.byRounds("test", cases(4), 40).stream()
                        .map(Sample::caseId)
                        .toList());
    }

    @Test
    void what_ends_early_waits_for_its_turn() throws ReflectiveOperationException {
        GateCount count = count(new Rule.TheseCases(HALF), 1, 20, true);
        for (int position = 19; position > 0; position--) {
            count.ended(position, PASSED);
        }
        assertThat(count.ruling().counted()).isZero();

        count.ended(0, PASSED);

        assertThat(count.isOpen()).isFalse();
        assertThat(count.ruling().counted())
                .as("the fifteenth in order decides")
                .isEqualTo(15);
        assertThat(count.counted(14)).isTrue();
        assertThat(count.counted(15)).isFalse();
    }

    @Test
    void no_pass_before_every_case_had_its_turn() throws ReflectiveOperationException {
        GateCount count = count(new Rule.TheseCases(RateClaim.of(0.01)), 4, 5, true);
        // 2 of 20 show a rate of 0.01 already
        feed(count, 0, PASSED, 3);
        assertThat(count.isOpen()).isTrue();
        feed(count, 3, PASSED, 1);
        assertThat(count.isOpen()).isFalse();
        assertThat(count.ruling().verdict()).isEqualTo(RateVerdict.PASS);
    }

    @ParameterizedTest(name = "{0} passed, {1} unsure, {2} failed: {3}")
    @CsvSource({
        "15, 0, 5, PASS",
        "14, 1, 5, INCONCLUSIVE",
        "14, 6, 0, INCONCLUSIVE",
        "5, 0, 15, FAIL",
        "5, 1, 14, INCONCLUSIVE",
        "0, 5, 15, FAIL",
        "0, 20, 0, INCONCLUSIVE"
    })
    void unsure_is_wrong_for_pass_and_right_for_fail(int passed, int unsure, int failed, RateVerdict verdict)
            throws ReflectiveOperationException {
        GateCount count = count(new Rule.TheseCases(HALF), 1, 20, false);

        feed(count, feed(count, feed(count, 0, PASSED, passed), UNSURE, unsure), FAILED, failed);

        assertThat(count.ruling().verdict()).isEqualTo(verdict);
        Bounds bounds = count.ruling().bounds().orElseThrow();
        assertThat(bounds.lower()).isEqualTo(io.github.junitllm.stats.Rates.lowerBound(passed, 20, 0.95));
        assertThat(bounds.upper()).isEqualTo(io.github.junitllm.stats.Rates.upperBound(passed + unsure, 20, 0.95));
    }

    @Test
    void bounds_of_a_run_that_stopped_hold_whatever_the_others_say() throws ReflectiveOperationException {
        GateCount count = count(new Rule.TheseCases(HALF), 1, 20, true);
        feed(count, 0, PASSED, 20);

        Bounds bounds = count.ruling().bounds().orElseThrow();

        // lower bound of 15 of 20
        assertThat(bounds.lower()).isCloseTo(0.5444176, within(1e-7));
        assertThat(bounds.upper()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} passed, {1} failed, {2} errors: {3}")
    @CsvSource({
        // of 18: 13 pass, 5 fail
        "13, 5, 2, PASS",
        "12, 6, 2, INCONCLUSIVE",
        "5, 13, 2, FAIL",
        "6, 12, 2, INCONCLUSIVE"
    })
    void errors_leave_fewer_samples_which_decide(int passed, int failed, int errors, RateVerdict verdict)
            throws ReflectiveOperationException {
        GateCount count = count(new Rule.TheseCases(HALF), 1, 20, false);

        feed(count, feed(count, feed(count, 0, INFRA_ERROR, errors), PASSED, passed), FAILED, failed);

        GateRuling ruling = count.ruling();
        assertThat(ruling.verdict()).isEqualTo(verdict);
        assertThat(ruling.tally()).isEqualTo(new Tally(passed, 0, passed + failed, errors));
    }

    @Test
    void k_of_n_ends_when_enough_passed_or_too_many_failed() throws ReflectiveOperationException {
        GateCount good = count(new Rule.PassesNeeded(4), 1, 5, true);
        feed(good, 0, PASSED, 5);
        assertThat(good.ruling().counted()).isEqualTo(4);
        assertThat(good.ruling().verdict()).isEqualTo(RateVerdict.PASS);

        GateCount bad = count(new Rule.PassesNeeded(4), 1, 5, true);
        feed(bad, 0, FAILED, 5);
        assertThat(bad.ruling().counted()).isEqualTo(2);
        assertThat(bad.ruling().verdict()).isEqualTo(RateVerdict.FAIL);
    }

    @Test
    void cases_like_these_take_all_samples_and_count_cases() throws ReflectiveOperationException {
        GateCount count = count(new Rule.CasesLikeThese(HALF), 4, 5, true);
        feed(count, 0, PASSED, 19);
        assertThat(count.isOpen()).isTrue();
        feed(count, 19, PASSED, 1);

        // 4 of 4: 0.05^(1/4)
        assertThat(count.ruling().bounds().orElseThrow().lower()).isCloseTo(0.4728708, within(1e-7));
        assertThat(count.ruling().verdict()).isEqualTo(RateVerdict.INCONCLUSIVE);
    }

    private static GateRuling likeThese(RateClaim claim, Outcome outcome) throws ReflectiveOperationException {
        GateCount count = count(new Rule.CasesLikeThese(claim), 4, 5, true);
        feed(count, 0, outcome, 20);
        return count.ruling();
    }

    @Test
    void cases_like_these_pass_and_fail_by_their_bounds() throws ReflectiveOperationException {
        GateRuling shown = likeThese(RateClaim.of(0.4), PASSED);
        assertThat(shown.verdict()).isEqualTo(RateVerdict.PASS);
        assertThat(shown.pValue()).isEqualTo(1);

        GateRuling refuted = likeThese(RateClaim.of(0.6), FAILED);
        assertThat(refuted.verdict()).isEqualTo(RateVerdict.FAIL);
        assertThat(refuted.bounds().orElseThrow().upper()).isCloseTo(1 - 0.4728708, within(1e-7));
        assertThat(refuted.pValue()).as("no more is known than its error").isCloseTo(0.05, within(1e-12));
    }

    @Test
    void unsure_cases_like_these_show_nothing() throws ReflectiveOperationException {
        GateRuling unsure = likeThese(HALF, UNSURE);
        assertThat(unsure.verdict()).isEqualTo(RateVerdict.INCONCLUSIVE);
        assertThat(unsure.bounds()).contains(new Bounds(0, 1));

        GateRuling broken = likeThese(HALF, INFRA_ERROR);
        assertThat(broken.verdict()).isEqualTo(RateVerdict.INCONCLUSIVE);
        assertThat(broken.bounds()).isEmpty();
        assertThat(broken.pValue()).isEqualTo(1);
    }

    /** P(X <= 5) of 20 at 0.5 is 0.0206947, computed apart from our code. */
    @Test
    void a_p_value_takes_what_was_left_out_as_passed() throws ReflectiveOperationException {
        GateCount all = count(new Rule.TheseCases(HALF), 1, 20, false);
        feed(all, feed(all, 0, FAILED, 15), PASSED, 5);
        GateCount stopped = count(new Rule.TheseCases(HALF), 1, 20, true);
        feed(stopped, 0, FAILED, 20);

        assertThat(stopped.ruling().counted()).isEqualTo(15);
        assertThat(all.ruling().pValue()).isCloseTo(0.0206947, within(1e-7));
        assertThat(stopped.ruling().pValue()).isEqualTo(all.ruling().pValue());
    }

    @Test
    void a_plan_with_looks_ends_where_it_is_crossed_and_counts_unsure_both_ways() throws ReflectiveOperationException {
        Rule rule = new Rule.AtMostSamples(new RateClaim(0.9, 0.05, 0.95));
        GateCount good = count(rule, 1, 100, true);
        feed(good, 0, PASSED, 100);
        assertThat(good.ruling().counted()).isEqualTo(33);
        assertThat(good.ruling().verdict()).isEqualTo(RateVerdict.PASS);
        assertThat(good.ruling().pValue()).isEqualTo(1);

        GateCount unsure = count(rule, 1, 100, true);
        feed(unsure, 0, UNSURE, 100);
        assertThat(unsure.ruling().verdict()).isEqualTo(RateVerdict.INCONCLUSIVE);
        Bounds bounds = unsure.ruling().bounds().orElseThrow();
        assertThat(bounds.lower()).isZero();
        assertThat(bounds.upper()).isEqualTo(1);

        GateCount bad = count(rule, 1, 100, true);
        feed(bad, 0, FAILED, 100);
        assertThat(bad.ruling().verdict()).isEqualTo(RateVerdict.FAIL);
        assertThat(bad.ruling().pValue()).isCloseTo(0.05, within(1e-12));
    }
}
