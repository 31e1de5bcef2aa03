package io.github.junitllm.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.exchange.Timing;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import io.github.junitllm.stream.ServerSentEvent;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what a reader finds, in whatever order the wire tells it. */
final class CallBuilder {

    /** More is no count of tokens but an attack on our sums. */
    private static final long MOST_TOKENS = 1_000_000_000_000L;

    final StringBuilder text = new StringBuilder();
    final StringBuilder reasoning = new StringBuilder();
    final StringBuilder refusal = new StringBuilder();
    final List<Message> messages = new ArrayList<>();
    final List<String> toolsOffered = new ArrayList<>();
    final List<OpenToolCall> toolCalls = new ArrayList<>();

    @Nullable
    String requestModel;

    @Nullable
    String responseModel;

    @Nullable
    String finishReason;

    /** {@code gen_ai.operation.name}. */
    String operation = "chat";

    String error = "";
    Usage usage = Usage.UNKNOWN;
    private OptionalDouble firstToken = OptionalDouble.empty();

    private final Exchange exchange;

    CallBuilder(Exchange exchange) {
        this.exchange = exchange;
    }

    /** A tool call whose parts are still coming. */
    static final class OpenToolCall {
        final int index;
        String id;
        String name;
        final StringBuilder arguments = new StringBuilder();

        OpenToolCall(int index, String id, String name) {
            this.index = index;
            this.id = id;
            this.name = name;
        }
    }

    /** Returns the open tool call with this index, the last one where several have it. */
    Optional<OpenToolCall> openToolCall(int index) {
        return toolCalls.stream().filter(open -> open.index == index).reduce((first, last) -> last);
    }

    /** Reads an event of a stream: the data of a server-sent event, or a line that is JSON. */
    static JsonNode json(StreamEvent event) {
        return ServerSentEvent.parse(event.raw())
                .map(ServerSentEvent::data)
                .or(() -> event.raw().exactText())
                .flatMap(Json::tryRead)
                .orElse(Json.MAPPER.missingNode());
    }

    /** Returns the path without its query. */
    static String path(RecordedRequest request) {
        int query = request.path().indexOf('?');
        return query < 0 ? request.path() : request.path().substring(0, query);
    }

