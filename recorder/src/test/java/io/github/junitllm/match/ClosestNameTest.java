package io.github.junitllm.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestNameTest {

    @ParameterizedTest(name = "{0} is {1} misspelt")
    @CsvSource({
        "amuont, amount", // neighbours swapped
        "ammount, amount",
        "amoun, amount",
        "order_id, orderId",
        "ORDER-ID, orderId",
        "qyt, qty",
        "LAET, LATE"
    })
    void one_slip_is_found(String written, String meant) {
        assertThat(ClosestName.to(written, List.of("refund", meant))).contains(meant);
    }

    @Test
    void a_third_of_the_letters_may_differ_and_no_more() {
        assertThat(ClosestName.to("abcdxx", Set.of("abcdef"))).contains("abcdef");
        assertThat(ClosestName.to("abcxxx", Set.of("abcdef"))).isEmpty();
    }

    @Test
    void names_of_one_or_two_letters_are_near_only_in_another_writing() {
        assertThat(ClosestName.to("id", Set.of("it"))).isEmpty();
        assertThat(ClosestName.to("id", Set.of("ID"))).contains("ID");
    }

    @Test
    void of_equally_near_names_the_first_in_alphabetical_order_is_taken() {
        assertThat(ClosestName.to("card", List.of("cart", "care", "carb"))).contains("carb");
        assertThat(ClosestName.to("card", List.of("carb", "cart", "care"))).contains("carb");
    }

    @Test
    void a_known_name_is_not_its_own_misspelling() {
        assertThat(ClosestName.to("city", Set.of("city"))).isEmpty();
    }

    @Test
    void long_names_are_not_compared() {
        String name = "x".repeat(100);
        assertThat(ClosestName.to(name, Set.of("x".repeat(99)))).isPresent();
        assertThat(ClosestName.to(name + "x", Set.of(name))).isEmpty();
        assertThat(ClosestName.to(name, Set.of(name + "x"))).isEmpty();
    }

    @Test
    void the_hint_goes_behind_a_message_or_is_nothing() {
        assertThat(ClosestName.hint("opnai", Set.of("openai", "groq"))).isEqualTo("; did you mean \"openai\"?");
        assertThat(ClosestName.hint("mistral", Set.of("openai", "groq"))).isEmpty();
    }
}
