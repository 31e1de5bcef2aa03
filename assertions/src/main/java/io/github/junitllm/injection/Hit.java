package io.github.junitllm.injection;

import java.util.Optional;

/** A piece of evidence with its place in the whole text; the end is exclusive. */
record Hit(SignalKind kind, String evidence, int from, int to) {

    Signal signal(String where, String whole) {
        return new Signal(kind, evidence, where, from + 1, Excerpt.of(whole, from, to));
    }

    /** The stronger one, which stands first in the list of kinds; of equal ones the first. */
    static Optional<Hit> stronger(Optional<Hit> first, Optional<Hit> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.or(() -> second);
        }
        return second.get().kind().compareTo(first.get().kind()) < 0 ? second : first;
    }
}