    /** Returns what stands in the path between the last occurrence of a word and the next end, decoded. */
    static Optional<String> modelInPath(RecordedRequest request, String before, String end) {
        String path = path(request);
        int start = path.lastIndexOf(before);
        int stop = start < 0 ? -1 : path.indexOf(end, start + before.length());
        if (stop < 0) {
            return Optional.empty();
        }
        String model = path.substring(start + before.length(), stop);
        try {
            // A plus sign means itself in a path.
            return Optional.of(URLDecoder.decode(model.replace("+", "%2B"), UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.of(model);
        }
    }

    /** Joins the texts of a content that is a text, a part, or a list of parts. */
    static String texts(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder joined = new StringBuilder(content.path("text").asText(""));
        if (content.isArray()) {
            content.forEach(part -> joined.append(part.path("text").asText("")));
        }
        return joined.toString();
    }

    /** Adds a tool call that came in one piece, its arguments as text or as an object. */
    void toolCall(String id, String name, JsonNode arguments) {
        OpenToolCall whole = new OpenToolCall(toolCalls.size(), id, name);
        whole.arguments.append(arguments(arguments));
        toolCalls.add(whole);
    }

    /** Reads the tool calls that an assistant message of a request repeats, in the shape that OpenAI gave them. */
    static List<ToolCall> repeatedToolCalls(JsonNode message) {
        List<ToolCall> repeated = new ArrayList<>();
        for (JsonNode tool : message.path("tool_calls")) {
            JsonNode function = tool.path("function");
            repeated.add(new ToolCall(
                    tool.path("id").asText(""),
                    function.path("name").asText(""),
                    arguments(function.path("arguments"))));
        }
        return repeated;
    }

    /** Reads the functions that a request offers, in the shape that OpenAI gave them. */
    void offeredFunctions(JsonNode body) {
        for (JsonNode tool : body.path("tools")) {
            nonEmpty(tool.path("function").path("name")).ifPresent(toolsOffered::add);
        }
    }

    void finish(JsonNode reason) {
        nonEmpty(reason).ifPresent(word -> finishReason = word);
    }

    /** Replaces what is known by what this part of the wire tells; providers count cumulatively. */
    void usage(OptionalLong input, OptionalLong output, OptionalLong cached, OptionalLong reasoning) {
        usage = new Usage(
                later(input, usage.input()),
                later(output, usage.output()),
                later(cached, usage.cached()),
                usage.cacheWritten(),
                later(reasoning, usage.reasoning()));
    }

    static OptionalLong later(OptionalLong now, OptionalLong before) {
        return now.isPresent() ? now : before;
    }

    /** Adds counts that a provider gives apart; unknown where all are. */
    static OptionalLong sum(OptionalLong... counts) {
        return Arrays.stream(counts).anyMatch(OptionalLong::isPresent)
                ? OptionalLong.of(Arrays.stream(counts)
                        .mapToLong(count -> count.orElse(0))
                        .sum())
                : OptionalLong.empty();
    }

    void message(String role, String text) {
        if (!text.isEmpty()) {
            messages.add(new Message(role, text, List.of(), ""));
        }
    }

    static JsonNode json(Body body) {
        return body.exactText().flatMap(Json::tryRead).orElse(Json.MAPPER.missingNode());
    }

    static Optional<String> nonEmpty(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? Optional.of(node.asText()) : Optional.empty();
    }

    static OptionalLong count(JsonNode node) {
        return node.isIntegralNumber()
                        && node.canConvertToLong()
                        && node.longValue() >= 0
                        && node.longValue() <= MOST_TOKENS
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }

    /** Arguments as the model wrote them; some providers send an object where others send text. */
    static String arguments(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? "" : node.isTextual() ? node.asText() : Json.write(node);
    }

    /** Some providers send an error object or text, others only a message beside the status. */
    void errorFrom(JsonNode body) {
        JsonNode error = body.isArray() ? body.path(0).path("error") : body.path("error");
        boolean failed = exchange.response().status() >= 300;
        nonEmpty(error.path("message"))
                .or(() -> nonEmpty(error))
                .or(() -> failed ? nonEmpty(body.path("message")) : Optional.empty())
                .ifPresent(message -> this.error = message);
    }

    /** Remembers the time of the first event that brought content. */
    void sawContent(StreamEvent event) {
        boolean content = !text.isEmpty() || !reasoning.isEmpty() || !refusal.isEmpty() || !toolCalls.isEmpty();
        if (content && firstToken.isEmpty() && event.atMillis() > 0) {
            firstToken = OptionalDouble.of(event.atMillis());
        }
    }

    LlmCall build() {
        return new LlmCall(
                exchange.request().upstream(),
                operation,
                Optional.ofNullable(requestModel),
                Optional.ofNullable(responseModel),
                exchange.response().status(),
                messages,
                toolsOffered,
                toolDefinitions(),
                toolCalls.stream()
                        .map(call -> new ToolCall(call.id, call.name, call.arguments.toString()))
                        .toList(),
                text.toString(),
                reasoning.toString(),
                refusal.toString(),
                Optional.ofNullable(finishReason),
                error,
                usage,
                timing());
    }

    private String toolDefinitions() {
        if (toolsOffered.isEmpty()) {
            return "";
        }
        JsonNode body = json(exchange.request().body());
        return Stream.of("/tools", "/functions", "/toolConfig/tools")
                .map(body::at)
                .filter(JsonNode::isContainerNode)
                .map(Json::write)
                .findFirst()
                .orElse("");
    }

    private Timing timing() {
        RecordedResponse response = exchange.response();
        OptionalDouble total = known(response.totalMillis());
        List<Double> chunks = response.events().stream()
                .map(StreamEvent::atMillis)
                .filter(millis -> millis > 0)
                .toList();
        OptionalDouble firstByte = chunks.isEmpty() ? total : known(chunks.get(0));
        return new Timing(firstByte, firstToken, chunks, total);
    }

    private static OptionalDouble known(double millis) {
        return millis > 0 ? OptionalDouble.of(millis) : OptionalDouble.empty();
    }
}
