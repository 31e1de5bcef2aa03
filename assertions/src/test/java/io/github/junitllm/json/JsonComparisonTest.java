package io.github.junitllm.json;

import static io.github.junitllm.json.JsonAssert.assertThatJson;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonComparisonTest {

    private static final String ORDER =
            "{\"id\":7,\"total\":19.99,\"items\":[{\"sku\":\"a\",\"at\":1},{\"sku\":\"b\",\"at\":2}]}";

    private static void differs(String actual, JsonComparison how, String message) {
        assertThatThrownBy(() -> assertThatJson(actual).isEqualToJson(ORDER, how))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage(message);
    }

    @Test
    void members_in_any_order_and_numbers_by_value() {
        assertThatJson("{\"items\":[{\"at\":1.0,\"sku\":\"a\"},{\"sku\":\"b\",\"at\":2}],\"total\":1999e-2,\"id\":7}")
                .isEqualToJson(ORDER);
    }

    @Test
    void each_difference_is_told_with_its_place() {
        differs(
                "{\"id\":\"7\",\"items\":[{\"sku\":\"a\",\"at\":1},{\"sku\":\"c\",\"at\":2},{}],\"note\":null}",
                JsonComparison.exactly(),
                """
                required JSON equal to the expected, observed 5 differences:
                  /id: required integer 7, observed string "7"
                  /total: required number 19.99, observed nothing
                  /items/1/sku: required string "b", observed string "c"
                  /items/2: required nothing, observed object {}
                  /note: required nothing, observed null""");
    }

    @Test
    void a_tolerance_holds_up_to_its_end() {
        String near = ORDER.replace("19.99", "20.00");
        assertThatJson(near).isEqualToJson(ORDER, JsonComparison.exactly().withTolerance(0.01));
        differs(near, JsonComparison.exactly().withTolerance(0.009), """
                required JSON equal to the expected, observed 1 difference:
                  /total: required number 19.99, observed number 20.00""");
    }

    @Test
    void order_is_ignored_where_told() {
        String turned = "{\"id\":7,\"total\":19.99,\"items\":[{\"sku\":\"b\",\"at\":2},{\"sku\":\"a\",\"at\":1}]}";
        assertThatJson(turned).isEqualToJson(ORDER, JsonComparison.exactly().ignoringOrderAt("/items"));
        differs(turned.replace("\"a\"", "\"x\""), JsonComparison.exactly().ignoringOrderAt("/items"), """
                required JSON equal to the expected, observed 2 differences:
                  /items: required an item object {"sku":"a","at":1}, observed none like it
                  /items/1: required nothing, observed object {"sku":"x","at":1}""");
        assertThatThrownBy(() -> assertThatJson("[1,1]")
                        .isEqualToJson("[1,2]", JsonComparison.exactly().ignoringOrderAt("")))
                .hasMessageContaining("the root: required an item integer 2, observed none like it");
    }

    @Test
    void places_are_ignored_there_or_not() {
        String other = "{\"total\":19.99,\"items\":[{\"sku\":\"a\",\"at\":8},{\"sku\":\"b\"}],\"extra\":1}";
        assertThatJson(other).isEqualToJson(ORDER, JsonComparison.exactly().ignoring("/id", "/items/*/at", "/extra"));
        differs(other, JsonComparison.exactly().ignoring("/id", "/items/0/at", "/extra"), """
                required JSON equal to the expected, observed 1 difference:
                  /items/1/at: required integer 2, observed nothing""");
    }

    @Test
    void wrong_use_is_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonComparison.exactly().ignoring("id"))
                .withMessage(
                        "pointer = \"id\", allowed are \"\" and what starts with /; write for example \"/items/0/id\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonComparison.exactly().withTolerance(-1))
                .withMessage("tolerance = -1, allowed are 0 and more; write for example withTolerance(0.01)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatJson("{}").isEqualToJson("{'a':1}"))
                .withMessageStartingWith("the expected JSON is not strict: ");
    }

    @Test
    void deep_documents_are_compared() {
        String deep = "[".repeat(1_000) + "]".repeat(1_000);
        assertThatJson(deep).isEqualToJson(deep);
    }
}
