package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;

/** Plain scan of Gemini's generateContent: every part by its pointer, whatever the frame around it. */
final class GeminiScan {

    private static final List<String> NUMBERED = List.of("", "STOP", "MAX_TOKENS", "SAFETY", "RECITATION", "OTHER");

    private GeminiScan() {}

    static WireScan of(JsonNode row) {
        WireScan scan = new WireScan();
        for (JsonNode document : WireScan.documents(row)) {
            if (document.isArray()) {
                document.forEach(chunk -> chunk(chunk, scan));
            } else {
                chunk(document, scan);
            }
        }
        return scan;
    }

    private static void chunk(JsonNode chunk, WireScan scan) {
        scan.addModel(chunk.path("modelVersion"));
        JsonNode candidate = chunk.at(chunk.at("/candidates/0/index").asInt(0) == 0 ? "/candidates/0" : "/none");
        for (JsonNode part : candidate.at("/content/parts")) {
            if (part.has("functionCall")) {
                scan.addToolCall(part.at("/functionCall/name"), part.at("/functionCall/args"));
            }
            scan.text.append(
                    part.path("thought").asBoolean() ? "" : part.path("text").asText(""));
        }
        JsonNode reason = candidate.path("finishReason");
        scan.finish(reason);
        scan.finish(chunk.at("/promptFeedback/blockReason"));
        if (reason.isInt() && reason.asInt() < NUMBERED.size()) {
            scan.finishReason = NUMBERED.get(reason.asInt());
        }
        JsonNode usage = chunk.path("usageMetadata");
        scan.input = added(usage, "promptTokenCount", "toolUsePromptTokenCount", scan.input);
        scan.output = added(usage, "candidatesTokenCount", "thoughtsTokenCount", scan.output);
    }

    private static OptionalLong added(JsonNode usage, String one, String other, OptionalLong before) {
        return usage.has(one) || usage.has(other)
                ? OptionalLong.of(usage.path(one).asLong() + usage.path(other).asLong())
                : before;
    }
}
