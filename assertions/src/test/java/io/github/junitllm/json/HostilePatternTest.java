package io.github.junitllm.json;

import static io.github.junitllm.json.JsonAssert.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers made to keep a pattern of the user's schema busy: an end in bounded time, and never a wrong verdict. */
@Timeout(30)
class HostilePatternTest {

    @Test
    void repetitions_beside_each_other_on_a_text_made_for_them_are_an_error_with_the_place_in_the_schema() {
        String schema = "{\"properties\": {\"csv\": {\"pattern\": \"^.*,.*,.*,.*;$\"}}}";
        assertThatThrownBy(() -> assertThatJson("{\"csv\": \"%s\"}".formatted(",".repeat(1_000)))
                        .matchesSchema(schema))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "schema /properties/csv/pattern: gave up on the pattern ^.*,.*,.*,.*;$ after 100,000,000 steps,"
                                + " on a text of 1,000 characters; whether it matches is unknown, write it so that no two of its"
                                + " repetitions can take the same characters");
    }

    @Test
    void so_are_repetitions_within_each_other() {
        // Java remembers where a nested repetition failed, unless the pattern refers back.
        assertThatThrownBy(() -> JsonSchemaCheck.of("{\"pattern\": \"^(a+)+\\\\1$\"}")
                        .check("\"%s!\"".formatted("a".repeat(60))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("schema /pattern: gave up on the pattern ^(a+)+\\1$ after 100,000,000 steps");
    }

    @Test
    void so_they_are_on_a_member_name() {
        String schema =
                "{\"allOf\": [{\"patternProperties\": {\"^.*/.*/.*/.*;$\": {}}}], \"additionalProperties\": false}";
        assertThatThrownBy(() -> JsonSchemaCheck.of(schema).check("{\"%s\": 1}".formatted("/".repeat(1_000))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "schema /allOf/0/patternProperties/^.*~1.*~1.*~1.*;$: gave up on the pattern ^.*/.*/.*/.*;$");
    }

    @Test
    void many_costly_texts_share_one_budget() {
        // None of the 100 items is beyond the limit, all together are.
        String item = "\"%s\"".formatted(",".repeat(120));
        JsonSchemaCheck check = JsonSchemaCheck.of("{\"items\": {\"pattern\": \"^.*,.*,.*,.*;$\"}}");
        assertThat(check.check("[%s]".formatted(item))).hasSize(1);
        assertThatThrownBy(() -> check.check("[%s]".formatted(String.join(",", Collections.nCopies(100, item)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("after 100,000,000 steps, on a text of 120 characters");
    }

    @Test
    void a_check_goes_on_serving_after_it() {
        JsonSchemaCheck check = JsonSchemaCheck.of("{\"pattern\": \"^.*,.*,.*,.*;$\"}");
        assertThatThrownBy(() -> check.check("\"%s\"".formatted(",".repeat(1_000))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(check.check("\"1,2,3,4;\"")).isEmpty();
        assertThat(check.check("\"1,2,3,4\"")).hasSize(1);
    }

    @Test
    void a_long_text_is_no_trouble_for_a_simple_pattern() {
        String text = "\"%s\"".formatted("ab".repeat(1_000_000));
        assertThat(JsonSchemaCheck.of("{\"pattern\": \"^[a-z]+$\"}").check(text))
                .isEmpty();
        assertThat(JsonSchemaCheck.of("{\"pattern\": \"z\"}").check(text)).hasSize(1);
    }

    @Test
    void a_repeated_group_on_a_long_text_does_not_overflow_the_stack() {
        String text = "\"%s\"".formatted("ab".repeat(100_000));
        assertThat(JsonSchemaCheck.of("{\"pattern\": \"^(a|b)*$\"}").check(text))
                .isEmpty();
    }

    @Test
    void a_recursion_beyond_all_stacks_is_an_error_of_its_own() {
        String text = "\"%s\"".formatted("ab".repeat(5_000_000));
        assertThatThrownBy(
                        () -> JsonSchemaCheck.of("{\"pattern\": \"^(a|b)*$\"}").check(text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "gave up on the pattern ^(a|b)*$ for want of stack, on a text of 10,000,000 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date-time",
                "date",
                "time",
                "duration",
                "email",
                "idn-email",
                "hostname",
                "idn-hostname",
                "ipv4",
                "ipv6",
                "uri",
                "uri-reference",
                "iri",
                "iri-reference",
                "uuid",
                "uri-template",
                "json-pointer",
                "relative-json-pointer",
                "regex"
            })
    @Timeout(20)
    void formats_come_to_an_end(String format) {
        JsonSchemaCheck check = JsonSchemaCheck.of("{\"format\": \"%s\"}".formatted(format));
        for (String part :
                new String[] {"a", "1", "a.", "1:", ":", "(", "{a}", "a@", "-", "%41", "/", "~", "P1", "((a)*)*"}) {
            assertThat(check.check("\"%s!\"".formatted(part.repeat(50_000)))).hasSizeLessThan(2);
        }
    }
}
