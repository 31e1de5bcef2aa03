package io.github.junitllm.grounding;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** A part of the evidence as a number. Which way and how much each counts is data: {@code weights.txt}. */
enum Signal {
    UNKNOWN_WORDS("words that the passages do not have"),
    MISSING_NAMES("names that the passages do not have"),
    NEIGHBOURS("words in another order than in the passages"),
    MISSING_NUMBERS("numbers that the passages do not have"),
    ADDED_NEGATION("a negation that the passages do not have"),
    SPEAKER("the answer speaks of itself"),
    TURNED_NEGATION("a negation on one side only"),
    TORN_APART("words that the passages have, but far from each other"),
    OPPOSITES("a word whose opposite is in the passages"),
    OPEN_WORDS("the length of the claim"),
    SCATTERED("words from all over the passages"),
    SHORT("the length of the claim"),
    CONTEXT("the length of the passages");

    private static final int FEW_WORDS = 3;

    private final String wording;

    Signal(String wording) {
        this.wording = wording;
    }

    /** What speaks against the claim where this signal does. */
    String wording() {
        return wording;
    }

    /** Its value for the sentences of one claim, at least one. */
    double of(List<Evidence> all) {
        return switch (this) {
            case UNKNOWN_WORDS -> mean(all, Evidence::unknown);
            case MISSING_NAMES ->
                Math.min(3, sum(all, evidence -> evidence.missingNames().size()));
            case NEIGHBOURS -> mean(all, Evidence::neighbours);
            case MISSING_NUMBERS ->
                sum(all, evidence -> evidence.missingNumbers().size())
                        / Math.max(1, sum(all, evidence -> evidence.numbers().size()));
            case ADDED_NEGATION -> any(all, Evidence::addsNegation);
            case SPEAKER -> any(all, Evidence::speaksOfItself);
            case TURNED_NEGATION -> any(all, Evidence::turnsNegation);
            case TORN_APART -> sum(all, Evidence::tornApart) / sum(all, Evidence::size);
            case OPPOSITES ->
                Math.min(2, sum(all, evidence -> evidence.opposites().size()));
            case OPEN_WORDS -> Math.log1p(sum(all, Evidence::open));
            case SCATTERED -> mean(all, Evidence::scattered);
            case SHORT -> sum(all, Evidence::size) <= FEW_WORDS ? 1 : 0;
            case CONTEXT -> Math.log1p(all.get(0).contextSize());
        };
    }

    private static double sum(List<Evidence> all, ToDoubleFunction<Evidence> part) {
        return all.stream().mapToDouble(part).sum();
    }

    private static double mean(List<Evidence> all, ToDoubleFunction<Evidence> part) {
        return sum(all, evidence -> part.applyAsDouble(evidence) * evidence.size()) / sum(all, Evidence::size);
    }

    private static double any(List<Evidence> all, Predicate<Evidence> part) {
        return all.stream().anyMatch(part) ? 1 : 0;
    }
}
