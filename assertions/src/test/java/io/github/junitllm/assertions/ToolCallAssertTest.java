package io.github.junitllm.assertions;

import static io.github.junitllm.assertions.LlmAssertions.assertThatCalls;
import static io.github.junitllm.assertions.Wire.openAi;
import static io.github.junitllm.assertions.Wire.tool;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.assertions.Wire.Tool;
import io.github.junitllm.tools.ArgumentRule;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ToolCallAssertTest {

    private static ToolCallAssert refunds(String... arguments) {
        return assertThatCalls(List.of(openAi(IntStream.range(0, arguments.length)
                        .mapToObj(i -> tool("call_" + i, "refund", arguments[i]))
                        .toArray(Tool[]::new))))
                .requestedTool("refund");
    }

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isExactlyInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void numbers_are_compared_by_value() {
        for (String written : List.of("3", "3.0", "3e0")) {
            for (Object value : Arrays.<Object>asList(3, 3L, 3.0, 3f, new java.math.BigDecimal("3.00"))) {
                refunds("{\"amount\": %s}".formatted(written)).withArgument("amount", value);
            }
        }
        refunds("{\"amount\": 0.1}").withArgument("amount", 0.1f).withArgument("amount", 0.1);
        fails(
                () -> refunds("{\"amount\": 3.5}").withArgument("amount", 3),
                "required refund(amount=3), observed refund{\"amount\": 3.5}: the argument amount is 3.5");
    }

    @Test
    void a_text_is_no_number_and_keeps_its_case() {
        refunds("{\"orderId\": \"A-17\"}").withArgument("orderId", "A-17");
        fails(
                () -> refunds("{\"amount\": \"3\"}").withArgument("amount", 3),
                "required refund(amount=3), observed refund{\"amount\": \"3\"}: the argument amount is \"3\"");
        fails(
                () -> refunds("{\"orderId\": \"a-17\"}").withArgument("orderId", "A-17"),
                "required refund(orderId=A-17), observed refund{\"orderId\": \"a-17\"}: the argument orderId is \"a-17\"");
    }

    @Test
    void nested_values_and_null_are_compared_whole() {
        refunds("{\"order\": {\"id\": \"A-17\", \"items\": [1, 2.0]}, \"note\": null}")
                .withArgument("order", Map.of("id", "A-17", "items", List.of(1, 2)))
                .withArgument("note", null);
        fails(
                () -> refunds("{\"order\": {\"id\": \"A-17\", \"items\": [1, 3]}}")
                        .withArgument("order", Map.of("items", List.of(1, 2))),
                "required refund(order={items=[1, 2]}), observed refund{\"order\": {\"id\": \"A-17\", \"items\": [1, 3]}}:"
                        + " the argument order is {id=A-17, items=[1, 3]}");
    }

    @Test
    void an_absent_argument_is_told_with_the_one_that_was_meant() {
        fails(
                () -> refunds("{\"order_id\": \"A-17\"}").withArgument("orderId", "A-17"),
                "required refund(orderId=A-17), observed refund{\"order_id\": \"A-17\"}: the argument orderId is absent; did you mean \"order_id\"?");
    }

    @Test
    void a_value_that_no_json_has_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> refunds("{}").withArgument("due", LocalDate.of(2026, 11, 24)))
                .withMessage(
                        "2026-11-24 (LocalDate) is equal to no JSON value; write a text, a finite number, a boolean, null, a List or a Map");
    }

    @Test
    void one_of_several_calls_may_satisfy_the_chain() {
        refunds("{\"orderId\": \"A\", \"amount\": 1}", "{\"orderId\": \"B\", \"amount\": 2}")
                .withArgument("orderId", "B")
                .withArgument("amount", 2);
    }

    @Test
    void two_calls_may_not_satisfy_half_of_the_chain_each() {
        fails(
                () -> refunds("{\"orderId\": \"A\", \"amount\": 1}", "{\"orderId\": \"B\", \"amount\": 2}")
                        .withArgument("orderId", "A")
                        .withArgument("amount", 2),
                "required refund(amount=2), observed refund{\"orderId\": \"A\", \"amount\": 1}: the argument amount is 1");
    }

    @Test
    void of_several_calls_each_is_told_with_what_is_wrong() {
        fails(() -> refunds("{\"amount\": 1}", "{\"amout\": 2}").withArgument("amount", 2), """
                required refund(amount=2), observed 2 calls
                  refund{"amount": 1}: the argument amount is 1
                  refund{"amout": 2}: the argument amount is absent; did you mean "amout"?""");
    }

    @Test
    void of_many_calls_ten_are_told() {
        String[] many =
                IntStream.range(0, 12).mapToObj("{\"amount\": %d}"::formatted).toArray(String[]::new);
        assertThatThrownBy(() -> refunds(many).withArgument("amount", 20))
                .hasMessageEndingWith("  refund{\"amount\": 9}: the argument amount is 9\n  and 2 more");
    }

    @Test
    void arguments_that_are_broken_or_no_object_satisfy_nothing() {
        fails(
                () -> refunds("{\"amount\": 1").withArgument("amount", 1),
                "required refund(amount=1), observed refund{\"amount\": 1: its arguments are not strict JSON: unexpected end at 1:13 (offset 12); expected \"}\" for the object opened at 1:1");
        fails(
                () -> refunds("[1]").withArgument("amount", 1),
                "required refund(amount=1), observed refund[1]: its arguments are no JSON object");
    }

    @Test
    void a_rule_may_stand_for_a_value() {
        refunds("{\"amount\": 40}")
                .with("amount", new ArgumentRule("at most 50", value -> value instanceof Long cents && cents <= 50));
        fails(
                () -> refunds("{\"currency\": \"GBP\"}").with("currency", ArgumentRule.oneOf("EUR", "USD")),
                "required refund(currency=EUR or USD), observed refund{\"currency\": \"GBP\"}: the argument currency is \"GBP\"");
    }

    @Test
    void times_counts_the_calls_that_fit_so_far() {
        refunds("{\"amount\": 1}", "{\"amount\": 2}", "{\"amount\": 1}")
                .times(3)
                .withArgument("amount", 1)
                .times(2);
        fails(
                () -> refunds("{\"amount\": 1}", "{\"amount\": 2}").times(1),
                "required 1 such call, observed 2: refund{\"amount\": 1}, refund{\"amount\": 2}");
    }

    @Test
    void times_zero_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> refunds("{}").times(0))
                .withMessage(
                        "times(0) after a tool was found, allowed are 1 and more; for none write toolCalls().doesNotContain(\"refund\")");
    }
}
