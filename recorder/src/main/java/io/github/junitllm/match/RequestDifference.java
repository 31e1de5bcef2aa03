package io.github.junitllm.match;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * Where a request differs from a recorded one, for people.
 *
 * @param lines one line per place: JSON Pointer, what was recorded, what is sent now
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record RequestDifference(List<String> lines) {

    private static final int CONTEXT = 24;
    private static final int LONGEST = 60;

    /** Copies the list. */
    public RequestDifference {
        lines = List.copyOf(lines);
    }

    /** Compares a request with a recorded one. */
    public static RequestDifference between(RecordedRequest recorded, RecordedRequest now) {
        List<String> lines = new ArrayList<>();
        compareText("method", recorded.method(), now.method(), lines);
        compareText("upstream", recorded.upstream(), now.upstream(), lines);
        compareText("path", recorded.path(), now.path(), lines);
        Optional<JsonNode> before = json(recorded);
        Optional<JsonNode> after = json(now);
        if (before.isPresent() && after.isPresent()) {
            compare("", before.get(), after.get(), lines);
        } else {
            compareText("body", recorded.body().text(), now.body().text(), lines);
        }
        return new RequestDifference(lines);
    }

    /** Members that cannot change an answer are no reason for a miss, so they are not shown as one. */
    private static Optional<JsonNode> json(RecordedRequest request) {
        return request.body()
                .exactText()
                .flatMap(Json::tryRead)
                .map(body -> body instanceof ObjectNode object ? RequestKey.core(object) : body);
    }

    private static void compare(String pointer, JsonNode before, JsonNode after, List<String> lines) {
        if (before.isObject() && after.isObject()) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(
                    pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                    before.path(name),
                    after.path(name),
                    lines));
        } else if (before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(pointer + "/" + i, before.path(i), after.path(i), lines);
            }
        } else if (before.isMissingNode()) {
            lines.add(pointer + ": not recorded, now " + shorten(Json.write(after)));
        } else if (after.isMissingNode()) {
            lines.add(pointer + ": recorded " + shorten(Json.write(before)) + ", now absent");
        } else if (before.isTextual() && after.isTextual()) {
            compareText(pointer, before.asText(), after.asText(), lines);
        } else if (!CanonicalJson.of(before).equals(CanonicalJson.of(after))) {
            lines.add(pointer + ": recorded " + shorten(Json.write(before)) + ", now " + shorten(Json.write(after)));
        }
    }

    private static void compareText(String where, String before, String after, List<String> lines) {
        if (before.equals(after)) {
            return;
        }
        int start = 0;
        int shorter = Math.min(before.length(), after.length());
        while (start < shorter && before.charAt(start) == after.charAt(start)) {
            start++;
        }
        int tail = 0;
        while (tail < shorter - start
                && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
            tail++;
        }
        lines.add(where + ": recorded " + excerpt(before, start, before.length() - tail) + ", now "
                + excerpt(after, start, after.length() - tail));
    }

    /** The part that differs, with a little of what stands around it. */
    private static String excerpt(String text, int start, int end) {
        int from = Math.max(0, start - CONTEXT);
        int to = Math.min(text.length(), Math.min(end, start + LONGEST) + CONTEXT);
        return (from > 0 ? "…" : "")
                + Json.write(Json.MAPPER.getNodeFactory().textNode(text.substring(from, to)))
                + (to < text.length() ? "…" : "");
    }

    private static String shorten(String json) {
        return json.length() <= LONGEST ? json : json.substring(0, LONGEST) + "…";
    }
}
