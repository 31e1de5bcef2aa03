package io.github.junitllm.stats.vectors;

/**
 * A member of a case that came out otherwise.
 *
 * @param id of the case
 * @param member of {@code expected}, or {@code input} when the case could not be computed
 */
public record Disagreement(String id, String member, String wanted, String got) {

    @Override
    public String toString() {
        return "%s: %s: wanted %s, got %s".formatted(id, member, wanted, got);
    }
}
