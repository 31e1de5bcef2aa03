package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Plain scan of APIs that one provider has for itself: looks for every place where any of them puts a field, so that it
 * needs not know whose answer it is. A stream that repeats its answer at the end is read there.
 */
final class VendorScan {

    private static final List<String> TEXTS = List.of(
            "/text",
            "/value",
            "/response",
            "/message/content",
            "/message/content/text",
            "/delta/message/content/text",
            "/choices/0/text",
            "/generations/0/text");

    private static final List<String> FINISH_REASONS = List.of(
            "/finish_reason",
            "/delta/finish_reason",
            "/done_reason",
            "/choices/0/finish_reason",
            "/generations/0/finish_reason");

    /** The later of two that are there stands: what was billed gives way to what was counted. */
    private static final List<String> INPUTS = List.of(
            "/usage/prompt_tokens",
            "/prompt_eval_count",
            "/meta/billed_units/input_tokens",
            "/meta/tokens/input_tokens",
            "/usage/billed_units/input_tokens",
            "/usage/tokens/input_tokens",
            "/delta/usage/billed_units/input_tokens",
            "/delta/usage/tokens/input_tokens");

    private VendorScan() {}

    static WireScan of(JsonNode row) {
        WireScan scan = new WireScan();
        for (JsonNode document : WireScan.documents(row)) {
            if (document.path("response").isObject()) {
                scan.restart();
                document(document.path("response"), scan);
            }
            document(document, scan);
        }
        JsonNode asked = row.at("/request/body/model");
        if (scan.models.isEmpty() && asked.isTextual()) {
            scan.modelOnlyAsked = true;
            scan.addModel(asked);
        }
        return scan;
    }

    private static void document(JsonNode document, WireScan scan) {
        JsonNode choice = document.path("choices").path(0);
        if (choice.has("message") || choice.has("delta")) {
            scan.chatCompletion(document);
            return;
        }
        scan.addModel(document.path("model"));
        boolean other = choice.path("index").asInt(0) != 0;
        TEXTS.stream()
                .filter(place -> !(other && place.startsWith("/choices")))
                .map(document::at)
                .filter(JsonNode::isTextual)
                .forEach(text -> scan.text.append(text.asText()));
        document.at("/message/content")
                .forEach(part -> scan.text.append(part.path("text").asText("")));
        FINISH_REASONS.stream().map(document::at).forEach(scan::finish);
        for (String place : INPUTS) {
            scan.input = WireScan.latest(document.at(place), scan.input);
            String output = place.replace("input_", "output_").replace("prompt_tokens", "completion_tokens");
            scan.output = WireScan.latest(document.at(output.replace("prompt_eval", "eval")), scan.output);
        }
        for (String place : List.of("/tool_calls", "/message/tool_calls")) {
            for (JsonNode call : document.at(place)) {
                JsonNode function = call.has("function") ? call.path("function") : call;
                scan.addToolCall(
                        function.path("name"),
                        function.has("parameters") ? function.path("parameters") : function.path("arguments"));
            }
        }
        streamedToolCall(document, scan);
    }

    private static void streamedToolCall(JsonNode document, WireScan scan) {
        JsonNode function = document.at("/delta/message/tool_calls/function");
        if (function.has("name")) {
            scan.addToolCall(function.path("name"), function.path("arguments"));
        } else if (function.has("arguments")) {
            scan.addArguments(function.path("arguments").asText());
        }
    }
}
