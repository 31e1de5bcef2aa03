package io.github.junitllm.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.importer.WireImporter;
import io.github.junitllm.provider.CallReaders;
import io.github.junitllm.stream.EventSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Real answers of each API with another end, read back by the API's own reader. */
class FaultyAnswersTest {

    private static final List<Path> ROWS = List.of(
            Path.of("src/test/resources/wire/providers.jsonl"), Path.of("src/test/resources/wire/interactions.jsonl"));

    @TempDir
    Path folder;

    private Exchange real(String id) throws IOException {
        String row = Stream.of(Files.readAllLines(ROWS.get(0), UTF_8), Files.readAllLines(ROWS.get(1), UTF_8))
                .flatMap(List::stream)
                .filter(line -> line.contains("\"" + id + "\""))
                .findFirst()
                .orElseThrow();
        Path file = Files.writeString(folder.resolve("row.jsonl"), row);
        return new WireImporter(folder.resolve("cassettes"), "test")
                .importFile(file)
                .imported()
                .get(0)
                .exchange();
    }

    private static Exchange whole(String path, String body) {
        return exchange(path, RecordedResponse.whole(200, "application/json", Body.of(body)));
    }

    private static Exchange streamed(String path, String... data) {
        StringBuilder body = new StringBuilder();
        for (String one : data) {
            body.append("data: ").append(one).append("\n\n");
        }
        List<StreamEvent> events = EventSplitter.ofServerSentEvents().splitAll(Body.of(body.toString())).stream()
                .map(raw -> new StreamEvent(0, raw))
                .toList();
        return exchange(path, RecordedResponse.streamed(200, "text/event-stream", new TreeMap<>(), events, 0));
    }

    private static Exchange exchange(String path, RecordedResponse response) {
        return new Exchange(
                "key",
                1,
                1,
                new RecordedRequest("POST", "somewhere", path, "application/json", Body.of("{}")),
                response,
                Provenance.recorded(Instant.EPOCH));
    }

    private static LlmCall read(Exchange exchange) {
        return CallReaders.read(exchange).orElseThrow();
    }

    private static LlmCall read(Exchange exchange, RecordedResponse response) {
        return read(new Exchange("key", 1, 1, exchange.request(), response, exchange.provenance()));
    }

