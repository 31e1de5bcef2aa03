package io.github.junitllm.tools;

import static io.github.junitllm.tools.ExpectedToolCall.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.assertions.LlmAssertions;
import io.github.junitllm.assertions.UnsureError;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.Timing;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import io.github.junitllm.json.JsonSchemaCheck;
import io.github.junitllm.text.Phrases;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ToolCallsAssertTest {

    private static final ToolCall LOOKUP = made("lookupOrder", "{\"orderId\": \"A-17\"}");
    private static final ToolCall REFUND = made("refund", "{\"orderId\": \"A-17\"}");
    private static final ToolCall MAIL = made("mail", "{}");
    private static final ExpectedToolCall LOOKUP_17 = call("lookupOrder").withArgument("orderId", "A-17");
    private static final ExpectedToolCall REFUND_17 = call("refund").withArgument("orderId", "A-17");

    private static ToolCall made(String name, String arguments) {
        return new ToolCall("id-" + name, name, arguments);
    }

    private static LlmCall answer(String text, List<Message> messages, ToolCall... calls) {
        return new LlmCall(
                "openai",
                "chat",
                Optional.empty(),
                Optional.empty(),
                200,
                messages,
                List.of("lookupOrder", "refund", "mail", "a", "b"),
                "[{\"name\":\"refund\",\"parameters\":{\"properties\":{\"unit\":{\"enum\":[\"EUR\"]}}}}]",
                List.of(calls),
                text,
                "",
                "",
                Optional.empty(),
                "",
                Usage.UNKNOWN,
                Timing.UNKNOWN);
    }

    private static ToolCallsAssert calls(ToolCall... calls) {
        return LlmAssertions.assertThatCalls(List.of(answer("", List.of(), calls)))
                .toolCalls();
    }

    private static ToolCallsAssert named(String... names) {
        return calls(Arrays.stream(names).map(name -> made(name, "{}")).toArray(ToolCall[]::new));
    }

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isExactlyInstanceOf(AssertionError.class).hasMessage(message);
    }

    private static void refused(ThrowingCallable assertion, String message) {
        assertThatIllegalArgumentException().isThrownBy(assertion).withMessage(message);
    }

    @Test
    void the_exact_order() {
        calls(LOOKUP, REFUND).containsExactly(LOOKUP_17, REFUND_17);
        fails(() -> calls(REFUND, LOOKUP).containsExactly(LOOKUP_17, REFUND_17), """
                required 2 tool calls in this order: lookupOrder(orderId=A-17), refund(orderId=A-17)
                  observed refund{"orderId": "A-17"}, lookupOrder{"orderId": "A-17"}
                  all are there, in another order: 1 of them in the order required""");
        fails(() -> calls(LOOKUP, MAIL, REFUND).containsExactly(LOOKUP_17, REFUND_17), """
                required 2 tool calls in this order: lookupOrder(orderId=A-17), refund(orderId=A-17)
                  observed lookupOrder{"orderId": "A-17"}, mail{}, refund{"orderId": "A-17"}
                  not expected: mail{}""");
        fails(() -> calls(LOOKUP, made("refund", "{\"orderId\":\"A-71\"}")).containsExactly(LOOKUP_17, REFUND_17), """
                required 2 tool calls in this order: lookupOrder(orderId=A-17), refund(orderId=A-17)
                  observed lookupOrder{"orderId": "A-17"}, refund{"orderId":"A-71"}
                  missing: refund(orderId=A-17), but the argument orderId is "A-71"
                  not expected: refund{"orderId":"A-71"}""");
    }

    @Test
    void in_order_with_others_between() {
        calls(LOOKUP, MAIL, REFUND).containsSubsequence(LOOKUP_17, REFUND_17);
        fails(() -> calls(REFUND, LOOKUP).containsSubsequence(LOOKUP_17, REFUND_17), """
                required these tool calls in this order, others between: lookupOrder(orderId=A-17), refund(orderId=A-17)
                  observed refund{"orderId": "A-17"}, lookupOrder{"orderId": "A-17"}
                  after lookupOrder(orderId=A-17) there is no refund(orderId=A-17), only before""");
        fails(() -> calls(MAIL).containsSubsequence(LOOKUP_17), """
                required these tool calls in this order, others between: lookupOrder(orderId=A-17)
                  observed mail{}
                  there is no lookupOrder(orderId=A-17)""");
    }

    @Test
    void superset_and_subset() {
        calls(MAIL, REFUND, LOOKUP).contains(LOOKUP_17, REFUND_17);
        calls(REFUND).isSubsetOf(LOOKUP_17, REFUND_17);
        calls().isSubsetOf(REFUND_17);
        fails(() -> calls(REFUND).contains(REFUND_17, REFUND_17), """
                required these tool calls among others: refund(orderId=A-17), refund(orderId=A-17)
                  observed refund{"orderId": "A-17"}
                  missing: refund(orderId=A-17)""");
        fails(() -> calls(REFUND, REFUND).isSubsetOf(REFUND_17, LOOKUP_17), """
                required no tool call but refund(orderId=A-17), lookupOrder(orderId=A-17)
                  observed refund{"orderId": "A-17"}, refund{"orderId": "A-17"}
                  not expected: refund{"orderId": "A-17"}""");
    }

    @Test
    void none_and_at_most() {
        calls(LOOKUP)
                .doesNotContain("refund", "mail")
                .doesNotContain(REFUND_17)
                .hasAtMost(1)
                .hasAtMost(1, "refund");
        fails(
                () -> calls(LOOKUP, REFUND).doesNotContain("refund", "mail"),
                "required no call of mail or refund, observed refund{\"orderId\": \"A-17\"}");
        fails(
                () -> calls(LOOKUP, REFUND).doesNotContain(REFUND_17),
                "required no call refund(orderId=A-17), observed refund{\"orderId\": \"A-17\"}");
        fails(
                () -> calls(LOOKUP, MAIL).hasAtMost(1),
                "required at most 1 tool call, observed 2: lookupOrder{\"orderId\": \"A-17\"}, mail{}");
        fails(
                () -> calls(MAIL, LOOKUP, MAIL).hasAtMost(1, "mail"),
                "required at most 1 tool call of mail, observed 2: mail{}, mail{}");
    }

    @Test
    void a_misspelt_tool_is_no_green_test() {
        refused(() -> calls().doesNotContain("refnd"), "no request offers a tool \"refnd\"; did you mean \"refund\"?");
        refused(() -> calls().hasAtMost(1, "Refund"), "no request offers a tool \"Refund\"; did you mean \"refund\"?");
        calls().doesNotContain("deleteEverything");
    }

    @Test
    void agreement_as_a_number() {
        calls(LOOKUP, MAIL).hasF1AtLeast(0.5, LOOKUP_17, REFUND_17);
        fails(() -> calls(LOOKUP, MAIL).hasF1AtLeast(0.6, LOOKUP_17, REFUND_17), """
                required F1 of at least 0.6, observed 0.500: of 2 tool calls 1 expected, of 2 expected 1 made
                  observed lookupOrder{"orderId": "A-17"}, mail{}
                  missing: refund(orderId=A-17)
                  not expected: mail{}""");
        named("a", "b", "c").hasInOrderAtLeast(2, call("a"), call("x"), call("c"));
        fails(() -> named("c", "a").hasInOrderAtLeast(2, call("a"), call("c")), """
                required at least 2 of these 2 tool calls in order, observed 1: a(), c()
                  observed c{}, a{}""");
    }

    @Test
    void repeated_calls_are_equal_by_value() {
        ToolCall again = made("lookupOrder", "{\"orderId\":\"A-17\"}");
        calls(LOOKUP, MAIL, again).hasNoRepeatedCall(3);
        calls(LOOKUP, made("lookupOrder", "{\"orderId\":\"A-18\"}")).hasNoRepeatedCall(2);
        fails(
                () -> calls(LOOKUP, MAIL, again).hasNoRepeatedCall(2),
                "required no tool call made 2 times or more with equal arguments, observed lookupOrder{\"orderId\": \"A-17\"} 2 times (calls 1, 3)");
    }

    @Test
    void cycles() {
        named("x", "a", "b", "a", "c").hasNoCycle(2);
        named("a", "a", "a", "a").hasNoCycle(2);
        named("a", "b", "a", "b", "a").hasNoCycle(3);
        fails(
                () -> named("x", "a", "b", "a", "b").hasNoCycle(2),
                "required no cycle of calls with equal arguments 2 times or more in a row, observed a{}, b{} 2 times in a row from call 2");
        ToolCall[] changing = {made("a", "{\"q\":1}"), made("b", "{}"), made("a", "{\"q\":2}"), made("b", "{}")};
        calls(changing).hasNoCycle(2);
        fails(
                () -> calls(changing).hasNoCycleOfNames(2),
                "required no cycle of tools 2 times or more in a row, observed a, b 2 times in a row from call 1");
    }

    @Test
    void the_reply_claims_what_no_call_did() {
        LlmCall looked = answer("", List.of(), LOOKUP);
        Phrases claim = Phrases.of("refunded");
        fails(
                () -> LlmAssertions.assertThatCalls(List.of(looked, answer("Hi. Your order is refunded.", List.of())))
                        .toolCalls()
                        .backsClaim(claim, REFUND_17),
                "expected call refund(orderId=A-17); calls made: [lookupOrder(A-17)]; the reply claims completion: \"Your order is refunded.\"");
        LlmAssertions.assertThatCalls(List.of(looked, answer("I ask a colleague.", List.of())))
                .toolCalls()
                .backsClaim(claim, REFUND_17);
        LlmAssertions.assertThatCalls(List.of(answer("", List.of(), REFUND), answer("It is refunded.", List.of())))
                .toolCalls()
                .backsClaim(claim, REFUND_17);
        assertThatThrownBy(() -> LlmAssertions.assertThatCalls(
                                List.of(looked, answer("It was not refunded yet.", List.of())))
                        .toolCalls()
                        .backsClaim(claim, REFUND_17))
                .isExactlyInstanceOf(UnsureError.class)
                .hasMessage(
                        "expected call refund(orderId=A-17); calls made: [lookupOrder(A-17)]; the reply may claim completion: \"It was not refunded yet.\"");
    }

    @Test
    void executed_calls_keep_their_order() {
        List<Message> results = List.of(
                new Message("tool", "{\"price\": 19.5}", List.of(), "id-lookupOrder"),
                new Message("tool", "done", List.of(), "id-refund"));
        List<LlmCall> lane =
                List.of(answer("", List.of(), LOOKUP, REFUND), answer("", results, MAIL), answer("", List.of()));
        LlmAssertions.assertThatCalls(lane).executedToolCalls().containsExactly(LOOKUP_17, REFUND_17);
        LlmAssertions.assertThatCalls(lane).toolCalls().hasAtMost(3);
        fails(() -> LlmAssertions.assertThatCalls(lane).executedToolCalls().contains(call("mail")), """
                required this executed tool call: mail()
                  observed lookupOrder{"orderId": "A-17"}, refund{"orderId": "A-17"}
                  missing: mail()""");
    }

    private static ToolCallsAssert after(String arguments, Message... messages) {
        return LlmAssertions.assertThatCalls(List.of(answer("", List.of(messages), made("refund", arguments))))
                .toolCalls();
    }

    private static Message message(String role, String text) {
        return new Message(role, text, List.of(), role.equals("tool") ? "id" : "");
    }

    @Test
    void an_argument_is_traced_to_where_it_stands() {
        Message user = message(
                "user", "Please refund order a-17, 1,200.50 EUR of 24 November 2026. Policy:  money\nback B-9.");
        after("{\"orderId\":\"A-17\"}", user).takesArgumentFrom("refund", "orderId", ArgumentOrigin.USER);
        after("{\"amount\":1200.5}", user).takesArgumentFrom("refund", "amount", ArgumentOrigin.USER);
        after("{\"day\":\"2026-11-24\"}", user).takesArgumentFrom("refund", "day", ArgumentOrigin.USER);
        after("{\"unit\":\"EUR\"}").inventsNoArgument("refund", "unit");
        after("{\"id\":\"B-9\"}", user)
                .withDocuments("money back B-9.")
                .takesArgumentFrom("refund", "id", ArgumentOrigin.DOCUMENT);
        fails(
                () -> after("{\"id\":\"B-9\"}", user)
                        .withDocuments("money back B-9.")
                        .takesArgumentFrom("refund", "id", ArgumentOrigin.USER, ArgumentOrigin.TOOL_RESULT),
                "required that the argument id of refund comes from USER or TOOL_RESULT, observed refund{\"id\":\"B-9\"}: \"B-9\" stands only in DOCUMENT \"money back B-9.\"");
        fails(
                () -> after("{\"orderId\":\"A-1\"}", user, message("assistant", "A-1?"))
                        .inventsNoArgument("refund", "orderId"),
                "required that the argument orderId of refund comes from what the model was given, observed refund{\"orderId\":\"A-1\"}: \"A-1\" stands nowhere in what the model was given: invented");
        fails(
                () -> after(
                                "{\"amount\":7}",
                                message("tool", "x ".repeat(100) + "the price is 7 EUR" + " y".repeat(100)))
                        .takesArgumentFrom("refund", "amount", ArgumentOrigin.USER),
                "required that the argument amount of refund comes from USER, observed refund{\"amount\":7}: 7 stands only in TOOL_RESULT \" is 7 EUR y y y y y y y y y y y y y y y y y y y y y \"");
    }

    @Test
    void what_cannot_be_traced_is_told() {
        String required = "required that the argument id of refund comes from USER, observed refund";
        ThrowingCallable absent = () -> after("{\"ids\":1}").takesArgumentFrom("refund", "id", ArgumentOrigin.USER);
        fails(absent, required + "{\"ids\":1}: the argument is absent");
        fails(
                () -> after("{\"id\":true}").takesArgumentFrom("refund", "id", ArgumentOrigin.USER),
                required + "{\"id\":true}: there is no text and no number in it, nothing else can be traced");
        fails(
                () -> after("{}").takesArgumentFrom("refunds", "id", ArgumentOrigin.USER),
                "required a tool call of refunds, observed refund{}; did you mean \"refund\"?");
        refused(
                () -> after("{\"id\":1}").withDocuments("gone").inventsNoArgument("refund", "id"),
                "document 1 (\"gone\") stands in no message before refund{\"id\":1}; give it as the application sends it");
        refused(
                () -> after("{}").takesArgumentFrom("refund", "id"),
                "takesArgumentFrom(\"refund\", \"id\") without an origin; write for example ArgumentOrigin.USER, or inventsNoArgument(\"refund\", \"id\")");
    }

    @Test
    void arguments_by_tolerance_schema_predicate_and_part() {
        ToolCall pay = made("pay", "{\"total\": 19.991, \"to\": {\"iban\": \"DE1\", \"name\": \"Ann\"}}");
        calls(pay)
                .contains(call("pay")
                        .with("total", ArgumentRule.within(19.99, 0.01))
                        .allowingOthers());
        calls(pay)
                .contains(call("pay")
                        .with("to", ArgumentRule.objectContaining(Map.of("iban", ArgumentRule.oneOf("DE1"))))
                        .allowingOthers());
        fails(
                () -> calls(pay)
                        .contains(call("pay")
                                .with("total", ArgumentRule.within(20, 0.001))
                                .allowingOthers()),
                """
                required this tool call: pay(total=20 within 0.001)
                  observed pay{"total": 19.991, "to": {"iban": "DE1", "name": "Ann"}}
                  missing: pay(total=20 within 0.001), but the argument total is 19.991""");
        JsonSchemaCheck schema = JsonSchemaCheck.of("{\"properties\":{\"total\":{\"type\":\"integer\"}}}");
        fails(() -> calls(pay).contains(call("pay").withSchema(schema)), """
                required this tool call: pay(by schema)
                  observed pay{"total": 19.991, "to": {"iban": "DE1", "name": "Ann"}}
                  missing: pay(by schema), but its arguments do not match the schema: /total: required type integer, observed number 19.991  (schema /properties/total/type)""");
        calls(pay).contains(call("pay").satisfying("two arguments", arguments -> arguments.size() == 2));
        fails(
                () -> calls(MAIL)
                        .contains(call("mail").satisfying("two arguments", arguments -> arguments.size() == 2)),
                """
                required this tool call: mail(two arguments)
                  observed mail{}
                  missing: mail(two arguments), but its arguments do not satisfy: two arguments""");
        refused(
                () -> ArgumentRule.within(1, -1),
                "within(1, -1): allowed are a finite number and a tolerance of 0 or more; write for example within(19.99, 0.01)");
    }

    @Test
    void wrong_use_is_told() {
        refused(
                () -> calls().contains(),
                "contains without a call; write for example call(\"refund\").withArgument(\"orderId\", \"A-17\"), or isEmpty() for no call");
        refused(
                () -> calls().hasAtMost(0),
                "hasAtMost(0), allowed are 1 and more; for none write isEmpty() or doesNotContain(\"refund\")");
        refused(() -> calls().hasNoCycle(1), "hasNoCycle(1), allowed are 2 and more");
        refused(
                () -> calls().hasF1AtLeast(0, REFUND_17),
                "hasF1AtLeast(0.0, ...), allowed is a number above 0 and up to 1");
        refused(
                () -> calls().hasInOrderAtLeast(2, REFUND_17),
                "hasInOrderAtLeast(2, ...) of 1 calls, allowed are 1 to 1");
    }

    @Test
    void softly_all_failures_are_told() {
        assertThatThrownBy(() -> LlmAssertions.assertSoftly(
                        softly -> softly.assertThatCalls(List.of(answer("", List.of(), MAIL)))
                                .toolCalls()
                                .isEmpty()
                                .contains(REFUND_17)))
                .hasMessageStartingWith("2 assertions failed:\n  1. required no tool call, observed mail{}")
                .hasMessageContaining("  2. required this tool call: refund(orderId=A-17)");
    }

    @Test
    void numbers_of_agreement() {
        CallAgreement agreement = CallAgreement.of(
                List.of(call("a"), call("b"), call("c")),
                List.of(made("c", "{}"), made("a", "{}"), made("b", "{}"), made("d", "{}")));
        assertThat(agreement).isEqualTo(new CallAgreement(3, 4, 3, 2));
        assertThat(agreement.precision()).isEqualTo(0.75);
        assertThat(agreement.recall()).isEqualTo(1);
        assertThat(agreement.f1()).isEqualTo(6.0 / 7);
        assertThat(new CallAgreement(0, 0, 0, 0).f1()).isEqualTo(1);
    }
}
