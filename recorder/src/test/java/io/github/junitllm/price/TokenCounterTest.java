package io.github.junitllm.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.importer.ImportReport.Imported;
import io.github.junitllm.importer.WireImporter;
import io.github.junitllm.price.TokenCount.Certainty;
import io.github.junitllm.provider.CallReaders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCounterTest {

    @TempDir
    Path folder;

    /** The real answers hold what the provider counted: where we say exact, it must be that. */
    @Test
    void what_is_called_exact_is_what_the_provider_counted() {
        List<String> differ = new ArrayList<>();
        int exact = 0;
        for (String rows :
                List.of("src/test/resources/wire/interactions.jsonl", "src/test/resources/wire/providers.jsonl")) {
            for (Imported imported : new WireImporter(folder.resolve(rows.replace('/', '_')), "test")
                    .importFile(Path.of(rows))
                    .imported()) {
                LlmCall call = CallReaders.read(imported.exchange()).orElse(null);
                if (call == null || call.usage().input().isEmpty()) {
                    continue;
                }
                TokenCount count = TokenCounter.input(imported.exchange().request(), call);
                if (count.certainty() == Certainty.EXACT) {
                    exact++;
                    if (count.tokens() != call.usage().input().getAsLong()) {
                        differ.add("%s: %d, counted by the provider %d"
                                .formatted(
                                        call.requestModel(),
                                        count.tokens(),
                                        call.usage().input().getAsLong()));
                    }
                }
            }
        }
        assertThat(differ).isEmpty();
        assertThat(exact).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt-4.1-mini | hello world | EXACT | 9",
                "o3-2025-04-16 | hello world | ABOUT | 9",
                "gpt-4 | hello world | EXACT | 9",
                "gpt-4.1 | 안녕하세요 여러분 | EXACT | 10",
                "gpt-4 | 안녕하세요 여러분 | EXACT | 15",
                "gpt-4o | '<|endoftext|>' | EXACT | 14",
                "somebodys-model | hello world | ABOUT | 9",
            })
    void a_chat_of_text_counts_its_content_and_four_a_message_and_three(
            String model, String text, Certainty certainty, long tokens) {
        assertThat(chat(
                        "openai",
                        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                                .formatted(model, text)))
                .isEqualTo(new TokenCount(tokens, certainty));
    }

    @Test
    void another_provider_tools_and_images_are_said() {
        String plain = "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        assertThat(chat("groq", plain)).hasToString("about 8 tokens (0 to 610)");
        assertThat(chat("openai", plain)).hasToString("8 tokens");
        assertThat(chat("openai", plain.replace("\"model\"", "\"tools\":[{\"name\":\"t\"}],\"model\""))
                        .toString())
                .isEqualTo("about 15 tokens (0 to 1530) with tools or formats in the provider's words");
        assertThat(chat(
                        "openai",
                        plain.replace(
                                "\"hi\"",
                                "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/a.png\"}}]")))
                .hasToString("at least 7 tokens");
    }

    private static TokenCount chat(String upstream, String body) {
        RecordedRequest request =
                new RecordedRequest("POST", upstream, "/v1/chat/completions", "application/json", Body.of(body));
        return TokenCounter.input(
                request,
                CallReaders.read(new Exchange(
                                "k",
                                1,
                                1,
                                request,
                                RecordedResponse.whole(200, "", Body.EMPTY),
                                Provenance.recorded(Instant.EPOCH)))
                        .orElseThrow());
    }
}
