package io.github.junitllm.grounding;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A word or number of a text.
 *
 * @param start offset of its first character
 * @param end offset after its last character
 * @param folded lower case, without accents
 * @param stem what its inflections share
 * @param digits it is written in digits
 * @param value what it is worth as a number, also where it is spelt out
 * @param capital it starts with a capital letter
 * @param filler it says little by itself: an article, a pronoun, an auxiliary
 */
record Word(
        int start,
        int end,
        String folded,
        String stem,
        boolean digits,
        Optional<BigDecimal> value,
        boolean capital,
        boolean filler) {

    boolean within(Span span) {
        return start >= span.start() && start < span.end();
    }

    boolean isNegation() {
        return WordLists.isNegation(folded);
    }
}