    private static String firstHalf(String text) {
        return text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2));
    }

    private static final String REAL_ANSWERS = """
                    wire-p0256 | Mistral, stream               | length            | content_filter   | stop
                    wire-p0440 | Writer                        | length            | content_filter   | stop
                    wire-p0343 | completions                   | length            | content_filter   |
                    wire-p0342 | completions, stream           | length            | content_filter   |
                    wire-p0372 | responses                     | max_output_tokens | content_filter   | completed
                    wire-p0366 | responses, stream             | max_output_tokens | content_filter   | completed
                    wire-p0448 | responses, xAI, stream        | max_output_tokens | content_filter   | completed
                    wire-p0019 | Anthropic                     | max_tokens        | refusal          | refusal
                    wire-p0222 | Vertex                        | MAX_TOKENS        | SAFETY           | SAFETY
                    wire-p0226 | Gemini                        | MAX_TOKENS        | SAFETY           | SAFETY
                    wire-p0212 | Gemini, stream                | MAX_TOKENS        | SAFETY           | SAFETY
                    wire-p0207 | Gemini, array                 | MAX_TOKENS        | SAFETY           | SAFETY
                    wire-p0276 | Ollama                        | length            |                  |
                    wire-p0277 | Ollama, stream                | length            |                  |
                    wire-p0280 | Ollama generate, stream       | length            |                  |
                    wire-p0135 | Cohere                        | MAX_TOKENS        |                  |
                    wire-p0131 | Cohere, stream                | MAX_TOKENS        |                  |
                    wire-p0089 | Bedrock converse              | max_tokens        | content_filtered |
                    wire-p0103 | Bedrock invoke, Claude        | max_tokens        | refusal          | refusal
                    """;

    private static final String REAL_TOOL_CALLS = """
                    wire-p0329 | OpenAI chat                   | length            | content_filter   | stop
                    wire-p0338 | OpenAI chat, stream           | length            | content_filter   | stop
                    wire-p0061 | Azure                         | length            | content_filter   | stop
                    wire-p0429 | responses, OpenRouter, stream | max_output_tokens | content_filter   | completed
                    wire-p0035 | Anthropic, stream             | max_tokens        | refusal          | refusal
                    """;

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = REAL_ANSWERS)
    void a_truncated_answer_has_half_the_text_and_the_providers_own_finish_reason(
            String id, String api, String truncated, String filtered, String refused) throws IOException {
        Exchange exchange = real(id);
        LlmCall before = read(exchange);

        LlmCall after = read(exchange, FaultyAnswers.of(FaultKind.TRUNCATED, exchange));

        assertThat(before.text()).as(api).isNotEmpty();
        assertThat(after.finishReason()).contains(truncated);
        assertThat(after.isTruncated()).isTrue();
        assertThat(after.text()).isEqualTo(firstHalf(before.text()));
        assertThat(after.toolCalls()).isEmpty();
        assertThat(after.reasoning()).isEqualTo(before.reasoning());
        assertThat(after.responseModel()).isEqualTo(before.responseModel());
        assertThat(after.usage()).isEqualTo(before.usage());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = REAL_ANSWERS + REAL_TOOL_CALLS)
    void a_filtered_or_refused_answer_has_no_text_and_says_so_in_the_providers_words(
            String id, String api, String truncated, String filtered, String refused) throws IOException {
        Exchange exchange = real(id);
        ends(FaultKind.CONTENT_FILTER, exchange, filtered);
        ends(FaultKind.REFUSAL, exchange, refused);
    }

    private static void ends(FaultKind kind, Exchange exchange, String reason) {
        if (reason == null) {
            assertThatThrownBy(() -> FaultyAnswers.of(kind, exchange))
                    .isInstanceOf(InapplicableFaultException.class)
                    .hasMessage("this API has no such end as " + kind);
            return;
        }
        LlmCall after = read(exchange, FaultyAnswers.of(kind, exchange));
        assertThat(after.finishReason()).contains(reason);
        assertThat(after.isRefused()).isTrue();
        assertThat(after.text()).isEmpty();
        assertThat(after.toolCalls()).isEmpty();
        assertThat(after.usage()).isEqualTo(read(exchange).usage());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
                    wire-p0319 | OpenAI chat
                    wire-p0371 | responses
                    wire-p0393 | responses, stream
                    wire-p0129 | Cohere
                    """)
    void arguments_that_are_text_are_no_json_any_more(String id, String api) throws IOException {
        Exchange exchange = real(id);
        List<ToolCall> before = read(exchange).toolCalls();

        List<ToolCall> after = read(exchange, FaultyAnswers.of(FaultKind.BROKEN_TOOL_ARGUMENTS, exchange))
                .toolCalls();

        assertThat(before).as(api).isNotEmpty();
        assertThat(after)
                .extracting(ToolCall::name)
                .isEqualTo(before.stream().map(ToolCall::name).toList());
        assertThat(after)
                .extracting(ToolCall::arguments)
                .isEqualTo(
                        before.stream().map(call -> firstHalf(call.arguments())).toList());
        assertThat(after)
                .allSatisfy(call -> assertThat(Json.tryRead(call.arguments())).isEmpty());
    }

    @Test
    void arguments_that_are_an_object_get_values_that_do_not_fit() {
        String broken = "{\"city\":{\"junit_llm\":\"broken\"},\"days\":{\"junit_llm\":\"broken\"}}";
        String input = "{\"city\":\"Rome\",\"days\":3}";
        List<Exchange> answers = List.of(
                whole(
                        "/v1/messages",
                        "{\"type\":\"message\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":%s}],\"stop_reason\":\"tool_use\"}"
                                .formatted(input)),
                whole(
                        "/v1beta/models/g:generateContent",
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":%s}}]},\"finishReason\":\"STOP\"}]}"
                                .formatted(input)),
                whole(
                        "/api/chat",
                        "{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":%s}}]},\"done\":true}"
                                .formatted(input)),
                whole(
                        "/model/m/converse",
                        "{\"output\":{\"message\":{\"content\":[{\"toolUse\":{\"name\":\"f\",\"input\":%s}}]}},\"stopReason\":\"tool_use\"}"
                                .formatted(input)));
        for (Exchange exchange : answers) {
            assertThat(read(exchange, FaultyAnswers.of(FaultKind.BROKEN_TOOL_ARGUMENTS, exchange))
                            .toolCalls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.arguments()).isEqualTo(broken));
        }
    }

    private static final String[] CLAUDE = {
        "{\"type\":\"message_start\",\"message\":{\"model\":\"c\",\"content\":[],\"usage\":{\"input_tokens\":5}}}",
        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"I look \"}}",
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"it up.\"}}",
        "{\"type\":\"content_block_stop\",\"index\":0}",
        "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}}",
        "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"city\\\":\"}}",
        "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"Rome\\\"}\"}}",
        "{\"type\":\"content_block_stop\",\"index\":1}",
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":9}}",
        "{\"type\":\"message_stop\"}"
    };

    @Test
    void of_a_stream_with_text_and_tool_call_the_truncated_one_never_begins_the_tool_call() {
        Exchange exchange = streamed("/v1/messages", CLAUDE);

        RecordedResponse response = FaultyAnswers.of(FaultKind.TRUNCATED, exchange);

        assertThat(data(response))
                .containsExactly(
                        CLAUDE[0],
                        CLAUDE[1],
                        CLAUDE[2].replace("I look ", "I look"),
                        CLAUDE[4],
                        CLAUDE[9].replace("\"tool_use\"", "\"max_tokens\""),
                        CLAUDE[10]);
        assertThat(response.events().get(0))
                .isEqualTo(exchange.response().events().get(0));
    }

    @Test
    void a_filtered_stream_begins_no_block() {
        Exchange exchange = streamed("/v1/messages", CLAUDE);

        assertThat(data(FaultyAnswers.of(FaultKind.CONTENT_FILTER, exchange)))
                .containsExactly(CLAUDE[0], CLAUDE[9].replace("\"tool_use\"", "\"refusal\""), CLAUDE[10]);
    }

    @Test
    void broken_arguments_of_a_stream_stop_at_their_half() {
        Exchange exchange = streamed("/v1/messages", CLAUDE);

        RecordedResponse response = FaultyAnswers.of(FaultKind.BROKEN_TOOL_ARGUMENTS, exchange);

        assertThat(read(exchange, response).toolCalls())
                .extracting(ToolCall::arguments)
                .containsExactly("{\"city\"");
        assertThat(read(exchange, response).text()).isEqualTo("I look it up.");
        assertThat(read(exchange, response).finishReason()).contains("tool_use");
    }

    private static List<String> data(RecordedResponse response) {
        return response.events().stream()
                .map(event -> event.raw().text().replaceFirst("(?s)^data: (.*)\n\n$", "$1"))
                .toList();
    }

    @Test
    void a_text_is_cut_at_the_border_of_a_character() {
        Exchange exchange = whole(
                "/v1/chat/completions",
                "{\"choices\":[{\"message\":{\"content\":\"a\ud83d\ude00b\ud83d\ude00c\"},\"finish_reason\":\"stop\"}]}");

        assertThat(read(exchange, FaultyAnswers.of(FaultKind.TRUNCATED, exchange))
                        .text())
                .isEqualTo("a\ud83d\ude00");
    }

    @Test
    void a_responses_stream_stays_in_step_with_itself() throws IOException {
        RecordedResponse response = FaultyAnswers.of(FaultKind.TRUNCATED, real("wire-p0366"));

        List<JsonNode> events = new ArrayList<>();
        StringBuilder deltas = new StringBuilder();
        for (StreamEvent event : response.events()) {
            JsonNode json = Json.read(event.raw().text().replaceFirst("(?s).*?data: ", ""));
            assertThat(event.raw().text())
                    .startsWith("event: " + json.path("type").asText() + "\n");
            assertThat(json.path("sequence_number").asInt()).isEqualTo(events.size());
            deltas.append(json.path("delta").asText(""));
            events.add(json);
        }
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.path("type").asText()).isEqualTo("response.incomplete");
        assertThat(last.at("/response/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
        assertThat(events.stream()
                        .filter(event -> event.path("type").asText().equals("response.output_text.done"))
                        .map(event -> event.path("text").asText()))
                .containsExactly(deltas.toString());
        assertThat(last.at("/response/output").toString())
                .contains(Json.write(Json.MAPPER.getNodeFactory().textNode(deltas.toString())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    TRUNCATED | /v1/chat/completions | {"choices":[{"message":{"content":null,"tool_calls":[{}]},"finish_reason":"tool_calls"}]} | TRUNCATED has nothing to cut: the answer has no text of two characters or more
                    TRUNCATED | /v1/chat/completions | {"choices":[{"message":{"content":"hello"}}]} | TRUNCATED cannot be put into an answer that does not say why it ended
                    TRUNCATED | /v1/chat/completions | no JSON | TRUNCATED cannot be put into an answer that does not say why it ended
                    BROKEN_TOOL_ARGUMENTS | /v1/chat/completions | {"choices":[{"message":{"content":"hello"},"finish_reason":"stop"}]} | BROKEN_TOOL_ARGUMENTS has nothing to break: the answer has no tool call with arguments
                    REFUSAL | /v1/embeddings | {"data":[]} | REFUSAL is not known for this API; it is for chat completions, completions and responses of OpenAI, Anthropic, Gemini, Ollama, Cohere 2 and Bedrock
                    """)
    void what_has_no_meaning_for_an_answer_is_refused(FaultKind kind, String path, String body, String message) {
        assertThatThrownBy(() -> FaultyAnswers.of(kind, whole(path, body)))
                .isInstanceOf(InapplicableFaultException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @EnumSource(names = {"TRUNCATED", "CONTENT_FILTER", "REFUSAL", "BROKEN_TOOL_ARGUMENTS"})
    void a_binary_stream_is_refused(FaultKind kind) {
        Exchange exchange = exchange(
                "/model/m/converse-stream",
                RecordedResponse.whole(200, "application/vnd.amazon.eventstream", Body.of("x")));

        assertThatThrownBy(() -> FaultyAnswers.of(kind, exchange))
                .isInstanceOf(InapplicableFaultException.class)
                .hasMessage(kind + " cannot be put into a binary AWS event stream; use a call that is not streamed");
    }

    /** Whatever a provider sends, a fault is put in or refused with a sentence. */
    @Test
    void no_real_answer_breaks_us() throws IOException {
        for (Path rows : ROWS) {
            List<Exchange> all = new WireImporter(folder.resolve(rows.getFileName()), "test")
                    .importFile(rows).imported().stream()
                            .map(imported -> imported.exchange())
                            .toList();
            for (Exchange exchange : all) {
                for (FaultKind kind : FaultKind.values()) {
                    if (!kind.replacesAnswer()) {
                        try {
                            assertThat(FaultyAnswers.of(kind, exchange)).isNotNull();
                        } catch (InapplicableFaultException refused) {
                            assertThat(refused).hasMessageMatching("[A-Z_]+ .*|this API .*");
                        }
                    }
                }
            }
        }
    }
}
