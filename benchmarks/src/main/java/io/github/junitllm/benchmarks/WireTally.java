package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.LlmCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** Counts, per API and field, on how many rows the wire has it and on how many of those the reader says the same. */
final class WireTally {

    /** The APIs we have a reader for, and the scan that judges it. */
    private static final Map<String, Function<JsonNode, WireScan>> SCANS = Map.ofEntries(
            Map.entry("chat.completions", WireScan::chatCompletions),
            Map.entry("messages", WireScan::messages),
            Map.entry("responses", ResponsesScan::of),
            Map.entry("generateContent", GeminiScan::of),
            Map.entry("streamGenerateContent", GeminiScan::of),
            Map.entry("chat", VendorScan::of),
            Map.entry("generate", VendorScan::of),
            Map.entry("completions", VendorScan::of),
            Map.entry("converse", BedrockScan::of),
            Map.entry("invoke", BedrockScan::of),
            Map.entry("invoke-stream", BedrockScan::of),
            Map.entry("embeddings", WireScan::chatCompletions));

    private static final List<String> FIELDS =
            List.of("text_or_tool_calls", "text", "tool_calls", "finish_reason", "usage", "model");

    private final Map<String, Map<String, int[]>> counts = new TreeMap<>();

    /** Counts a row and returns the fields that the reader missed or got wrong. */
    String count(String api, JsonNode row, Optional<LlmCall> call) {
        Function<JsonNode, WireScan> scanner = SCANS.get(api);
        if (scanner == null) {
            return "";
        }
        WireScan scan = scanner.apply(row);
        return FIELDS.stream()
                .filter(field -> has(scan, field))
                .filter(field -> !add(
                        api,
                        field,
                        call.filter(read -> agrees(scan, read, field)).isPresent()))
                .collect(Collectors.joining(", "));
    }

    void print(Figures out) {
        counts.forEach((api, fields) -> FIELDS.forEach(field -> {
            int[] count = fields.getOrDefault(field, new int[2]);
            out.count(api, "found_" + field, count[0], count[1]);
        }));
    }

    private boolean add(String api, String field, boolean found) {
        int[] count = counts.computeIfAbsent(api, key -> new TreeMap<>()).computeIfAbsent(field, key -> new int[2]);
        count[0] += found ? 1 : 0;
        count[1]++;
        return found;
    }

    private static boolean has(WireScan scan, String field) {
        return switch (field) {
            case "text_or_tool_calls" -> scan.hasText() || scan.hasToolCalls();
            case "text" -> scan.hasText();
            case "tool_calls" -> scan.hasToolCalls();
            case "finish_reason" -> !scan.finishReason.isEmpty();
            case "usage" -> scan.hasUsage();
            case "model" -> !scan.models.isEmpty();
            default -> throw new IllegalArgumentException(field);
        };
    }

    private static boolean agrees(WireScan scan, LlmCall call, String field) {
        return switch (field) {
            case "text_or_tool_calls" -> sameText(scan, call) && sameToolCalls(scan, call);
            case "text" -> sameText(scan, call);
            case "tool_calls" -> sameToolCalls(scan, call);
            case "finish_reason" -> call.finishReason().equals(Optional.of(scan.finishReason));
            case "usage" ->
                call.usage().input().equals(scan.input) && call.usage().output().equals(scan.output);
            case "model" ->
                call.responseModel()
                        .or(() -> scan.modelOnlyAsked ? call.requestModel() : Optional.empty())
                        .filter(scan.models::contains)
                        .isPresent();
            default -> throw new IllegalArgumentException(field);
        };
    }

    private static boolean sameText(WireScan scan, LlmCall call) {
        return call.text().contentEquals(scan.text);
    }

    /** Anthropic calls without input may send no input at all, which the reader shows as an empty object. */
    private static boolean sameToolCalls(WireScan scan, LlmCall call) {
        List<String> read = call.toolCalls().stream()
                .map(tool -> tool.name() + " " + tool.arguments())
                .map(tool -> tool.replaceFirst(" \\{}$", Matcher.quoteReplacement(" ")))
                .toList();
        List<String> wire = scan.toolCalls().stream()
                .map(tool -> tool.replaceFirst(" \\{}$", Matcher.quoteReplacement(" ")))
                .toList();
        return read.equals(wire);
    }
}
