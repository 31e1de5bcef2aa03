package io.github.junitllm.usage;

import static io.github.junitllm.assertions.LlmAssertions.assertThatCalls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.Timing;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class UsageAssertTest {

    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private static LlmCall call(String model, Usage usage, Timing timing) {
        return call(model, usage, timing, "stop", "yes", List.of());
    }

    private static LlmCall call(
            String model, Usage usage, Timing timing, String finish, String text, List<Message> messages) {
        return new LlmCall(
                "openai",
                "chat",
                Optional.of(model),
                Optional.of(model + "-2024-08-06"),
                200,
                messages,
                List.of("lookup"),
                "[{\"name\":\"lookup\"}]",
                List.of(),
                text,
                "",
                "",
                Optional.of(finish),
                "",
                usage,
                timing);
    }

    private static Usage usage(long input, long output) {
        return new Usage(OptionalLong.of(input), OptionalLong.of(output), UNKNOWN, UNKNOWN, UNKNOWN);
    }

    private static Timing timing(double firstToken, double total, Double... chunks) {
        return new Timing(
                OptionalDouble.of(firstToken),
                OptionalDouble.of(firstToken),
                List.of(chunks),
                OptionalDouble.of(total));
    }

    private static UsageAssert usageOf(LlmCall... calls) {
        return assertThatCalls(List.of(calls)).usage();
    }

    private static LlmCall used(long input, long output) {
        return call("gpt-4o", usage(input, output), Timing.UNKNOWN);
    }

    private static LlmCall took(Timing timing) {
        return call("gpt-4o", usage(1, 1), timing);
    }

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isExactlyInstanceOf(AssertionError.class).hasMessage(message);
    }

    private static void unknown(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }

    @Test
    void kinds_of_tokens_are_told_apart() {
        Usage cached =
                new Usage(OptionalLong.of(100), OptionalLong.of(30), OptionalLong.of(80), UNKNOWN, OptionalLong.of(25));
        LlmCall call = call("gpt-4o", cached, Timing.UNKNOWN);
        usageOf(call)
                .tokensAtMost(130)
                .inputTokensAtMost(100)
                .uncachedInputTokensAtMost(20)
                .outputTokensAtMost(30)
                .reasoningTokensAtMost(25);
        fails(
                () -> usageOf(call).uncachedInputTokensAtMost(19),
                "required at most 19 uncached input tokens, observed 20 in 1 call (20)");
        fails(
                () -> usageOf(call, call).reasoningTokensAtMost(49),
                "required at most 49 reasoning tokens, observed 50 in 2 calls (25 + 25)");
        unknown(
                () -> usageOf(used(1, 2)).reasoningTokensAtMost(5),
                "call 1 of 1 (openai, gpt-4o) has no reasoning usage on the wire, so that its reasoning tokens are unknown; a limit of 5 cannot be checked");
    }

    @Test
    void cost_is_that_of_the_price_table_and_a_model_without_a_price_is_an_error() {
        usageOf(used(1_000, 100)).costsAtMost(0.0035);
        fails(
                () -> usageOf(used(1_000, 100), used(1_000, 100)).costsAtMost(0.0035),
                "required a cost of at most 0.0035 USD, observed 0.007 USD in 2 calls (0.0035 USD + 0.0035 USD) at the prices of 2026-07-24");
        LlmCall unpriced = call("nobodys-model", usage(1, 1), Timing.UNKNOWN);
        assertThatThrownBy(() -> usageOf(unpriced).costsAtMost(1))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no price is known for nobodys-model of openai in the built-in table of");
        unknown(
                () -> usageOf(call("gpt-4o", Usage.UNKNOWN, Timing.UNKNOWN)).costsAtMost(1),
                "call 1 of 1 (openai, gpt-4o) has no usage on the wire, so that its cost is unknown");
    }

    @Test
    void input_may_grow_in_bounds() {
        usageOf(used(100, 1), used(150, 1), used(120, 1), used(170, 1)).inputGrowsAtMost(50);
        fails(
                () -> usageOf(used(100, 1), used(150, 1), used(201, 1)).inputGrowsAtMost(50),
                "required that the input grows by at most 50 tokens from call to call, observed 51 more in call 3: 100, 150, 201");
    }

    @Test
    void a_context_may_be_filled_in_part() {
        usageOf(used(700, 1)).contextFilledAtMost(0.7, 1_000);
        fails(
                () -> usageOf(used(700, 1), used(105_000, 1)).contextFilledAtMost(0.7, 128_000),
                "required that at most 0.70 of the context of 128,000 tokens is filled, observed 0.82 in call 2 (105,000 input tokens)");
    }

    @Test
    void the_prompt_is_taken_apart() {
        List<Message> messages = List.of(
                new Message("system", "You are helpful.", List.of(), ""),
                new Message("user", "Hello there", List.of(), ""),
                new Message("assistant", "", List.of(new ToolCall("1", "lookup", "{}")), ""),
                new Message("tool", "nothing found here", List.of(), "1"),
                new Message("user", "Passage: the sky is blue. What colour?", List.of(), ""));
        LlmCall call = call("gpt-4o", usage(1, 1), Timing.UNKNOWN, "stop", "x", messages);

        PromptParts parts = PromptParts.of(call, List.of("the sky is blue."));

        assertThat(parts)
                .hasToString(
                        "30 tokens: system 4 (13 %), tool definitions 7 (23 %), history 4 (13 %), tool results 3 (10 %), retrieval 5 (17 %), question 7 (23 %)");
        assertThat(parts.share(PromptPart.RETRIEVAL)).isEqualTo(5.0 / 30);
        usageOf(call).promptPartAtMost(PromptPart.SYSTEM, 4);
        fails(
                () -> usageOf(call).promptPartAtMost(PromptPart.RETRIEVAL, 4, List.of("the sky is blue.")),
                "required at most 4 tokens of retrieval in a prompt, observed 5 in call 1 (" + parts + ")");
    }

    @Test
    void calls_and_models_are_counted_and_named() {
        usageOf(used(1, 1)).callsAtMost(1).servedBy("gpt-4o").servedBy("gpt-4o-2024-08-06");
        fails(() -> usageOf(used(1, 1), used(1, 1)).callsAtMost(1), "required at most 1 call, observed 2");
        fails(
                () -> usageOf(used(1, 1), call("gpt-4o-mini", usage(1, 1), Timing.UNKNOWN))
                        .servedBy("gpt-4o"),
                "required that gpt-4o serves, observed gpt-4o-mini-2024-08-06 in call 2 of 2");
    }

    @Test
    void times_are_those_of_the_wire() {
        usageOf(took(timing(200, 900, 200.0, 250.0, 900.0)))
                .eachCallWithin(Duration.ofMillis(900))
                .firstTokenWithin(Duration.ofMillis(200))
                .gapsWithin(Duration.ofMillis(650))
                .allCallsWithin(Duration.ofSeconds(1));
        fails(
                () -> usageOf(took(timing(1, 2)), took(timing(200, 3_450.4))).eachCallWithin(Duration.ofSeconds(2)),
                "required each call within 2,000 ms, observed 3,450 ms in call 2 of 2");
        fails(
                () -> usageOf(took(timing(2_100, 3_000))).firstTokenWithin(Duration.ofSeconds(2)),
                "required the first token within 2,000 ms, observed 2,100 ms in call 1 of 1");
        fails(
                () -> usageOf(took(timing(1, 600)), took(timing(1, 600))).allCallsWithin(Duration.ofSeconds(1)),
                "required all calls within 1,000 ms, observed 1,200 ms in 2 calls");
        fails(
                () -> usageOf(took(timing(200, 900, 100.0, 200.0, 250.0, 900.0)))
                        .gapsWithin(Duration.ofMillis(649)),
                "required gaps of at most 649 ms in the stream, observed 650 ms before event 4 of call 1");
        unknown(
                () -> usageOf(used(1, 1)).firstTokenWithin(Duration.ofSeconds(1)),
                "call 1 of 1 (openai, gpt-4o): the first token has no time on the wire: an answer that was imported, or no stream");
    }

    @Test
    void an_answer_that_is_not_whole_says_what_its_tokens_went_into() {
        Usage thinking = new Usage(OptionalLong.of(9), OptionalLong.of(300), UNKNOWN, UNKNOWN, OptionalLong.of(300));
        usageOf(used(1, 1)).answersAreWhole();
        fails(
                () -> usageOf(call("o3", thinking, Timing.UNKNOWN, "length", "", List.of()))
                        .answersAreWhole(),
                "required whole answers, observed in call 1 of 1: no visible answer: the cap of 300 tokens was spent on reasoning; raise the cap or lower the effort");
        fails(
                () -> usageOf(call("gpt-4o", usage(9, 20), Timing.UNKNOWN, "length", "Once", List.of()))
                        .answersAreWhole(),
                "required whole answers, observed in call 1 of 1: the answer was cut at the cap of 20 tokens; raise the cap or ask for less");
        fails(
                () -> usageOf(call("gpt-4o", usage(9, 0), Timing.UNKNOWN, "stop", " ", List.of()))
                        .answersAreWhole(),
                "required whole answers, observed in call 1 of 1: the answer is empty: neither text nor a tool call (finish reason stop)");
    }

    @Test
    void limits_that_make_no_sense_are_refused() {
        UsageAssert usage = usageOf(used(1, 1));
        wrong(() -> usage.tokensAtMost(-1), "limit = -1 tokens, allowed are 0 and more; write for example 2_000");
        wrong(() -> usage.inputGrowsAtMost(-1), "tokens = -1, allowed are 0 and more; write for example 500");
        wrong(
                () -> usage.contextFilledAtMost(1.1, 10),
                "share = 1.1 of 10 tokens, allowed are shares above 0 to 1 of a positive size; write for example 0.7, 128_000");
        wrong(() -> usage.costsAtMost(0), "usd = 0.0, allowed are amounts above 0; write for example 0.01");
        wrong(() -> usage.callsAtMost(0), "limit = 0 calls, allowed are 1 and more; write for example 3");
        wrong(
                () -> usage.gapsWithin(Duration.ZERO),
                "limit = PT0S, allowed are times above 0; write for example Duration.ofSeconds(2)");
    }

    @Test
    void no_call_at_all_is_a_failure() {
        fails(
                () -> assertThatCalls(List.of()).usage(),
                "required an LLM call, observed none; does the application use llm.baseUrl(...)?");
    }

    @Test
    void a_message_is_the_same_on_every_machine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            fails(
                    () -> usageOf(took(timing(1, 2_100))).eachCallWithin(Duration.ofSeconds(2)),
                    "required each call within 2,000 ms, observed 2,100 ms in call 1 of 1");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void wrong(ThrowingCallable assertion, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> assertion.call()).withMessage(message);
    }
}
