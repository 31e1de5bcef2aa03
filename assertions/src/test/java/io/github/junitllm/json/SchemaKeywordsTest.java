package io.github.junitllm.json;

import static io.github.junitllm.json.JsonAssert.assertThatJson;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SchemaKeywordsTest {

    private static void refused(String schema, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatJson("{}").matchesSchema(schema))
                .withMessage(message
                        + " A word of your own starts with x-, or compile the schema with JsonSchemaCheck.of(...)");
    }

    @Test
    void a_keyword_that_is_nearly_one_is_refused() {
        refused(
                "{\"requird\":[\"id\"]}",
                "schema: \"requird\" at /requird is no keyword and checks nothing; did you mean \"required\"?");
        refused(
                "{\"properties\":{\"a\":{\"anyOf\":[{},{\"minimun\":3}]}}}",
                "schema: \"minimun\" at /properties/a/anyOf/1/minimun is no keyword and checks nothing; did you mean \"minimum\"?");
        refused(
                "{\"items\":{\"max_length\":3}}",
                "schema: \"max_length\" at /items/max_length is no keyword and checks nothing; did you mean \"maxLength\"?");
    }

    @Test
    void words_of_ones_own_and_names_of_members_are_fine() {
        assertThatJson("{}")
                .matchesSchema(
                        "{\"x-requird\":1,\"myOwnWord\":1,\"example\":{\"requird\":1},\"properties\":{\"requird\":{}},\"default\":{\"minimun\":1}}");
        assertThatJson("{}").matchesSchema(JsonSchemaCheck.of("{\"requird\":[\"id\"]}"));
    }
}
