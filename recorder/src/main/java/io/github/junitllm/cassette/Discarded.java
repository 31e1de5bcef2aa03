package io.github.junitllm.cassette;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * The takes of an unchanged request that gave way to newer ones. It stays in the cassette, since who records until the
 * answer pleases has chosen it.
 *
 * @param takes how many gave way
 * @param passed how many of them belonged to a sample that passed when they were recorded
 * @param unknown how many of them belonged to a sample whose outcome is not known
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Discarded(int takes, int passed, int unknown) {

    /** Nothing gave way. */
    public static final Discarded NONE = new Discarded(0, 0, 0);

    /** Refuses numbers that contradict each other. */
    public Discarded {
        if (takes < 0 || passed < 0 || unknown < 0 || (long) passed + unknown > takes) {
            throw new IllegalArgumentException(
                    "%d takes, %d passed, %d unknown: contradict each other".formatted(takes, passed, unknown));
        }
    }

    /** Returns both tallies together; beyond two thousand million they count no further. */
    public Discarded plus(Discarded other) {
        int all = sum(takes, other.takes, Integer.MAX_VALUE);
        int allPassed = sum(passed, other.passed, all);
        return new Discarded(all, allPassed, sum(unknown, other.unknown, all - allPassed));
    }

    private static int sum(int one, int other, int most) {
        return (int) Math.min((long) one + other, most);
    }
}
