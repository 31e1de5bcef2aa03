package io.github.junitllm.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bedrock converse, and invoke for the families of models. */
class BedrockReaderTest {

    @TempDir
    Path folder;

    @Test
    void converse_is_read_with_results_of_tools_and_citations() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0091");
        assertThat(call.requestModel()).contains("us.anthropic.claude-haiku-4-5-20251001-v1:0");
        assertThat(call.responseModel()).isEmpty();
        assertThat(call.toolsOffered()).containsExactly("knowledge_base");
        assertThat(call.messages())
                .extracting(Message::role, Message::toolCallId)
                .containsExactly(
                        tuple("user", ""), tuple("assistant", ""), tuple("tool", "tooluse_vh15Ixf1TlxdLXNEw2Epi1"));
        assertThat(call.messages().get(2).text()).contains("Yukihiro Matsumoto");
        assertThat(call.text()).isEqualTo("Ruby was created by Yukihiro Matsumoto in 1993.");
        assertThat(call.finishReason()).contains("end_turn");
    }

    @Test
    void a_tool_call_without_arguments_has_an_empty_object() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0096");
        assertThat(call.toolCalls())
                .containsExactly(new ToolCall("tooluse_f6KJQ9ngpLA64UURkS719N", "file_fetch", "{}"));
        assertThat(call.usage().total()).hasValue(944);
    }

    @Test
    void cached_tokens_are_part_of_the_input() {
        LlmCall call = RealCalls.whole(
                "/model/m/converse",
                "{}",
                "{\"stopReason\":\"guardrail_intervened\",\"usage\":{\"inputTokens\":10,\"outputTokens\":4,"
                        + "\"cacheReadInputTokens\":7000,\"cacheWriteInputTokens\":351}}");
        assertThat(call.usage())
                .isEqualTo(new Usage(
                        OptionalLong.of(7361),
                        OptionalLong.of(4),
                        OptionalLong.of(7000),
                        OptionalLong.of(351),
                        OptionalLong.empty()));
        assertThat(call.isRefused()).isTrue();
    }

    @Test
    void reasoning_and_errors_of_converse_are_told() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0089");
        assertThat(call.reasoning()).isEqualTo("[REDACTED].");
        assertThat(call.text()).isEqualTo("345");
        LlmCall failed = RealCalls.read(folder, "wire-p0088");
        assertThat(failed.error()).isEqualTo("The provided model identifier is invalid.");
        assertThat(failed.requestModel()).contains("does-not-exist");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "wire-p0099, mistral.mistral-7b-instruct-v0:2, text_completion, ' to find out whether', length",
        "wire-p0100, cohere.command-light-text-v14, text_completion, ' Let it be a test', MAX_TOKENS",
        "wire-p0103, anthropic.claude-3-5-haiku-20241022-v1:0, chat, 'I''ll provide', max_tokens",
        "wire-p0104, meta.llama2-13b-chat-v1, text_completion, '  Oh my gosh', length",
        "wire-p0106, amazon.nova-lite-v1:0, chat, 'Hello! I''m an AI', end_turn",
    })
    void invoke_is_read_by_the_shape_of_its_bodies(
            String id, String model, String operation, String text, String reason) throws Exception {
        LlmCall call = RealCalls.read(folder, id);
        assertThat(call.requestModel()).contains(model);
        assertThat(call.operation()).isEqualTo(operation);
        assertThat(call.text()).startsWith(text);
        assertThat(call.finishReason()).contains(reason);
        assertThat(call.messages()).isNotEmpty();
    }

    @Test
    void tool_calls_and_usage_of_invoke_are_read() throws Exception {
        assertThat(RealCalls.read(folder, "wire-p0107").toolCalls())
                .containsExactly(new ToolCall(
                        "f138f98b-8fa4-46e8-8d0f-6a3da738bb1d", "get_weather", "{\"location\":\"Seattle\"}"));
        LlmCall claude = RealCalls.read(folder, "wire-p0103");
        assertThat(claude.responseModel()).contains("claude-3-5-haiku-20241022");
        assertThat(claude.usage().input()).hasValue(18_135);
        assertThat(RealCalls.read(folder, "wire-p0104").usage().total()).hasValue(286);
    }

    @Test
    void titan_and_models_that_speak_openai_are_read() {
        LlmCall titan = RealCalls.whole(
                "/model/amazon.titan-text-lite-v1/invoke",
                "{\"inputText\":\"q\",\"textGenerationConfig\":{}}",
                "{\"inputTextTokenCount\":5,\"results\":[{\"tokenCount\":7,\"outputText\":\"a\",\"completionReason\":\"CONTENT_FILTERED\"}]}");
        assertThat(titan.text()).isEqualTo("a");
        assertThat(titan.operation()).isEqualTo("text_completion");
        assertThat(titan.usage().total()).hasValue(12);
        assertThat(titan.isRefused()).isTrue();
        LlmCall jamba = RealCalls.whole(
                "/model/ai21.jamba-1-5-mini-v1%3A0/invoke",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]}",
                "{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1}}");
        assertThat(jamba.requestModel()).contains("ai21.jamba-1-5-mini-v1:0");
        assertThat(jamba.text()).isEqualTo("a");
        assertThat(jamba.usage().input()).hasValue(1);
    }

    @Test
    void an_embedding_is_no_empty_answer() {
        LlmCall call = RealCalls.whole(
                "/model/amazon.titan-embed-text-v1/invoke",
                "{\"inputText\":\"q\"}",
                "{\"embedding\":[0.5],\"inputTextTokenCount\":1}");
        assertThat(call.operation()).isEqualTo("embeddings");
        assertThat(call.usage().input()).hasValue(1);
        assertThat(call.isEmpty()).isFalse();
    }

    /** The data set holds no binary stream; these are framed as the AWS event stream encoding says. */
    @Test
    void a_converse_stream_is_put_together() {
        LlmCall call = streamed(
                "/model/m/converse-stream",
                "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"text\":\"so\"}}",
                "contentBlockStart {\"contentBlockIndex\":1,\"start\":{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"f\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"{\\\"x\\\":\"}}}",
                "contentBlockDelta {\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"1}\"}}}",
                "messageStop {\"stopReason\":\"tool_use\"}",
                "metadata {\"usage\":{\"inputTokens\":3,\"outputTokens\":4}}");
        assertThat(call.text()).isEqualTo("so");
        assertThat(call.toolCalls()).containsExactly(new ToolCall("t", "f", "{\"x\":1}"));
        assertThat(call.finishReason()).contains("tool_use");
        assertThat(call.usage().total()).hasValue(7);
        assertThat(call.requestModel()).contains("m");
    }

    @Test
    void an_invoke_stream_holds_the_events_of_the_family() {
        String path = "/model/m/invoke-with-response-stream";
        LlmCall claude = streamed(
                path,
                chunk("{\"type\":\"message_start\",\"message\":{\"model\":\"claude\",\"usage\":{\"input_tokens\":3}}}"),
                chunk(
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"hi\"}}"),
                chunk(
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}"));
        assertThat(claude.text()).isEqualTo("hi");
        assertThat(claude.responseModel()).contains("claude");
        assertThat(claude.usage().total()).hasValue(5);
        assertThat(streamed(path, chunk("{\"contentBlockDelta\":{\"delta\":{\"text\":\"nova\"}}}"))
                        .text())
                .isEqualTo("nova");
        assertThat(streamed(
                                path,
                                chunk("{\"generation\":\"lla\"}"),
                                chunk("{\"generation\":\"ma\",\"stop_reason\":\"stop\"}"))
                        .text())
                .isEqualTo("llama");
        assertThat(streamed(path, "throttlingException {\"message\":\"too fast\"}")
                        .error())
                .isEqualTo("too fast");
    }

    private static String chunk(String event) {
        return "chunk {\"bytes\":\"" + Base64.getEncoder().encodeToString(event.getBytes(UTF_8)) + "\"}";
    }

    /** Reads a stream of messages, each written as its type, a space and its payload. */
    private static LlmCall streamed(String path, String... messages) {
        ByteBuffer bytes = ByteBuffer.allocate(10_000);
        for (String message : messages) {
            byte[] type = message.substring(0, message.indexOf(' ')).getBytes(UTF_8);
            byte[] payload = message.substring(message.indexOf(' ') + 1).getBytes(UTF_8);
            byte[] name = ":event-type".getBytes(UTF_8);
            int headers = 1 + name.length + 3 + type.length;
            bytes.putInt(16 + headers + payload.length).putInt(headers).putInt(0);
            bytes.put((byte) name.length).put(name).put((byte) 7).putShort((short) type.length);
            bytes.put(type).put(payload).putInt(0);
        }
        Body body = Body.of(Arrays.copyOf(bytes.array(), bytes.position()));
        return CallReaders.read(RealCalls.exchange(
                        path, "{}", RecordedResponse.whole(200, "application/vnd.amazon.eventstream", body)))
                .orElseThrow();
    }
}
