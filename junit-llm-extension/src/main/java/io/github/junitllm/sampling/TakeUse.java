package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.cassette.Discarded;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.provider.CallReaders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a run made of the recordings of an eval.
 *
 * @param unused takes that a run of every sample did not ask for
 * @param stale takes of samples that asked for something else, which is not recorded
 * @param orphans cassettes of cases that the eval does not have
 * @param discarded takes that gave way to those that were used
 */
record TakeUse(Map<Path, List<Exchange>> unused, List<Exchange> stale, List<Path> orphans, Discarded discarded) {

    static final TakeUse UNKNOWN = new TakeUse(Map.of(), List.of(), List.of(), Discarded.NONE);

    /**
     * Looks at what was used.
     *
     * @param planned whether an eval has a sample of a case; one that did not run was not needed, and keeps its takes
     */
    static TakeUse of(
            Map<String, Cassette> cassettes,
            List<Path> orphans,
            List<SampleResult> results,
            BiPredicate<String, Integer> planned) {
        Set<Exchange> used = used(results);
        Map<String, Map<Integer, Outcome>> outcomes = new HashMap<>();
        results.forEach(result -> outcomes.computeIfAbsent(result.caseId(), id -> new HashMap<>())
                .put(result.sample(), result.outcome()));
        Map<Path, List<Exchange>> unused = new TreeMap<>();
        List<Exchange> stale = new ArrayList<>();
        Discarded discarded = Discarded.NONE;
        for (Map.Entry<String, Cassette> entry : cassettes.entrySet()) {
            Cassette cassette = entry.getValue();
            List<Exchange> usedHere = new ArrayList<>();
            for (Exchange take : cassette.exchanges()) {
                Outcome outcome =
                        outcomes.getOrDefault(entry.getKey(), Map.of()).get(take.sample());
                if (used.contains(take)) {
                    usedHere.add(take);
                } else if (outcome == null ? !planned.test(entry.getKey(), take.sample()) : outcome == Outcome.PASSED) {
                    // A sample that failed may have stopped before it asked for this one.
                    unused.computeIfAbsent(cassette.file(), file -> new ArrayList<>())
                            .add(take);
                } else if (outcome == Outcome.RECORDING_MISSING) {
                    stale.add(take);
                }
            }
            discarded = discarded.plus(cassette.discarded(usedHere));
        }
        return new TakeUse(unused, stale, orphans, discarded);
    }

    private static Set<Exchange> used(List<SampleResult> results) {
        Set<Exchange> used = Collections.newSetFromMap(new IdentityHashMap<>());
        results.stream()
                .flatMap(result -> result.calls().stream())
                .flatMap(call -> call.take().stream())
                .forEach(used::add);
        return used;
    }

    boolean hasUnused() {
        return !unused.isEmpty() || !orphans.isEmpty();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (discarded.takes() > 0) {
            lines.add(
                    "rerecorded: %d earlier take%s of the same requests gave way, %d of them from samples that passed%s"
                            .formatted(
                                    discarded.takes(),
                                    discarded.takes() == 1 ? "" : "s",
                                    discarded.passed(),
                                    discarded.unknown() == 0
                                            ? ""
                                            : ", %d from samples of unknown outcome".formatted(discarded.unknown())));
        }
        if (!stale.isEmpty()) {
            lines.add("stale: %s; to record as many again takes about %d call%s%s"
                    .formatted(
                            count(stale.size(), "recording") + " of requests that are no longer sent",
                            stale.size(),
                            stale.size() == 1 ? "" : "s",
                            tokens()));
        }
        if (hasUnused()) {
            lines.add(unusedLine());
        }
        return lines;
    }

