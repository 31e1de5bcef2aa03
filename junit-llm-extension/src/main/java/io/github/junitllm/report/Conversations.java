package io.github.junitllm.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.Timing;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.provider.CallReaders;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was said, read from the cassettes that the lines of samples name; the last cassette is kept, since cases come in order. */
final class Conversations {

    private static final int MOST_MESSAGES = 60;

    private final List<Path> roots;
    private String name = "";
    private Map<String, Exchange> exchanges = Map.of();

    /** Cassettes are looked up from the working directory, then from the folders above the result lines. */
    Conversations(List<Path> results) {
        roots = new ArrayList<>();
        roots.add(Path.of("").toAbsolutePath());
        results.forEach(file -> {
            for (Path folder = file.toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
                roots.add(folder);
            }
        });
    }

    /** Adds to a call what was said, when its exchange is there. */
    void describe(ObjectNode call, String cassette) {
        find(cassette, call.path("key").asText("") + call.path("take").asText(""))
                .flatMap(CallReaders::read)
                .ifPresent(read -> {
                    call.set("conversation", conversation(read));
                    String timing = timing(read.timing());
                    if (!timing.isEmpty()) {
                        call.put("timing", timing);
                    }
                });
    }

    private Optional<Exchange> find(String cassette, String take) {
        if (!cassette.equals(name)) {
            name = cassette;
            exchanges = read(cassette);
        }
        return Optional.ofNullable(exchanges.get(take));
    }

    private Map<String, Exchange> read(String cassette) {
        if (!cassette.endsWith(".jsonl")) {
            return Map.of();
        }
        Map<String, Exchange> found = new HashMap<>();
        try {
            for (Path root : roots) {
                Path file = root.resolve(cassette);
                if (Files.isRegularFile(file)) {
                    try (Cassette open = Cassette.open(file, "", "")) {
                        open.exchanges()
                                .forEach(take -> found.put(take.key() + take.sample() + "." + take.occurrence(), take));
                    }
                    return found;
                }
            }
        } catch (CassetteException | InvalidPathException unreadable) {
            // The page then says that the exchange is not at hand.
        }
        return found;
    }

    private static JsonNode conversation(LlmCall call) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        List<Message> messages = call.messages();
        int leftOut = Math.max(0, messages.size() - MOST_MESSAGES);
        node.put("left_out", leftOut);
        ArrayNode shown = node.putArray("messages");
        messages.stream().skip(leftOut).forEach(message -> {
            ObjectNode one = shown.addObject().put("role", message.role()).put("text", message.text());
            tools(one.putArray("tools"), message.toolCalls());
        });
        ArrayNode offered = node.putArray("offered");
        call.toolsOffered().forEach(offered::add);
        node.put("answer", call.text())
                .put("reasoning", call.reasoning())
                .put("refusal", call.refusal())
                .put("error", call.error());
        tools(node.putArray("tools"), call.toolCalls());
        return node;
    }

    private static void tools(ArrayNode array, List<ToolCall> calls) {
        calls.forEach(call -> array.addObject().put("name", call.name()).put("arguments", call.arguments()));
    }

    private static String timing(Timing timing) {
        List<String> words = new ArrayList<>();
        timing.firstToken()
                .ifPresent(millis -> words.add(String.format(Locale.ROOT, "first token after %.0f ms", millis)));
        timing.total().ifPresent(millis -> words.add(String.format(Locale.ROOT, "whole answer after %.0f ms", millis)));
        if (timing.chunks().size() > 1) {
            words.add(timing.chunks().size() + " events");
        }
        return String.join(", ", words);
    }
}
