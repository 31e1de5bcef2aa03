package io.github.junitllm.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.LlmCall;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsReaderTest {

    @TempDir
    Path folder;

    @Test
    void model_and_usage_are_read_and_no_text_is_missed() throws Exception {
        LlmCall call = RealCalls.read(folder, "wire-p0351");
        assertThat(call.operation()).isEqualTo("embeddings");
        assertThat(call.requestModel()).contains("text-embedding-3-small");
        assertThat(call.responseModel()).contains("text-embedding-3-small");
        assertThat(call.usage().input()).hasValue(4);
        assertThat(call.usage().output()).isEmpty();
        assertThat(call.text()).isEmpty();
        assertThat(call.isEmpty()).isFalse();
    }

    @Test
    void an_error_is_told() throws Exception {
        assertThat(RealCalls.read(folder, "wire-p0350").error()).startsWith("The model `nonexistent` does not exist");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/v2/embed | {\"model\":\"m\"} | {\"meta\":{\"billed_units\":{\"input_tokens\":3}}}",
                "/api/embed | {\"model\":\"m\"} | {\"prompt_eval_count\":3}",
                "/v1beta/models/m:embedContent | {} | {\"usageMetadata\":{\"promptTokenCount\":3}}",
                "/openai/deployments/m/embeddings?api-version=1 | {} | {\"usage\":{\"prompt_tokens\":3}}",
            })
    void other_providers_are_read(String path, String request, String response) {
        LlmCall call = RealCalls.whole(path, request, response);
        assertThat(call.operation()).isEqualTo("embeddings");
        assertThat(call.requestModel()).contains("m");
        assertThat(call.usage().input()).hasValue(3);
    }
}
