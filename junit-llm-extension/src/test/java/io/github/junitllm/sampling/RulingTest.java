package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.Goldens;
import io.github.junitllm.stats.Rates;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verdict of a whole eval, over all of its gates and errors. */
class RulingTest {

    /** Plans, read as JUnit would. */
    @SuppressWarnings("unused")
    private static final class Evals {

        @LlmEval(samples = 20, passRate = 0.5, stopEarly = false, maxErrorRate = 0.1)
        @Golden(inline = "[{id: a}]")
        void tolerant() {}

        @LlmEval(samples = 10, stopEarly = false)
        @Claim(tag = "x", passRate = 0.5)
        @Claim(tag = "y", passRate = 0.5)
        @Golden(inline = "[{id: a, tags: [x]}, {id: b, tags: [y]}]")
        void tags() {}

        @LlmEval(samples = 2, stopEarly = false)
        @Golden(inline = "[{id: a}, {id: b}]")
        void plain() {}
    }

    /** Outcomes by case in words: "a: 12 PASSED, 8 FAILED". */
    private static Ruling rule(String eval, String... outcomes) throws ReflectiveOperationException {
        Method test = Evals.class.getDeclaredMethod(eval);
        Plan plan = Plan.of(test, LocalDate.EPOCH);
        List<EvalCase> cases = plan.cases(Goldens.load(Evals.class, eval, test.getAnnotation(Golden.class)));
        List<Sample> order = plan.order("test", cases);
        Stopping stopping = new Stopping(new Gates(plan.gates(cases, order)), plan.stopsEarly());
        List<SampleResult> results = new ArrayList<>();
        for (String line : outcomes) {
            String caseId = line.substring(0, 1);
            int number = 0;
            for (String part : line.substring(3).split(", ", -1)) {
                int times = Integer.parseInt(part.substring(0, part.indexOf(' ')));
                Outcome outcome = Outcome.valueOf(part.substring(part.indexOf(' ') + 1));
                for (int i = 0; i < times; i++) {
                    stopping.ended(caseId, ++number, outcome);
                    results.add(new SampleResult(caseId, number, outcome, "", List.of(), List.of(), List.of(), 0));
                }
            }
        }
        return Ruling.of(
                plan,
                stopping.rulings(),
                stopping.isComplete(),
                order.size(),
                cases.stream().map(EvalCase::id).toList(),
                results);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    a: 20 PASSED | PASS
                    a: 18 PASSED, 2 INFRA_ERROR | PASS
                    a: 18 PASSED, 2 TIMED_OUT | PASS
                    a: 18 PASSED, 1 TRUNCATED, 1 EMPTY | PASS
                    a: 18 PASSED, 1 REFUSED, 1 JUDGE_ERROR | PASS
                    a: 17 PASSED, 3 INFRA_ERROR | ERROR
                    a: 19 PASSED, 1 DEFECT | ERROR
                    a: 19 PASSED, 1 RECORDING_MISSING | ERROR
                    a: 19 PASSED, 1 BUDGET_EXCEEDED | ERROR
                    a: 19 PASSED, 1 SKIPPED | ERROR
                    a: 10 PASSED, 8 FAILED, 2 INFRA_ERROR | INCONCLUSIVE
                    a: 18 FAILED, 2 INFRA_ERROR | FAIL
                    a: 19 PASSED | NONE
                    """)
    void errors_are_borne_up_to_their_share_and_never_those_of_the_tests_own_making(String outcomes, Verdict verdict)
            throws ReflectiveOperationException {
        assertThat(rule("tolerant", outcomes).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    a: 10 PASSED | b: 10 PASSED | PASS
                    a: 10 PASSED | b: 6 PASSED, 4 FAILED | INCONCLUSIVE
                    a: 10 PASSED | b: 10 FAILED | FAIL
                    a: 6 PASSED, 4 FAILED | b: 10 FAILED | FAIL
                    """)
    void an_eval_is_as_good_as_its_worst_gate(String first, String second, Verdict verdict)
            throws ReflectiveOperationException {
        Ruling ruling = rule("tags", first, second);
        assertThat(ruling.verdict()).isEqualTo(verdict);
        assertThat(ruling.gates()).hasSize(2);
        assertThat(ruling.notNeeded()).isZero();
    }

    @Test
    void numbers_are_over_all_gates() throws ReflectiveOperationException {
        Ruling ruling = rule("plain", "a: 2 PASSED", "b: 1 FAILED, 1 PASSED");

        assertThat(ruling.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(ruling.tally()).isEqualTo(new Tally(3, 0, 4, 0));
        assertThat(ruling.perCase()).containsEntry("b", new Tally(1, 0, 2, 0));
        assertThat(ruling.bounds().orElseThrow()).isEqualTo(Rates.bounds(3, 4, 0.95));
        assertThat(Repeats.of(ruling)).contains(new Repeats(2, 0.5, 1));
        assertThat(ruling.asDraft().verdict()).isEqualTo(Verdict.DRAFT);
        assertThat(ruling.checkedNothing().verdict()).isEqualTo(Verdict.ERROR);
    }

    @Test
    void a_selection_has_no_verdict_even_when_nothing_was_checked() throws ReflectiveOperationException {
        Ruling ruling = rule("plain", "a: 1 PASSED");

        assertThat(ruling.verdict()).isEqualTo(Verdict.NONE);
        assertThat(ruling.checkedNothing().verdict()).isEqualTo(Verdict.NONE);
        assertThat(Repeats.of(ruling)).isEmpty();
    }
}
