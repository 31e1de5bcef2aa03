package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Plain scan of OpenAI responses: takes the whole items that a stream repeats at their end, where readers take deltas. */
final class ResponsesScan {

    private ResponsesScan() {}

    static WireScan of(JsonNode row) {
        WireScan scan = new WireScan();
        boolean items = false;
        StringBuilder deltas = new StringBuilder();
        List<String> offered = row.at("/request/body/tools").findValuesAsText("name");
        for (JsonNode document : WireScan.documents(row)) {
            if (document.path("type").asText("").equals("response.output_item.done")) {
                items = true;
                item(document.path("item"), offered, scan);
            }
            if (document.path("type").asText("").equals("response.output_text.delta")) {
                deltas.append(document.path("delta").asText());
            }
            JsonNode response = document.has("response") ? document.path("response") : document;
            if (!response.path("object").asText("").equals("response")) {
                continue;
            }
            response(response, scan);
            for (JsonNode item : response.path("output")) {
                if (!items) {
                    item(item, offered, scan);
                }
            }
        }
        // A stream that was cut repeats nothing.
        scan.text.append(scan.hasText() ? "" : deltas);
        return scan;
    }

    private static void response(JsonNode response, WireScan scan) {
        scan.addModel(response.path("model"));
        String status = response.path("status").asText("");
        if (!status.isEmpty() && !status.equals("in_progress") && !status.equals("queued")) {
            scan.finishReason = response.at("/incomplete_details/reason").asText("");
            scan.finishReason = scan.finishReason.replaceFirst("^(null)?$", status);
        }
        scan.input = WireScan.latest(response.at("/usage/input_tokens"), scan.input);
        scan.output = WireScan.latest(response.at("/usage/output_tokens"), scan.output);
    }

    private static void item(JsonNode item, List<String> offered, WireScan scan) {
        if (item.path("type").asText("").equals("function_call")) {
            scan.addToolCall(item.path("name"), item.path("arguments"));
        }
        if (item.path("type").asText("").equals("custom_tool_call")
                && offered.contains(item.path("name").asText())) {
            scan.addToolCall(item.path("name"), item.path("input"));
        }
        if (item.path("type").asText("").equals("message")) {
            for (JsonNode part : item.path("content")) {
                scan.text.append(part.path("text").asText(""));
            }
        }
    }
}
