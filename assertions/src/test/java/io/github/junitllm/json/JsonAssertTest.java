package io.github.junitllm.json;

import static io.github.junitllm.json.JsonAssert.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonAssertTest {

    private static final String ORDER = "{\"id\": \"A-1\", \"items\": [{\"sku\": \"pen\", \"qty\": 2}]}";

    record Order(String id, List<Item> items) {}

    record Item(String sku, int qty) {}

    @Test
    void a_sound_answer_passes_every_assertion() {
        assertThatJson(ORDER)
                .isStrict()
                .matchesSchema("{\"required\": [\"id\"]}")
                .hasValue("/items/0/qty", 2)
                .hasValue("/items/0/qty", 2.0)
                .hasValue("/items/0", Map.of("qty", 2L, "sku", "pen"))
                .hasValue("/items", List.of(Map.of("qty", 2, "sku", "pen")))
                .mapsTo(Order.class, order -> assertThat(order.items()).containsExactly(new Item("pen", 2)));
        assertThatJson("[null, true]").hasValue("", Arrays.asList(null, true)).hasValue("/0", null);
        assertThatJson("{\"a/b~\": {\"\": 1}}").hasValue("/a~1b~0/", 1);
    }

    @Test
    void a_text_that_is_not_strict_is_shown_with_a_caret() {
        String text = "{\n  \"id\": \"A-1\",\n  \"items\": [\n    {\"qty\": 2},\n  ]\n}";
        fails(() -> assertThatJson(text).isStrict(), """
                required strict JSON, observed: trailing comma at 4:15 (offset 44), before "]"
                      {"qty": 2},
                                ^""");
    }

    @Test
    void the_caret_stands_right_under_long_lines_and_control_characters() {
        String text = "[\"" + "x".repeat(300) + "\", \"\t\", " + "1, ".repeat(100) + "2]";
        fails(
                () -> assertThatJson(text).isStrict(),
                "required strict JSON, observed: tab inside a string at 1:307 (offset 306), in the string opened at 1:306;"
                        + " expected it written as \\t\n"
                        + "  ..." + "x".repeat(56) + "\", \"\\t\", " + "1, ".repeat(18) + "1...\n"
                        + " ".repeat(65) + "^");
    }

    @Test
    void the_end_of_the_text_can_be_pointed_at() {
        fails(() -> assertThatJson("{\"a\": 1").isStrict(), """
                required strict JSON, observed: unexpected end at 1:8 (offset 7); expected "}" for the object opened at 1:1
                  {"a": 1
                         ^""");
    }

    @Test
    void every_assertion_demands_strict_json() {
        String message = """
                required strict JSON, observed: Python literal True at 1:1 (offset 0); expected true
                  True
                  ^""";
        fails(() -> assertThatJson("True").matchesSchema("true"), message);
        fails(() -> assertThatJson("True").hasValue("", true), message);
        fails(() -> assertThatJson("True").mapsTo(Boolean.class, value -> {}), message);
    }

    @Test
    void a_missing_answer_fails() {
        assertThatThrownBy(() -> assertThatJson(null).isStrict())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
    }

    @Test
    void violations_are_listed_one_a_line() {
        String schema = """
                {"properties": {"id": {"type": "integer"}, "items": {"items": {"properties": {"qty": {"minimum": 3}}}}}}""";
        fails(() -> assertThatJson(ORDER).matchesSchema(schema), """
                required JSON that matches the schema, observed 2 violations:
                  /id: required type integer, observed string "A-1"  (schema /properties/id/type)
                  /items/0/qty: required at least 3, observed integer 2  (schema /properties/items/items/properties/qty/minimum)""");
    }

    @Test
    void more_than_fifty_violations_are_counted() {
        String json = "[" + "1,".repeat(59) + "1]";
        assertThatThrownBy(() -> assertThatJson(json).matchesSchema("{\"items\":{\"type\":\"string\"}}"))
                .hasMessageStartingWith("required JSON that matches the schema, observed 60 violations:\n")
                .hasMessageEndingWith("\n  and 10 more");
    }

    @Test
    void a_schema_file_is_named(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("order.schema.json"), "{\"required\":[\"total\"]}");
        fails(() -> assertThatJson(ORDER).matchesSchemaFile(file), """
                required JSON that matches the schema order.schema.json, observed 1 violation:
                  (root): required member "total", observed members "id", "items"  (schema /required)""");
        Path none = dir.resolve("none.json");
        assertThatThrownBy(() -> assertThatJson(ORDER).matchesSchemaFile(none))
                .hasMessage("schema file " + none + " cannot be read");
    }

    @Test
    void a_wrong_value_is_shown_with_its_type() {
        fails(
                () -> assertThatJson(ORDER).hasValue("/items/0/qty", "2"),
                "required string \"2\" at /items/0/qty, observed integer 2");
        fails(() -> assertThatJson("1.5").hasValue("", 1), "required integer 1 at the root, observed number 1.5");
        fails(() -> assertThatJson("[null]").hasValue("/0", 1), "required integer 1 at /0, observed null");
    }

    @Test
    void a_pointer_that_leads_nowhere_says_how_far_it_got() {
        fails(
                () -> assertThatJson(ORDER).hasValue("/items/0/qyt", 2),
                "required integer 2 at /items/0/qyt, observed nothing there:"
                        + " /items/0 has no member \"qyt\" (did you mean \"qty\"?), there are \"sku\", \"qty\"");
        fails(
                () -> assertThatJson(ORDER).hasValue("/items/1/qty", 2),
                "required integer 2 at /items/1/qty, observed nothing there: /items is an array of 1, without \"1\"");
        fails(
                () -> assertThatJson(ORDER).hasValue("/id/x", null),
                "required null at /id/x, observed nothing there: /id is string \"A-1\", without members");
        fails(
                () -> assertThatJson("{}").hasValue("/id", 1),
                "required integer 1 at /id, observed nothing there: the root has no member \"id\", it is empty");
    }

    @Test
    void a_pointer_without_slash_is_a_wrong_argument() {
        assertThatThrownBy(() -> assertThatJson(ORDER).hasValue("items", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pointer = \"items\", allowed are \"\" and what starts with /;"
                        + " write for example \"/items/0/id\"");
    }

    @Test
    void an_unknown_member_does_not_map() {
        fails(
                () -> assertThatJson("{\"id\": \"1\", \"items\": [{\"sku\": \"pen\", \"qyt\": 2}]}")
                        .mapsTo(Order.class, order -> {}),
                "required JSON that maps to Order, observed unknown member \"qyt\" (did you mean \"qty\"?),"
                        + " known are qty, sku at /items/0");
    }

    @Test
    void nothing_is_coerced() {
        for (String qty : List.of("\"2\"", "2.5", "null", "true")) {
            assertThatThrownBy(() -> assertThatJson("{\"sku\": \"pen\", \"qty\": %s}".formatted(qty))
                            .mapsTo(Item.class, item -> {}))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("required JSON that maps to Item, observed what does not fit (")
                    .hasMessageEndingWith(" at /qty");
        }
        fails(
                () -> assertThatJson("null").mapsTo(Item.class, item -> {}),
                "required JSON that maps to Item, observed null");
    }

    @Test
    void a_missing_primitive_does_not_map() {
        fails(
                () -> assertThatJson("{\"sku\": \"pen\"}").mapsTo(Item.class, item -> {}),
                "required JSON that maps to Item, observed what does not fit"
                        + " (Cannot map null or nothing into type `int`) at /qty");
    }

    @Test
    void requirements_fail_with_their_own_message() {
        assertThatThrownBy(() -> assertThatJson(ORDER)
                        .mapsTo(Order.class, order -> assertThat(order.id()).isEqualTo("B")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("A-1");
    }

    @Test
    void a_description_stands_before_the_message() {
        assertThatThrownBy(() -> assertThatJson("1").as("refund-02").hasValue("", 2))
                .hasMessage("[refund-02] required integer 2 at the root, observed integer 1");
    }

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
    }
}
