package io.github.junitllm.server;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.match.RequestDifference;
import io.github.junitllm.match.RequestKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Says why there is no take for a request. */
final class Miss {

    private static final int MOST_LINES = 5;

    private Miss() {}

    static String describe(Lane lane, RequestKey key, int occurrence, RecordedRequest request) {
        Lane.Setup setup = lane.setup();
        return lane.isContext()
                ? inContext(setup.cassette().orElseThrow(), request)
                : inSample(setup, key, occurrence, request);
    }

    private static String inContext(Cassette cassette, RecordedRequest request) {
        return "no recording for %s %s %s, which the application calls outside any sample%s; record it with -Djunit.llm.mode=record into %s"
                .formatted(
                        request.method(),
                        request.upstream(),
                        request.path(),
                        closest(cassette.requests(), request),
                        cassette.file());
    }

    private static String inSample(Lane.Setup setup, RequestKey key, int occurrence, RecordedRequest request) {
        Optional<Cassette> cassette = setup.cassette();
        String what = "no recording for %s %s %s (sample %d, call %d of it)"
                .formatted(request.method(), request.upstream(), request.path(), setup.sample(), occurrence);
        if (cassette.isEmpty() || cassette.get().exchanges().isEmpty()) {
            return what + "; nothing is recorded for this case yet";
        }
        SortedSet<Integer> samples = cassette.get().samplesWith(key);
        if (!samples.isEmpty()) {
            return what
                    + "; the cassette holds %d take%s of this request, for sample%s %s; each is used once"
                            .formatted(
                                    cassette.get().takes(key),
                                    cassette.get().takes(key) == 1 ? "" : "s",
                                    samples.size() == 1 ? "" : "s",
                                    String.join(
                                            ", ",
                                            samples.stream()
                                                    .map(String::valueOf)
                                                    .toList()));
        }
        return what + closest(cassette.get().requests(), request);
    }

    private static String closest(List<RecordedRequest> recorded, RecordedRequest request) {
        return recorded.stream()
                .map(candidate -> RequestDifference.between(candidate, request))
                .min(Comparator.comparingInt(difference -> difference.lines().size()))
                .map(difference -> "; the closest recording differs in" + lines(difference.lines()))
                .orElse("");
    }

    private static String lines(List<String> lines) {
        String shown = String.join(
                "", lines.stream().limit(MOST_LINES).map("\n    "::concat).toList());
        int more = lines.size() - MOST_LINES;
        return more > 0 ? shown + "\n    and %d more place%s".formatted(more, more == 1 ? "" : "s") : shown;
    }
}
