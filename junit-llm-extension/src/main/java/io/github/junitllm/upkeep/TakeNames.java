package io.github.junitllm.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.match.RequestKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes as result lines name them: by the plain key of their request, sample and occurrence. */
final class TakeNames {

    private record Name(String key, int sample, int occurrence) {}

    private final Set<Name> names = new HashSet<>();

    TakeNames(JsonNode takes) {
        takes.forEach(take -> names.add(new Name(
                take.path("key").asText(""),
                take.path("sample").asInt(),
                take.path("occurrence").asInt())));
    }

    List<Exchange> in(Cassette cassette) {
        return cassette.exchanges().stream()
                .filter(take -> names.contains(new Name(key(take), take.sample(), take.occurrence())))
                .toList();
    }

    /** Keeps the names that the other has too. */
    TakeNames retain(TakeNames other) {
        names.retainAll(other.names);
        return this;
    }

    int size() {
        return names.size();
    }

    private static String key(Exchange take) {
        return RequestKey.of(take.request()).exact();
    }
}
