package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;

/** Plain scan of OpenAI responses: takes the whole items that a stream repeats at their end, where readers take deltas. */
final class ResponsesScan {

    private ResponsesScan() {}

    static WireScan of(JsonNode row) {
        WireScan scan = new WireScan();
        boolean items = false;
        for (JsonNode document : WireScan.documents(row)) {
            if (document.path("type").asText("").equals("response.output_item.done")) {
                items = true;
                item(document.path("item"), scan);
            }
            JsonNode response = document.has("output") ? document : document.path("response");
            response(response, scan);
            for (JsonNode item : response.path("output")) {
                if (!items) {
                    item(item, scan);
                }
            }
        }
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

    private static void item(JsonNode item, WireScan scan) {
        if (item.path("type").asText("").equals("function_call")) {
            scan.addToolCall(item.path("name"), item.path("arguments"));
        }
        if (item.path("type").asText("").equals("message")) {
            for (JsonNode part : item.path("content")) {
                scan.text.append(part.path("text").asText(""));
            }
        }
    }
}
