package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain scan of Bedrock: looks for every place where any family of models puts a field. */
final class BedrockScan {

    private static final Pattern MODEL = Pattern.compile("/model/([^?]+)/(?:converse|invoke)");

    private static final List<String> TEXTS = List.of(
            "/generation",
            "/completion",
            "/text",
            "/results/0/outputText",
            "/outputs/0/text",
            "/generations/0/text",
            "/completions/0/data/text");

    private static final List<String> FINISH_REASONS = List.of(
            "/stopReason",
            "/stop_reason",
            "/finish_reason",
            "/results/0/completionReason",
            "/outputs/0/stop_reason",
            "/generations/0/finish_reason",
            "/completions/0/finishReason/reason");

    private static final List<String> INPUTS =
            List.of("/usage/inputTokens", "/usage/input_tokens", "/prompt_token_count", "/inputTextTokenCount");

    private static final List<String> OUTPUTS =
            List.of("/usage/outputTokens", "/usage/output_tokens", "/generation_token_count", "/results/0/tokenCount");

    /** Counted beside the input; each stands in two spellings in some responses. */
    private static final List<String> CACHED = List.of(
            "cacheReadInputTokens", "cacheWriteInputTokens", "cache_read_input_tokens", "cache_creation_input_tokens");

    private BedrockScan() {}

    static WireScan of(JsonNode row) {
        WireScan scan = new WireScan();
        WireScan.documents(row).forEach(document -> document(document, scan));
        Matcher model = MODEL.matcher(row.at("/request/url").asText());
        if (scan.models.isEmpty() && model.find()) {
            scan.modelOnlyAsked = true;
            scan.models.add(URLDecoder.decode(model.group(1), StandardCharsets.UTF_8));
        }
        return scan;
    }

    private static void document(JsonNode document, WireScan scan) {
        if (document.has("choices")) {
            scan.chatCompletion(document);
            scan.finish(document.at("/choices/0/stop_reason"));
            return;
        }
        scan.addModel(document.path("model"));
        TEXTS.stream().map(document::at).filter(JsonNode::isTextual).forEach(text -> scan.text.append(text.asText()));
        document.at("/output/message/content").forEach(block -> block(block, scan));
        document.path("content").forEach(block -> block(block, scan));
        FINISH_REASONS.stream().map(document::at).forEach(scan::finish);
        INPUTS.forEach(place -> scan.input = WireScan.latest(document.at(place), scan.input));
        OUTPUTS.forEach(place -> scan.output = WireScan.latest(document.at(place), scan.output));
        if (scan.input.isPresent()) {
            long cached = CACHED.stream()
                    .mapToLong(name -> document.at("/usage/" + name).asLong(0))
                    .sum();
            scan.input = OptionalLong.of(scan.input.getAsLong() + cached);
        }
    }

    private static void block(JsonNode block, WireScan scan) {
        scan.text.append(block.path("text").asText(""));
        block.at("/citationsContent/content")
                .forEach(part -> scan.text.append(part.path("text").asText("")));
        JsonNode use = block.has("toolUse") ? block.path("toolUse") : block;
        boolean server = use.path("type").asText("").equals("server_tool_use");
        if (use.has("input") && use.has("name") && !server) {
            scan.addToolCall(use.path("name"), use.path("input"));
        }
    }
}
