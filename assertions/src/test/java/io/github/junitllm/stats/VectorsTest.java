package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.stats.vectors.Disagreement;
import io.github.junitllm.stats.vectors.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A checker that cannot fail checks nothing. */
class VectorsTest {

    private static List<String> found(String input, String expected) {
        return Vectors.read("""
                        {"cases": [{"id": "a", "function": "critical_counts", "input": %s, "expected": %s,
                          "tolerance": {"rel": 0.01, "abs": 0}}]}
                        """.formatted(input, expected)).get(0).disagreements().stream()
                .map(Disagreement::toString)
                .toList();
    }

    // 10 trials at 0.9: no number of successes is PASS, 6 or fewer are FAIL.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "{'pass_at_least': null, 'fail_at_most': 6}|none",
                "{'pass_at_least': null, 'fail_at_most': 6.05}|none",
                "{'pass_at_least': null, 'fail_at_most': 6.07}|a: fail_at_most: wanted 6.07, got 6.0",
                "{'pass_at_least': null, 'fail_at_most': null}|a: fail_at_most: wanted null, got 6.0",
                "{'pass_at_least': 10, 'fail_at_most': 6}|a: pass_at_least: wanted 10, got undefined",
                "{'fail_at_most': 6}|a: pass_at_least: wanted nothing: the case has no such member, got undefined",
                "{'pass_at_least': null, 'fail_at_most': '6'}|a: fail_at_most: wanted '6', got 6.0",
                "{'pass_at_least': null, 'fail_at_most': 6, 'x': 1}|a: x: wanted 1, got nothing: no check computes it"
            },
            quoteCharacter = '`')
    void every_member_is_compared(String expected, String disagreement) {
        String quoted = expected.replace('\'', '"');
        List<String> found = found("{\"trials\": 10, \"pass_rate\": 0.9, \"confidence\": 0.95}", quoted);
        if (disagreement == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).containsExactly(disagreement.replace('\'', '"'));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'pass_rate': 0.9, 'confidence': 0.95}|input has no 'trials'",
                "{'trials': 1.5, 'pass_rate': 0.9, 'confidence': 0.95}|input 'trials' is 1.5: expected a whole number",
                "{'trials': '1', 'pass_rate': 0.9, 'confidence': 0.95}|input 'trials' is '1': expected a number",
                "{'trials': 5, 'pass_rate': 2, 'confidence': 0.95}|passRate = 2.0, allowed are above 0 and below 1"
            })
    void a_wrong_input_is_reported_for_its_case(String input, String why) {
        assertThat(found(input.replace('\'', '"'), "{\"pass_at_least\": 1}"))
                .containsExactly("a: input: wanted a result, got " + why.replace('\'', '"'));
    }

    @Test
    void a_text_that_is_no_file_of_cases_is_refused() {
        assertThatThrownBy(() -> Vectors.read("{"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a JSON document: expected {\"cases\": [...]}");
        assertThatThrownBy(() -> Vectors.read("[]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no list \"cases\": expected {\"cases\": [...]}");
    }
}
