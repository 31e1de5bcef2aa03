package io.github.junitllm.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI completions, and what Writer makes of them and of chat. */
class CompletionsReaderTest {

    @TempDir
    Path folder;

    @Test
    void a_completion_is_read() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0343");
        assertThat(call.operation()).isEqualTo("text_completion");
        assertThat(call.messages())
                .containsExactly(new Message("user", "Tell me a joke about opentelemetry", List.of(), ""));
        assertThat(call.text()).startsWith("?\" I have to explain");
        assertThat(call.requestModel()).contains("davinci-002");
        assertThat(call.responseModel()).contains("davinci:2023-07-21-v2");
        assertThat(call.isTruncated()).isTrue();
        assertThat(call.usage().total()).hasValue(24);
    }

    @Test
    void a_stream_is_put_together() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0342");
        assertThat(call.text()).startsWith(" that isn").endsWith(" bring the");
        assertThat(call.finishReason()).contains("length");
        assertThat(call.usage().total()).isEmpty();
    }

    @Test
    void writer_is_read_where_it_differs() throws Exception {
        assertThat(RealCalls.read(folder, "wire-p0441").text()).startsWith("A joke about OpenTelemetry!");
        LlmCall values = RealCalls.read(folder, "wire-p0442");
        assertThat(values.text()).startsWith("Sure, here's a light-hearted joke about OpenTelemetry:");
        assertThat(values.responseModel()).isEmpty();
        LlmCall chat = RealCalls.read(folder, "wire-p0440");
        assertThat(chat.operation()).isEqualTo("chat");
        assertThat(chat.responseModel()).contains("palmyra-x4");
        assertThat(chat.usage().total()).hasValue(340);
    }
}
