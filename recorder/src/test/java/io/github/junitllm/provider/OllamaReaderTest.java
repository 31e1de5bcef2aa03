package io.github.junitllm.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.ToolCall;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OllamaReaderTest {

    @TempDir
    Path folder;

    @Test
    void chat_is_read_whole_and_as_lines() throws Exception {
        LlmCall whole = RealCalls.read(folder, "wire-p0276");
        assertThat(whole.text()).startsWith("A joke about OpenTelemetry!");
        assertThat(whole.requestModel()).contains("llama3");
        assertThat(whole.responseModel()).contains("llama3");
        assertThat(whole.usage().total()).hasValue(83);
        LlmCall lines = RealCalls.read(folder, "wire-p0277");
        assertThat(lines.text()).startsWith("Why did the OpenTelemetry agent go to therapy?");
        assertThat(lines.finishReason()).contains("stop");
        assertThat(lines.usage().output()).hasValue(50);
    }

    @Test
    void generate_is_a_completion() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0280");
        assertThat(call.operation()).isEqualTo("text_completion");
        assertThat(call.messages())
                .containsExactly(new Message("user", "Tell me a joke about OpenTelemetry", List.of(), ""));
        assertThat(call.text()).startsWith("Okay, here");
        assertThat(call.usage().total()).hasValue(67);
    }

    @Test
    void tool_calls_have_an_object_of_arguments() {
        LlmCall call = RealCalls.whole(
                "/api/chat",
                "{\"tools\":[{\"function\":{\"name\":\"f\"}}]}",
                "{\"message\":{\"thinking\":\"hm\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"x\":1}}}]}}");
        assertThat(call.toolsOffered()).containsExactly("f");
        assertThat(call.toolCalls()).containsExactly(new ToolCall("", "f", "{\"x\":1}"));
        assertThat(call.reasoning()).isEqualTo("hm");
    }

    @Test
    void an_error_is_told() throws Exception {
        assertThat(RealCalls.read(folder, "wire-p0278").error())
                .isEqualTo("model 'nonexistent-model:latest' not found");
    }
}
