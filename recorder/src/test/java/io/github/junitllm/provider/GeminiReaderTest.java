package io.github.junitllm.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeminiReaderTest {

    private static final String PATH = "/v1beta/models/gemini-2.5-flash:generateContent?x=1";

    @TempDir
    Path folder;

    @Test
    void an_answer_is_read_with_the_turns_before_it() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0185");
        String id = "pyd_ai_e3268c26ec6340bf82ce92c8342ddad2";
        assertThat(call.operation()).isEqualTo("generate_content");
        assertThat(call.requestModel()).contains("gemini-2.0-flash");
        assertThat(call.responseModel()).contains("gemini-2.0-flash");
        assertThat(call.messages())
                .containsExactly(
                        new Message("user", "run bar for me please", List.of(), ""),
                        new Message("assistant", "", List.of(new ToolCall(id, "bar", "{}")), ""),
                        new Message("tool", "{\"return_value\":\"hello\"}", List.of(), id));
        assertThat(call.toolsOffered()).containsExactly("bar", "final_result");
        assertThat(call.toolCalls()).containsExactly(new ToolCall("", "final_result", "{\"bar\":\"hello\"}"));
        assertThat(call.finishReason()).contains("STOP");
        assertThat(call.usage().total()).hasValue(32);
    }

    /** The wire's total counts thoughts, which it counts in neither prompt nor candidates. */
    @Test
    void thoughts_count_as_output_and_numbers_stand_for_words() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0222");
        assertThat(call.usage())
                .isEqualTo(new Usage(
                        OptionalLong.of(5),
                        OptionalLong.of(349),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(344)));
        assertThat(call.usage().total()).hasValue(354);
        assertThat(call.finishReason()).contains("STOP");
    }

    @Test
    void a_stream_is_read_as_events_and_as_an_array() throws Exception {
        LlmCall events = RealCalls.read(folder, "wire-p0199");
        assertThat(events.toolCalls())
                .containsExactly(
                        new ToolCall("dv8szvqe", "get_weather", "{\"location\":\"Boston\"}"),
                        new ToolCall("j80tal12", "get_weather", "{\"location\":\"New Delhi\"}"));
        assertThat(events.usage().total()).hasValue(197);
        LlmCall array = RealCalls.read(folder, "wire-p0207");
        assertThat(array.text()).isEqualTo("5 times 3 is 15.");
        assertThat(array.messages()).extracting(Message::role).containsExactly("user", "assistant", "tool");
        assertThat(array.usage().input()).hasValue(121);
    }

    @Test
    void thoughts_are_reasoning_and_a_cut_answer_is_truncated() {
        LlmCall call = RealCalls.whole(
                PATH,
                "{}",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"hm\",\"thought\":true},{\"text\":\"ye\"}]},"
                        + "\"finishReason\":\"MAX_TOKENS\"}]}");
        assertThat(call.reasoning()).isEqualTo("hm");
        assertThat(call.text()).isEqualTo("ye");
        assertThat(call.isTruncated()).isTrue();
        assertThat(call.usage()).isEqualTo(Usage.UNKNOWN);
        assertThat(call.responseModel()).isEmpty();
    }

    @Test
    void a_blocked_prompt_and_a_filtered_answer_are_refused() {
        LlmCall blocked = RealCalls.whole(PATH, "{}", "{\"promptFeedback\":{\"blockReason\":\"OTHER\"}}");
        assertThat(blocked.finishReason()).contains("OTHER");
        assertThat(blocked.isRefused()).isTrue();
        assertThat(RealCalls.whole(PATH, "{}", "{\"candidates\":[{\"finishReason\":\"SAFETY\"}]}")
                        .isRefused())
                .isTrue();
    }

    @Test
    void an_error_is_told() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0176");
        assertThat(call.status()).isEqualTo(404);
        assertThat(call.error()).contains("gemini-3.6-flahs is not found");
        assertThat(call.requestModel()).contains("gemini-3.6-flahs");
        assertThat(call.isEmpty()).isFalse();
    }
}