    String unusedLine() {
        int takes = unused.values().stream().mapToInt(List::size).sum();
        List<String> parts = new ArrayList<>();
        if (takes > 0) {
            parts.add(count(takes, "recording") + " in " + count(unused.size(), "cassette") + ", first "
                    + ProjectLayout.shown(unused.keySet().iterator().next()));
        }
        if (!orphans.isEmpty()) {
            parts.add(count(orphans.size(), "cassette") + " of cases that are not there, first "
                    + ProjectLayout.shown(orphans.get(0)));
        }
        return "unused: " + String.join("; ", parts) + "; remove: junit-llm prune";
    }

    /** As recorded then; a request of today may be longer or shorter. */
    private String tokens() {
        List<Optional<LlmCall>> calls = stale.stream().map(CallReaders::read).toList();
        OptionalLong input = sum(calls, call -> call.usage().input());
        OptionalLong output = sum(calls, call -> call.usage().output());
        return input.isEmpty() || output.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %,d input and %,d output tokens as recorded",
                        input.getAsLong(),
                        output.getAsLong());
    }

    private static OptionalLong sum(List<Optional<LlmCall>> calls, Function<LlmCall, OptionalLong> count) {
        long sum = 0;
        for (Optional<LlmCall> call : calls) {
            OptionalLong tokens = call.map(count).orElseGet(OptionalLong::empty);
            if (tokens.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += tokens.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    private static String count(int number, String noun) {
        return "%d %s%s".formatted(number, noun, number == 1 ? "" : "s");
    }

    /** For the commands that look after cassettes. */
    void describe(ObjectNode line) {
        if (discarded.takes() > 0) {
            line.putObject("rerecorded")
                    .put("takes", discarded.takes())
                    .put("passed", discarded.passed())
                    .put("unknown", discarded.unknown());
        }
        if (!unused.isEmpty()) {
            ArrayNode all = line.putArray("unused");
            unused.forEach((file, takes) -> takes(
                    all.addObject().put("cassette", ProjectLayout.shown(file)).putArray("takes"), takes));
        }
        if (!orphans.isEmpty()) {
            ArrayNode all = line.putArray("orphans");
            orphans.forEach(file -> all.add(ProjectLayout.shown(file)));
        }
    }

    private static void takes(ArrayNode all, List<Exchange> takes) {
        takes.forEach(take -> all.addObject()
                .put("key", key(take))
                .put("sample", take.sample())
                .put("occurrence", take.occurrence()));
    }

    private static String key(Exchange take) {
        return RequestKey.of(take.request()).exact();
    }

    /** What the samples of a case in a draft used: the takes to promote, and those that went out of use. */
    static void describeDraft(ObjectNode line, Cassette cassette, Cassette drafts, List<SampleResult> results) {
        Set<Exchange> used = used(results);
        line.put("cassette", ProjectLayout.shown(cassette.file())).put("drafts", ProjectLayout.shown(drafts.file()));
        takes(
                line.putArray("takes"),
                drafts.exchanges().stream().filter(used::contains).toList());
        takes(line.putArray("stale"), outOfUse(cassette.exchanges(), used, results));
    }

    /**
     * What samples that passed did not ask for, and the same requests of samples that did not run. Other requests of these may
     * be asked for all the same: later turns differ from sample to sample, and so may parts that a rule ignores.
     */
    private static List<Exchange> outOfUse(List<Exchange> takes, Set<Exchange> used, List<SampleResult> results) {
        Map<Integer, Outcome> outcomes =
                results.stream().collect(Collectors.toMap(SampleResult::sample, SampleResult::outcome));
        Predicate<Exchange> notAskedFor = take -> !used.contains(take) && outcomes.get(take.sample()) == Outcome.PASSED;
        Set<String> gone = keys(takes, notAskedFor);
        gone.removeAll(keys(takes, used::contains));
        return takes.stream()
                .filter(take ->
                        notAskedFor.test(take) || (!outcomes.containsKey(take.sample()) && gone.contains(key(take))))
                .toList();
    }

    private static Set<String> keys(List<Exchange> takes, Predicate<Exchange> chosen) {
        return takes.stream().filter(chosen).map(TakeUse::key).collect(Collectors.toCollection(HashSet::new));
    }
}
