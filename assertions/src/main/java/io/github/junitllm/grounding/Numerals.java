package io.github.junitllm.grounding;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What numbers are worth: digits with separators, words, and the magnitudes after them. */
final class Numerals {

    /** More digits than any amount has; longer runs are identifiers, and are compared as texts. */
    private static final int MOST_DIGITS = 40;

    private static final int GROUP = 3;

    private static final Map<String, BigDecimal> WORDS = words();

    private static final Map<String, BigDecimal> MAGNITUDES = Map.of(
            "hundred", BigDecimal.valueOf(100),
            "thousand", BigDecimal.valueOf(1_000),
            "million", BigDecimal.valueOf(1_000_000),
            "billion", BigDecimal.valueOf(1_000_000_000),
            "trillion", BigDecimal.valueOf(1_000_000_000_000L));

    /** Only where they follow the digits without a blank: 44bn, 3k. */
    private static final Map<String, BigDecimal> SUFFIXES = Map.of(
            "k", BigDecimal.valueOf(1_000),
            "m", BigDecimal.valueOf(1_000_000),
            "mn", BigDecimal.valueOf(1_000_000),
            "b", BigDecimal.valueOf(1_000_000_000),
            "bn", BigDecimal.valueOf(1_000_000_000),
            "tn", BigDecimal.valueOf(1_000_000_000_000L));

    private Numerals() {}

    /** Digits with points and commas: the last of both kinds is the decimal one; a comma before three digits groups. */
    static Optional<BigDecimal> ofDigits(String digits) {
        if (digits.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        int point = digits.lastIndexOf('.');
        int comma = digits.lastIndexOf(',');
        if (point >= 0 && comma >= 0) {
            char decimal = point > comma ? '.' : ',';
            char grouping = point > comma ? ',' : '.';
            return digits.indexOf(decimal) == digits.lastIndexOf(decimal)
                    ? exact(digits.replace(String.valueOf(grouping), "").replace(decimal, '.'))
                    : Optional.empty();
        }
        if (comma >= 0) {
            boolean decimal = digits.indexOf(',') == comma && digits.length() - comma - 1 != GROUP;
            return exact(digits.replace(",", decimal ? "." : ""));
        }
        return digits.indexOf('.') == point ? exact(digits) : Optional.empty();
    }

    static Optional<BigDecimal> ofWord(String folded) {
        return Optional.ofNullable(WORDS.get(folded));
    }

    static Optional<BigDecimal> magnitude(String folded) {
        return Optional.ofNullable(MAGNITUDES.get(folded));
    }

    static Optional<BigDecimal> suffix(String folded) {
        return Optional.ofNullable(SUFFIXES.get(folded));
    }

    static BigDecimal normal(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    private static Optional<BigDecimal> exact(String plain) {
        return Optional.of(normal(new BigDecimal(plain)));
    }

    private static Map<String, BigDecimal> words() {
        String small =
                "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
                        + " seventeen eighteen nineteen";
        String tens = "twenty thirty forty fifty sixty seventy eighty ninety";
        String ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth";
        Map<String, BigDecimal> words = new HashMap<>();
        put(words, small.split(" ", -1), 0, 1);
        put(words, tens.split(" ", -1), 20, 10);
        put(words, ordinals.split(" ", -1), 1, 1);
        return Map.copyOf(words);
    }

    private static void put(Map<String, BigDecimal> words, String[] names, int first, int step) {
        for (int i = 0; i < names.length; i++) {
            words.put(names[i], normal(BigDecimal.valueOf(first + (long) i * step)));
        }
    }
}
