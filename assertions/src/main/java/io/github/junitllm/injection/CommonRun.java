package io.github.junitllm.injection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the longest run of letters and digits that a text shares with others, and not with those that may stand anywhere. */
final class CommonRun {

    static final int SHORTEST_PROMPT = 16;

    private static final long BASE = 1_000_003;

    private final int length;
    private final List<String> sources;
    private final Map<Long, Origin> starts = new HashMap<>();

    /** Where a run of the wanted length begins. */
    private record Origin(int source, int at) {}

    /** A run in the text; the end is exclusive. */
    record Run(int from, int to) {

        int length() {
            return to - from;
        }
    }

    /**
     * Prepares a search.
     *
     * @param length the fewest letters and digits that count; a source that is shorter gives no run
     */
    CommonRun(List<String> sources, List<String> exceptions, int length) {
        this.sources = sources.stream().map(Folding::squeeze).toList();
        this.length = length;
        Set<Long> except = new HashSet<>();
        exceptions.stream()
                .map(Folding::squeeze)
                .forEach(text -> hashes(text, this.length, (hash, at) -> except.add(hash)));
        for (int i = 0; i < this.sources.size(); i++) {
            int source = i;
            hashes(this.sources.get(i), this.length, (hash, at) -> {
                if (!except.contains(hash)) {
                    starts.putIfAbsent(hash, new Origin(source, at));
                }
            });
        }
    }

    /** Prepares a search for one text; when it is shorter than {@code length}, it counts as a whole. */
    static CommonRun of(String source, List<String> exceptions, int length) {
        return new CommonRun(
                List.of(source),
                exceptions,
                Math.min(length, Folding.squeeze(source).length()));
    }

    static void requireLongEnough(String prompt) {
        int letters = Folding.squeeze(prompt).length();
        if (letters < SHORTEST_PROMPT) {
            throw new IllegalArgumentException(
                    "the system prompt has %d letters and digits, needed are %d: so little stands in answers by chance; plant it as a canary instead"
                            .formatted(letters, SHORTEST_PROMPT));
        }
    }

    private interface Visitor {
        void visit(long hash, int at);
    }

    /** All runs of this length with a rolling hash. */
    private static void hashes(String text, int length, Visitor visitor) {
        if (length == 0 || text.length() < length) {
            return;
        }
        long top = 1;
        for (int i = 1; i < length; i++) {
            top *= BASE;
        }
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i >= length) {
                hash -= top * text.charAt(i - length);
            }
            hash = hash * BASE + text.charAt(i);
            if (i >= length - 1) {
                visitor.visit(hash, i - length + 1);
            }
        }
    }

    Optional<Run> longest(Placed squeezed) {
        String text = squeezed.text();
        Search search = new Search(text);
        hashes(text, length, search::visit);
        return search.best;
    }

    private final class Search {

        private final String text;
        private Optional<Run> best = Optional.empty();
        private int seen;

        Search(String text) {
            this.text = text;
        }

        void visit(long hash, int at) {
            if (at < seen) {
                return;
            }
            Origin origin = starts.get(hash);
            if (origin == null) {
                return;
            }
            String source = sources.get(origin.source());
            int same = 0;
            while (at + same < text.length()
                    && origin.at() + same < source.length()
                    && text.charAt(at + same) == source.charAt(origin.at() + same)) {
                same++;
            }
            if (same >= length) {
                seen = at + same;
                if (best.isEmpty() || best.get().length() < same) {
                    best = Optional.of(new Run(at, at + same));
                }
            }
        }
    }
}
