package io.github.junitllm.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.ToolCall;
import org.junit.jupiter.api.Test;

class ExpectedToolCallTest {

    private static final ExpectedToolCall REFUND = ExpectedToolCall.call("refund")
            .with("orderId", ArgumentRule.oneOf("A-17"))
            .withOptional("note", ArgumentRule.oneOf("late"));

    private static ToolCall call(String name, String arguments) {
        return new ToolCall("call_1", name, arguments);
    }

    @Test
    void an_optional_argument_may_be_absent_or_as_the_rule_says() {
        assertThat(REFUND.matches(call("refund", "{\"orderId\":\"A-17\"}"))).isTrue();
        assertThat(REFUND.matches(call("refund", "{\"orderId\":\"A-17\",\"note\":\"late\"}")))
                .isTrue();
        assertThat(REFUND.mismatch(call("refund", "{\"orderId\":\"A-17\",\"note\":\"broken\"}")))
                .isEqualTo("the argument note is \"broken\"");
        assertThat(REFUND.mismatch(call("refund", "{\"orderId\":\"A-17\",\"note\":null}")))
                .isEqualTo("the argument note is null");
    }

    @Test
    void a_mismatch_is_told_in_words() {
        assertThat(REFUND.mismatch(call("refund", "{\"orderId\":\"A-17\"}"))).isEqualTo("it is as expected");
        assertThat(REFUND.mismatch(call("cancel", "{}"))).isEqualTo("the tool is cancel");
        assertThat(REFUND.mismatch(call("refund", "{}"))).isEqualTo("the argument orderId is absent");
        assertThat(REFUND.mismatch(call("refund", "{\"orderId\":\"A-17\",\"amount\":3}")))
                .isEqualTo("the argument amount is not expected");
        assertThat(REFUND.mismatch(call("refund", "")))
                .isEqualTo("its arguments are not strict JSON: empty text at 1:1 (offset 0); expected JSON");
        assertThat(REFUND.mismatch(call("refund", "null"))).isEqualTo("its arguments are no JSON object");
        assertThat(REFUND.mismatch(call("refund", "{\"orderId\":\"A-17\",\"orderId\":\"B\"}")))
                .isEqualTo(
                        "its arguments are not strict JSON: duplicate member \"orderId\" at 1:19 (offset 18), first at 1:2; expected each name once in an object");
    }

    @Test
    void other_arguments_are_allowed_only_when_asked() {
        ToolCall more = call("refund", "{\"orderId\":\"A-17\",\"amount\":3}");
        assertThat(REFUND.matches(more)).isFalse();
        assertThat(REFUND.allowingOthers().matches(more)).isTrue();
        assertThat(REFUND.matches(more)).as("immutable").isFalse();
    }

    @Test
    void a_tool_without_arguments_is_called_with_an_empty_object() {
        assertThat(ExpectedToolCall.call("ping").matches(call("ping", "{}"))).isTrue();
        assertThat(ExpectedToolCall.call("ping").mismatch(call("ping", "{\"x\":1}")))
                .isEqualTo("the argument x is not expected");
    }

    @Test
    void the_expectation_shows_itself_in_words() {
        assertThat(REFUND).hasToString("refund(orderId=A-17, note?=late)");
        assertThat(ExpectedToolCall.call("ping")).hasToString("ping()");
        assertThat(REFUND.name()).isEqualTo("refund");
    }
}
