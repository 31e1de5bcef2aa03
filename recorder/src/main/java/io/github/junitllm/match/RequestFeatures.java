package io.github.junitllm.match;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.RecordedRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request holds, counted: its words and values by the members they stand in. Tells in linear time how far two
 * requests are apart, so that the closest of many can be compared in full.
 */
final class RequestFeatures {

    private static final int MOST = 5_000;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]++");

    private final Map<String, Integer> counts = new HashMap<>();
    private int size;

    RequestFeatures(RecordedRequest request) {
        add("method " + request.method());
        add("upstream " + request.upstream());
        words("path", request.path());
        request.headers().forEach((name, value) -> add(name + " " + value));
        Optional<JsonNode> json = request.body().exactText().flatMap(Json::tryRead);
        if (json.isPresent()) {
            walk("", json.get());
        } else {
            words("body", request.body().text());
        }
    }

    int distance(RequestFeatures other) {
        int common = 0;
        for (Map.Entry<String, Integer> feature : counts.entrySet()) {
            common += Math.min(feature.getValue(), other.counts.getOrDefault(feature.getKey(), 0));
        }
        return size + other.size - 2 * common;
    }

    private void walk(String member, JsonNode node) {
        if (size >= MOST) {
            return;
        }
        if (node.isContainerNode()) {
            node.properties().forEach(entry -> walk(entry.getKey(), entry.getValue()));
            if (node.isArray()) {
                node.forEach(element -> walk(member, element));
            }
        } else if (node.isTextual()) {
            words(member, node.asText());
        } else {
            add(member + " " + node);
        }
    }

    private void words(String member, String text) {
        Matcher word = WORD.matcher(text);
        while (size < MOST && word.find()) {
            add(member + " " + word.group());
        }
    }

    private void add(String feature) {
        counts.merge(feature, 1, Integer::sum);
        size++;
    }
}
