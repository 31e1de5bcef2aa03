package io.github.junitllm.server;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.match.RequestDifference;
import io.github.junitllm.match.RequestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Says why there is no take for a request. */
final class Miss {

    private static final int MOST_LINES = 5;

    private Miss() {}

    static String describe(Lane lane, RequestKey key, int occurrence, RecordedRequest request) {
        Lane.Setup setup = lane.setup();
        return lane.isContext()
                ? inContext(setup.cassette().orElseThrow(), setup.sample(), request)
                : inSample(setup, key, occurrence, request);
    }

    private static String inContext(Cassette cassette, int sample, RecordedRequest request) {
        return "no recording for %s %s %s, which the application calls outside any sample%s; record it with -Djunit.llm.mode=record into %s"
                .formatted(
                        request.method(),
                        request.upstream(),
                        request.path(),
                        closest(cassette, sample, request),
                        cassette.file());
    }

    private static String inSample(Lane.Setup setup, RequestKey key, int occurrence, RecordedRequest request) {
        Optional<Cassette> cassette = setup.cassette();
        String what = "no recording for %s %s %s (sample %d, call %d of it%s)"
                .formatted(
                        request.method(),
                        request.upstream(),
                        request.path(),
                        setup.sample(),
                        occurrence,
                        turn(request));
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
        return what + closest(cassette.get(), setup.sample(), request);
    }

    /** The take is there, but the user's rules say that it counts no more. */
    static String tooOld(Lane.Setup setup, Exchange take, Instant now) {
        Instant at = take.provenance().recordedAt().orElse(now);
        return "the recording for %s %s %s (sample %d, call %d of it) is too old: recorded %s, %d days ago, and the oldest allowed is %d days; record it again"
                .formatted(
                        take.request().method(),
                        take.request().upstream(),
                        take.request().path(),
                        take.sample(),
                        take.occurrence(),
                        at,
                        Duration.between(at, now).toDays(),
                        setup.rules().maxAge().orElse(Duration.ZERO).toDays());
    }

    private static String turn(RecordedRequest request) {
        int turn = RequestDifference.turn(request);
        return turn == 1 ? "" : ", turn %d of the conversation".formatted(turn);
    }

    private static String closest(Cassette cassette, int sample, RecordedRequest request) {
        RecordedRequest relevant = cassette.rules().relevant(request);
        List<RecordedRequest> recorded = cassette.exchanges().stream()
                // The sample's own recordings first: others may have gone another way in this turn.
                .sorted(Comparator.comparing(take -> take.sample() != sample))
                .map(Exchange::request)
                .distinct()
                .map(cassette.rules()::relevant)
                .toList();
        return RequestDifference.closest(recorded, relevant)
                .map(closest -> RequestDifference.between(closest, relevant))
                .map(difference -> "; the closest recording differs in" + lines(difference.lines())
                        + ignoring(difference.ignorable())
                        + (difference.normalisable()
                                ? "\n    what changes within a message from run to run can be left out by @Recorder(normaliser = ...)"
                                : ""))
                .orElse("");
    }

    private static String ignoring(List<String> pointers) {
        return pointers.isEmpty()
                ? ""
                : "\n    if that may differ without changing what is tested: @Recorder(ignore = %s)"
                        .formatted(
                                pointers.size() == 1
                                        ? "\"" + pointers.get(0) + "\""
                                        : pointers.stream()
                                                .map(pointer -> "\"" + pointer + "\"")
                                                .collect(Collectors.joining(", ", "{", "}")));
    }

    private static String lines(List<String> lines) {
        String shown = String.join(
                "", lines.stream().limit(MOST_LINES).map("\n    "::concat).toList());
        int more = lines.size() - MOST_LINES;
        return more > 0 ? shown + "\n    and %d more place%s".formatted(more, more == 1 ? "" : "s") : shown;
    }
}
