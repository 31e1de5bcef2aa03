package io.github.junitllm.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenAiResponsesReaderTest {

    private static final String PATH = "/v1/responses";

    @TempDir
    Path folder;

    @Test
    void a_tool_call_is_read_with_what_the_request_offered() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0371");
        assertThat(call.operation()).isEqualTo("chat");
        assertThat(call.requestModel()).contains("gpt-4o");
        assertThat(call.responseModel()).contains("gpt-4o-2024-08-06");
        assertThat(call.messages())
                .containsExactly(
                        new Message(
                                "system",
                                "You help users get information about cities using the get_city_info tool.",
                                List.of(),
                                ""),
                        new Message("user", "Tell me about London", List.of(), ""));
        assertThat(call.toolsOffered()).containsExactly("get_city_info");
        assertThat(call.toolCalls())
                .containsExactly(
                        new ToolCall("call_Zw4StpBoaWXljZpGSo3eX1gd", "get_city_info", "{\"city_name\":\"London\"}"));
        assertThat(call.finishReason()).contains("completed");
        assertThat(call.usage())
                .isEqualTo(new Usage(
                        OptionalLong.of(72),
                        OptionalLong.of(17),
                        OptionalLong.of(0),
                        OptionalLong.empty(),
                        OptionalLong.of(0)));
    }

    @Test
    void a_repeated_tool_call_and_its_result_are_messages() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0392");
        String id = "call_nJmCK7SJe3ajdYYplIbH0KgL";
        assertThat(call.messages())
                .extracting(Message::role, Message::text, Message::toolCallId)
                .containsExactly(
                        tuple("user", "What is 1231 * 2331? Use the multiply tool.", ""),
                        tuple("assistant", "", ""),
                        tuple("tool", "2869461", id));
        assertThat(call.messages().get(1).toolCalls())
                .containsExactly(new ToolCall(id, "multiply", "{\"a\": 1231, \"b\": 2331}"));
        assertThat(call.text()).isEqualTo("1231 * 2331 = 2,869,461");
    }

    @Test
    void a_stream_is_put_together_once() throws Exception {
        LlmCall tools = RealCalls.read(folder, "wire-p0393");
        assertThat(tools.toolCalls())
                .containsExactly(new ToolCall("call_sVidsfFJ6zlzRpelrPkTPlpd", "multiply", "{\"a\":1231,\"b\":2331}"));
        LlmCall text = RealCalls.read(folder, "wire-p0429");
        assertThat(text.text()).isEqualTo("4");
        assertThat(text.reasoning())
                .isEqualTo("The user asks: \"What is 2+2?\" They expect a straightforward answer: 4. Just answer 4.");
        assertThat(text.usage().reasoning()).hasValue(22);
        assertThat(text.responseModel()).contains("openai/gpt-oss-20b");
    }

    /** Some servers send no deltas at all; the last event then tells everything. */
    @Test
    void what_the_deltas_did_not_tell_is_taken_from_the_end() {
        LlmCall call = RealCalls.streamed(
                PATH,
                "{}",
                "{\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"output\":["
                        + "{\"type\":\"reasoning\",\"summary\":[{\"text\":\"hm\"}]},"
                        + "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"yes\"}]},"
                        + "{\"type\":\"function_call\",\"name\":\"f\",\"arguments\":\"{}\",\"call_id\":\"c\"}]}}");
        assertThat(call.text()).isEqualTo("yes");
        assertThat(call.reasoning()).isEqualTo("hm");
        assertThat(call.toolCalls()).containsExactly(new ToolCall("c", "f", "{}"));
    }

    @Test
    void why_a_response_is_incomplete_is_its_finish_reason() {
        LlmCall cut = RealCalls.whole(
                PATH,
                "{}",
                "{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"},\"output\":[]}");
        assertThat(cut.finishReason()).contains("max_output_tokens");
        assertThat(cut.isTruncated()).isTrue();
        LlmCall refused = RealCalls.whole(
                PATH,
                "{}",
                "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"No.\"}]}]}");
        assertThat(refused.refusal()).isEqualTo("No.");
        assertThat(refused.isRefused()).isTrue();
        assertThat(RealCalls.streamed(
                                PATH, "{}", "{\"type\":\"response.created\",\"response\":{\"status\":\"in_progress\"}}")
                        .finishReason())
                .isEmpty();
    }

    @Test
    void errors_are_told_wherever_they_stand() throws Exception {
        assertThat(RealCalls.read(folder, "wire-p0365").error()).startsWith("The requested model");
        assertThat(RealCalls.streamed(PATH, "{}", "{\"type\":\"error\",\"message\":\"overloaded\"}")
                        .error())
                .isEqualTo("overloaded");
        LlmCall failed = RealCalls.streamed(
                PATH,
                "{}",
                "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"message\":\"broken\"}}}");
        assertThat(failed.error()).isEqualTo("broken");
        assertThat(failed.finishReason()).contains("failed");
    }

    @Test
    void a_response_fetched_by_its_id_is_read() throws Exception {
        assertThat(RealCalls.read(folder, "wire-p0400").responseModel()).isPresent();
    }
}
