package io.github.junitllm.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cohere chat in both versions, and generate. */
class CohereReaderTest {

    @TempDir
    Path folder;

    @Test
    void tool_calls_and_the_plan_before_them_are_read() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0129");
        assertThat(call.requestModel()).contains("command-a-03-2025");
        assertThat(call.responseModel()).isEmpty();
        assertThat(call.toolsOffered()).containsExactly("dice_roll");
        assertThat(call.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(
                        tuple("dice_roll_x9cnzmemn5h2", "dice_roll", "{}"),
                        tuple("dice_roll_8trmzqnee472", "dice_roll", "{}"),
                        tuple("dice_roll_wwc18814ar3c", "dice_roll", "{}"));
        assertThat(call.reasoning()).isEqualTo("I will roll the dice three times.");
        assertThat(call.finishReason()).contains("TOOL_CALL");
        assertThat(call.usage())
                .isEqualTo(new Usage(
                        OptionalLong.of(1490),
                        OptionalLong.of(94),
                        OptionalLong.of(112),
                        OptionalLong.empty(),
                        OptionalLong.empty()));
    }

    @Test
    void a_stream_of_version_2_is_put_together() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0131");
        assertThat(call.text()).isEqualTo("Sure! Here's the count from 1 to 3:\n\n1, 2, 3.");
        assertThat(call.finishReason()).contains("COMPLETE");
        assertThat(call.usage().total()).hasValue(528);
    }

    @Test
    void streamed_tool_calls_are_put_together_from_their_parts() {
        LlmCall call = RealCalls.streamed(
                "/v2/chat",
                "{}",
                "{\"type\":\"tool-plan-delta\",\"delta\":{\"message\":{\"tool_plan\":\"I will.\"}}}",
                "{\"type\":\"tool-call-start\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}}}}",
                "{\"type\":\"tool-call-delta\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":{\"function\":{\"arguments\":\"{\\\"x\\\":\"}}}}}",
                "{\"type\":\"tool-call-delta\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":{\"function\":{\"arguments\":\"1}\"}}}}}",
                "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"ERROR_TOXIC\"}}");
        assertThat(call.toolCalls()).containsExactly(new ToolCall("a", "f", "{\"x\":1}"));
        assertThat(call.reasoning()).isEqualTo("I will.");
        assertThat(call.isRefused()).isTrue();
    }

    @Test
    void a_stream_of_version_1_is_read_once_although_it_repeats_its_text() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0119");
        assertThat(call.text()).startsWith("Arrrr, matey! Shiver me timbers").containsOnlyOnce("timbers");
        assertThat(call.messages()).extracting(Message::text).containsExactly("Tell me a joke, pirate style");
        assertThat(call.usage().input()).hasValue(69);
        assertThat(call.usage().output()).hasValue(116);
        assertThat(call.finishReason()).contains("COMPLETE");
    }

    @Test
    void version_1_knows_history_and_results_of_tools() {
        LlmCall call = RealCalls.whole(
                "/v1/chat",
                "{\"preamble\":\"p\",\"chat_history\":[{\"role\":\"CHATBOT\",\"message\":\"m\",\"tool_calls\":[{\"name\":\"f\",\"parameters\":{\"x\":1}}]}],"
                        + "\"tool_results\":[{\"outputs\":[{\"y\":2}]}],\"message\":\"q\",\"tools\":[{\"name\":\"f\"}]}",
                "{\"text\":\"\",\"tool_calls\":[{\"name\":\"f\",\"parameters\":{\"x\":2}}],\"finish_reason\":\"MAX_TOKENS\"}");
        assertThat(call.messages())
                .extracting(Message::role, Message::text)
                .containsExactly(
                        tuple("system", "p"),
                        tuple("assistant", "m"),
                        tuple("tool", "[{\"y\":2}]"),
                        tuple("user", "q"));
        assertThat(call.toolCalls()).containsExactly(new ToolCall("", "f", "{\"x\":2}"));
        assertThat(call.isTruncated()).isTrue();
    }

    @Test
    void generate_tells_only_what_was_billed() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0137");
        assertThat(call.operation()).isEqualTo("text_completion");
        assertThat(call.text()).startsWith(" Arrrr, matey!");
        assertThat(call.usage().total()).hasValue(136);
    }

    @Test
    void an_error_is_told() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0128");
        assertThat(call.status()).isEqualTo(401);
        assertThat(call.error()).isNotEmpty();
    }
}
