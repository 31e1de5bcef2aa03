package io.github.junitllm.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentRuleTest {

    private static boolean allows(ArgumentRule rule, Object value) {
        return rule.allowed().test(value);
    }

    @Test
    void one_of_allows_just_these_values() {
        ArgumentRule rule = ArgumentRule.oneOf("EUR", 3, true, null);
        assertThat(rule.description()).isEqualTo("EUR or 3 or true or null");
        assertThat(allows(rule, "EUR")).isTrue();
        assertThat(allows(rule, new BigDecimal("3.0"))).isTrue();
        assertThat(allows(rule, true)).isTrue();
        assertThat(rule.allowed().test(null)).isTrue();
        assertThat(allows(rule, "eur")).isFalse();
        assertThat(allows(rule, "3")).isFalse();
        assertThat(allows(rule, false)).isFalse();
    }

    @ParameterizedTest(name = "{0} is loosely {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "New York, NY | new york ny | true",
                "2024-01-05 | 2024/01/05 | true",
                "it's | it\"s | true",
                "x^2 * y_1 | x2y1 | true",
                "New York | Newark | false",
                "a+b | ab | false",
            })
    void loosely_the_form_of_texts_does_not_matter(String allowed, String observed, boolean equal) {
        assertThat(allows(ArgumentRule.oneOfLoosely(allowed), observed)).isEqualTo(equal);
        assertThat(allows(ArgumentRule.oneOfLoosely(List.of(allowed)), List.of(observed)))
                .isEqualTo(equal);
        assertThat(allows(ArgumentRule.oneOfLoosely(Map.of("k", allowed)), Map.of("k", observed)))
                .isEqualTo(equal);
    }

    @Test
    void an_object_follows_the_rules_of_its_members_and_has_no_others() {
        ArgumentRule rule = ArgumentRule.objectWith(
                Map.of("temperature", ArgumentRule.oneOf(22)),
                Map.of("mode", ArgumentRule.oneOfLoosely("COOL", "AIR_DRY")));
        assertThat(rule.description()).isEqualTo("{mode?: COOL or AIR_DRY, temperature: 22}");
        assertThat(allows(rule, Map.of("temperature", 22L))).isTrue();
        assertThat(allows(rule, Map.of("temperature", 22L, "mode", "air dry"))).isTrue();
        assertThat(allows(rule, Map.of("mode", "COOL")))
                .as("required is absent")
                .isFalse();
        assertThat(allows(rule, Map.of("temperature", 23L))).isFalse();
        assertThat(allows(rule, Map.of("temperature", 22L, "mode", "HEAT"))).isFalse();
        assertThat(allows(rule, Map.of("temperature", 22L, "wind", "LOW"))).isFalse();
        assertThat(allows(rule, List.of(22L))).isFalse();
        assertThat(rule.allowed().test(null)).isFalse();
    }

    @Test
    void a_member_both_required_and_optional_is_refused() {
        Map<String, ArgumentRule> mode = Map.of("mode", ArgumentRule.oneOf("COOL"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArgumentRule.objectWith(mode, mode))
                .withMessage("the member mode is both required and optional; write it in one of the two");
    }

    @Test
    void a_list_follows_a_rule_at_each_place() {
        ArgumentRule rule = ArgumentRule.listOf(List.of(
                ArgumentRule.oneOf(1, 2), ArgumentRule.objectWith(Map.of("id", ArgumentRule.oneOf("A")), Map.of())));
        assertThat(rule.description()).isEqualTo("[1 or 2, {id: A}]");
        assertThat(allows(rule, List.of(2L, Map.of("id", "A")))).isTrue();
        assertThat(allows(rule, List.of(Map.of("id", "A"), 2L))).isFalse();
        assertThat(allows(rule, List.of(2L))).isFalse();
        assertThat(allows(rule, List.of(2L, Map.of("id", "A"), 3L))).isFalse();
        assertThat(allows(rule, "2")).isFalse();
        assertThat(allows(ArgumentRule.listOf(List.of()), List.of())).isTrue();
    }

    @Test
    void rules_are_joined_by_or() {
        ArgumentRule rule = ArgumentRule.oneOf("all").or(ArgumentRule.listOf(List.of(ArgumentRule.oneOf(1))));
        assertThat(rule.description()).isEqualTo("all or [1]");
        assertThat(allows(rule, "all")).isTrue();
        assertThat(allows(rule, List.of(1L))).isTrue();
        assertThat(allows(rule, 1L)).isFalse();
    }

    @Test
    void no_value_at_all_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(ArgumentRule::oneOf)
                .withMessage("no value is allowed; write for example oneOf(\"EUR\", \"USD\")");
    }

    @Test
    void values_that_no_json_has_are_refused_wherever_they_stand() {
        String text = " is equal to no JSON value; write a text, a finite number, a boolean, null, a List or a Map";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArgumentRule.oneOf(Double.NaN))
                .withMessage("NaN (Double)" + text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArgumentRule.oneOfLoosely(Map.of("ids", List.of(Set.of(1)))))
                .withMessage("[1] (SetN)".replace("SetN", Set.of(1).getClass().getSimpleName()) + text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArgumentRule.oneOf(Map.of(1, "x")))
                .withMessage("1 is no name of a JSON member; write a text");
    }

    @Test
    void huge_numbers_are_values_too() {
        assertThat(allows(ArgumentRule.oneOf(new BigDecimal("1e999")), new BigDecimal("10e998")))
                .isTrue();
    }
}
