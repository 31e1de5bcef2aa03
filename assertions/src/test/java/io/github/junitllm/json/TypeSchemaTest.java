package io.github.junitllm.json;

import static io.github.junitllm.json.JsonAssert.assertThatJson;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypeSchemaTest {

    enum State {
        OPEN,
        PAID
    }

    record Item(String sku, int qty) {}

    record Order(
            @JsonProperty("order_id") String id, State state, LocalDate day, List<Item> items, Optional<String> note) {}

    private static final String ORDER =
            "{\"order_id\":\"A-17\",\"state\":\"PAID\",\"day\":\"2026-11-25\",\"items\":[{\"sku\":\"a\",\"qty\":2}]}";

    @Test
    void a_document_of_the_type_matches() {
        assertThatJson(ORDER).matchesSchemaOf(Order.class);
        assertThatJson(ORDER.replace("}]}", "}],\"note\":\"late\"}")).matchesSchemaOf(Order.class);
    }

    @Test
    void members_types_and_words_are_held_to_the_type() {
        assertThatThrownBy(() -> assertThatJson(
                                "{\"id\":\"A-17\",\"state\":\"PAYED\",\"day\":\"soon\",\"items\":[{\"sku\":\"a\",\"qty\":\"2\"}]}")
                        .matchesSchemaOf(Order.class))
                .hasMessage("""
                        required JSON that matches the schema of Order, observed 5 violations:
                          /day: required format date, observed string "soon"  (schema /properties/day/format)
                          /items/0/qty: required type integer, observed string "2"  (schema /properties/items/items/properties/qty/type)
                          /state: required one of ["OPEN","PAID"], observed string "PAYED"  (schema /properties/state/enum)
                          (root): required member "order_id", observed members "id", "state", "day", "items"  (schema /required)
                          (root): required no other members, observed "id"  (schema /additionalProperties)""");
    }
}
