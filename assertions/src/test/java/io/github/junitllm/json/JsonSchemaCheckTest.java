package io.github.junitllm.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaCheckTest {

    private static final String ORDER = """
            {"type": "object", "required": ["id"], "additionalProperties": false,
             "properties": {"id": {"type": "string"}, "items": {"type": "array", "items": {
               "type": "object", "properties": {"qty": {"type": "integer"}}}}}}""";

    @Test
    void all_violations_are_given_with_their_places() {
        assertThat(JsonSchemaCheck.of(ORDER).check("{\"itms\": 1, \"items\": [{\"qty\": \"2\"}]}"))
                .containsExactlyInAnyOrder(
                        new SchemaViolation(
                                "/items/0/qty",
                                "/properties/items/items/properties/qty/type",
                                "type",
                                "required type integer, observed string \"2\""),
                        new SchemaViolation(
                                "",
                                "/required",
                                "required",
                                "required member \"id\", observed members \"itms\", \"items\""),
                        new SchemaViolation(
                                "",
                                "/additionalProperties",
                                "additionalProperties",
                                "required no other members, observed \"itms\""));
    }

    @Test
    void a_check_serves_many_texts() {
        JsonSchemaCheck check = JsonSchemaCheck.of(ORDER);
        assertThat(check.check("{\"id\": \"1\"}")).isEmpty();
        assertThat(check.check("{}")).hasSize(1);
        assertThat(check.check("{\"id\": \"1\"}")).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "{\"enum\":[\"open\",\"closed\"]} | \"opne\" | required one of [\"open\",\"closed\"], observed string \"opne\" (did you mean \"open\"?)",
                "{\"const\":3} | 4 | required 3, observed integer 4",
                "{\"minimum\":3} | 2.50 | required at least 3, observed number 2.5",
                "{\"exclusiveMaximum\":3} | 3 | required less than 3, observed integer 3",
                "{\"minLength\":3} | \"\ud83d\ude00\" | required at least 3 characters, observed 1: string \"\ud83d\ude00\"",
                "{\"pattern\":\"^z\"} | \"u\" | required a match of ^z, observed string \"u\"",
                "{\"format\":\"date\"} | \"2026-13-01\" | required format date, observed string \"2026-13-01\"",
                "{\"maxItems\":1} | [1,2] | required at most 1 items, observed 2",
                "{\"uniqueItems\":true} | [1,1.0] | required unique items, observed array [1,1]",
                "{\"type\":[\"string\",\"null\"]} | [[1]] | required type string or null, observed array of 1 items",
                "{\"anyOf\":[{\"type\":\"string\"}]} | {} | required type string, observed object {}, in one branch of anyOf",
                "false | 1 | required nothing here, observed integer 1",
                "{\"multipleOf\":0.01} | 1.005 | required a multiple of 0.01, observed number 1.005",
                "{\"properties\":{\"name\":{}},\"unevaluatedProperties\":false} | {\"nmae\":1} | required no other members, observed \"nmae\" (did you mean \"name\"?)",
                "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"maximum\":3,\"exclusiveMaximum\":true} | 3 | required less than 3, observed integer 3",
            })
    void a_violation_says_required_against_observed(String schema, String json, String message) {
        assertThat(JsonSchemaCheck.of(schema).check(json))
                .extracting(SchemaViolation::message)
                .containsExactly(message);
    }

    @Test
    void names_are_looked_for_through_references_and_branches() {
        String schema = """
                {"$ref": "#/$defs/base", "allOf": [{"properties": {"currency": {}}}], "unevaluatedProperties": false,
                 "$defs": {"base": {"properties": {"amount": {}}}}}""";
        assertThat(JsonSchemaCheck.of(schema).check("{\"amuont\": 1, \"Currency\": 2, \"xyz\": 3}"))
                .extracting(SchemaViolation::message)
                .containsExactlyInAnyOrder(
                        "required no other members, observed \"amuont\" (did you mean \"amount\"?)",
                        "required no other members, observed \"Currency\" (did you mean \"currency\"?)",
                        "required no other members, observed \"xyz\"");
    }

    @ParameterizedTest(name = "{0}: {1} violations")
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "https://json-schema.org/draft/2020-12/schema | 1",
                "https://json-schema.org/draft/2019-09/schema | 0",
                "http://json-schema.org/draft-07/schema# | 0",
                "http://json-schema.org/draft-07/schema | 0",
                "http://json-schema.org/draft-06/schema# | 0",
                "http://json-schema.org/draft-04/schema# | 0",
            })
    void the_dialect_is_honoured(String dialect, int violations) {
        // prefixItems came with 2020-12; before, an unknown keyword constrains nothing.
        String schema = "{\"$schema\":\"%s\",\"prefixItems\":[{\"type\":\"string\"}]}".formatted(dialect);
        assertThat(JsonSchemaCheck.of(schema).check("[1]")).hasSize(violations);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:1/x.json",
        "https://example.com/x.json",
        "file:///etc/passwd",
        "other.json",
        "classpath:logback.xml",
        "jar:file:/x.jar!/y"
    })
    void nothing_is_fetched(String address) {
        assertThatThrownBy(() -> JsonSchemaCheck.of("{\"properties\":{\"a\":{\"$ref\":\"%s\"}}}".formatted(address))
                        .check("{\"a\":1}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "schema: $ref to " + address
                                + "; nothing is fetched or read from files, put it into $defs and refer to #/$defs/name, or supply it by its address with JsonSchemaCheck.of(schema, documents)");
    }

    @Test
    void what_the_schema_carries_itself_is_no_fetching() {
        String schema = """
                {"$id": "http://example.com/root", "$ref": "item", "$defs": {"i": {"$id": "item", "type": "integer"}}}""";
        assertThat(JsonSchemaCheck.of(schema).check("\"a\""))
                .containsExactly(new SchemaViolation(
                        "", "http://example.com/item#/type", "type", "required type integer, observed string \"a\""));
        assertThat(JsonSchemaCheck.of("{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}")
                        .check("{\"type\":\"strng\"}"))
                .isNotEmpty();
    }

    @Test
    void wrong_schemas_are_refused_before_any_check() {
        refused("{\"a\":1,}", "schema: not strict JSON: trailing comma at 1:7 (offset 6), before \"}\"");
        refused(
                "{\"$schema\":\"http://example.com/mine\"}",
                "schema: $schema = \"http://example.com/mine\", allowed are JSON Schema 2020-12, 2019-09, 7, 6 and 4;"
                        + " write for example \"https://json-schema.org/draft/2020-12/schema\"");
        refused(
                "{\"minLength\":\"3\"}",
                "schema: not a valid schema by https://json-schema.org/draft/2020-12/schema\n"
                        + "  /minLength: required type integer, observed string \"3\""
                        + "  (schema https://json-schema.org/draft/2020-12/meta/validation#/$defs/nonNegativeInteger/type)");
        refused("{\"$ref\":\"#/$defs/none\"}", "schema: Reference /$defs/none cannot be resolved");
        assertThatThrownBy(() -> JsonSchemaCheck.of("{\"type\":\"strng\"}"))
                .hasMessageContaining("/type: required one of [")
                .hasMessageContaining("(did you mean \"string\"?)");
        assertThatThrownBy(() -> JsonSchemaCheck.of("{\"pattern\":\"[\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unclosed character class");
    }

    private static void refused(String schema, String message) {
        assertThatThrownBy(() -> JsonSchemaCheck.of(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void formats_are_asserted_unless_ignored() {
        JsonSchemaCheck check = JsonSchemaCheck.of("{\"format\":\"date\"}");
        assertThat(check.check("\"soon\"")).hasSize(1);
        assertThat(check.ignoringFormats().check("\"soon\"")).isEmpty();
    }

    @Test
    void numbers_are_compared_by_value() {
        assertThat(JsonSchemaCheck.of("{\"enum\":[1,0.5]}").check("1.00")).isEmpty();
        assertThat(JsonSchemaCheck.of("{\"const\":{\"a\":[1.0]}}").check("{\"a\":[1]}"))
                .isEmpty();
        assertThat(JsonSchemaCheck.of("{\"type\":\"integer\"}").check("1e2")).isEmpty();
    }

    @Test
    void the_deepest_answers_are_checked() {
        JsonSchemaCheck check = JsonSchemaCheck.of("{\"type\":[\"array\",\"integer\"],\"items\":{\"$ref\":\"#\"}}");
        assertThat(check.check("[".repeat(1_000) + "1" + "]".repeat(1_000))).isEmpty();
        assertThat(check.check("[".repeat(999) + "true" + "]".repeat(999))).hasSize(1);
    }

    @Test
    void a_schema_that_refers_to_itself_without_end_is_named() {
        assertThatThrownBy(() -> JsonSchemaCheck.of("{\"$ref\":\"#\"}").check("1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema: refers to itself without end");
    }

    @Test
    void a_text_that_is_no_json_is_not_checked() {
        assertThatThrownBy(() -> JsonSchemaCheck.of("true").check("{a:1}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not strict JSON: unquoted member name a at 1:2 (offset 1); expected it in double quotes");
    }

    @Test
    void a_reference_leads_to_a_document_that_the_test_supplies() {
        JsonSchemaCheck check = JsonSchemaCheck.of(
                "{\"properties\": {\"id\": {\"$ref\": \"https://example.com/ids.json#/$defs/order\"}}}",
                Map.of("https://example.com/ids.json", "{\"$defs\": {\"order\": {\"type\": \"integer\"}}}"));
        assertThat(check.check("{\"id\": 7}")).isEmpty();
        assertThat(check.check("{\"id\": \"A-7\"}")).singleElement().satisfies(violation -> assertThat(
                        violation.message())
                .isEqualTo("required type integer, observed string \"A-7\""));
    }

    @Test
    void a_supplied_document_that_is_no_json_is_named() {
        assertThatThrownBy(() -> JsonSchemaCheck.of("true", Map.of("https://example.com/ids.json", "{a:1}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema: document https://example.com/ids.json: not strict JSON: unquoted member name a"
                        + " at 1:2 (offset 1); expected it in double quotes");
    }

    @Test
    void an_id_that_is_no_address_does_not_matter() {
        JsonSchemaCheck check = JsonSchemaCheck.of("{\"$id\": \"orders/v1.json\", \"type\": \"object\"}");
        assertThat(check.check("{}")).isEmpty();
        assertThat(check.check("1")).hasSize(1);
    }
}
