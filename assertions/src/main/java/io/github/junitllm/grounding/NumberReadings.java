package io.github.junitllm.grounding;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads numbers in figures by all conventions that fit: 1,200.50, 1.200,50, 1 200,50, 1'200.50, 1.2k, 3 million. */
final class NumberReadings {

    private static final int GROUP = 3;
    private static final int MOST_DIGITS = 40;
    private static final String BLANKS = " \u00a0\u202f\u2009'\u2019";

    private final String text;
    private final Set<BigDecimal> values = new HashSet<>();

    private NumberReadings(String text) {
        this.text = text;
    }

    static Set<BigDecimal> of(String text) {
        NumberReadings reading = new NumberReadings(text);
        int at = 0;
        while (at < text.length()) {
            at = isDigit(text, at) ? reading.number(at) : at + 1;
        }
        return reading.values;
    }

    private int number(int start) {
        int end = start;
        while (isDigit(text, end) || (isPoint(end) && isDigit(text, end + 1))) {
            end++;
        }
        int grouped = grouped(start, end);
        if (!isPartOfName(start)) {
            add(start, end);
            if (grouped > end) {
                add(start, grouped);
            }
        }
        return grouped > end ? grouped : end;
    }

    /** Where the number ends if blanks group it: one to three digits, then groups of three, then perhaps decimals. */
    private int grouped(int start, int end) {
        int at = end;
        boolean plain =
                end - start <= GROUP && text.substring(start, end).chars().allMatch(Character::isDigit);
        while (plain && at + GROUP < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0 && isGroup(at + 1)) {
            at += GROUP + 1;
        }
        int decimals = at;
        if (at > end && isPoint(at) && isDigit(text, at + 1)) {
            decimals++;
            while (isDigit(text, decimals)) {
                decimals++;
            }
        }
        return decimals;
    }

    private boolean isGroup(int at) {
        return isDigit(text, at) && isDigit(text, at + 1) && isDigit(text, at + 2) && !isDigit(text, at + GROUP);
    }

    private void add(int start, int end) {
        String digits = text.substring(start, end)
                .chars()
                .filter(c -> BLANKS.indexOf(c) < 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> c < 128)) {
            return;
        }
        BigDecimal sign = isNegative(start) ? BigDecimal.ONE.negate() : BigDecimal.ONE;
        BigDecimal factor = factor(end).multiply(sign);
        Numerals.ofDigits(digits).ifPresent(value -> values.add(Numerals.normal(value.multiply(factor))));
        Numerals.ofDigits(swapped(digits)).ifPresent(value -> values.add(Numerals.normal(value.multiply(factor))));
    }

    /** The other convention; only where one separator leaves it open which it is. */
    private static String swapped(String digits) {
        int separators = (int) digits.chars().filter(c -> c == '.' || c == ',').count();
        int last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
        boolean open = separators > 1 || (last >= 0 && last <= GROUP && digits.length() - last - 1 == GROUP);
        return open ? digits.replace('.', ';').replace(',', '.').replace(';', ',') : digits;
    }

    private BigDecimal factor(int end) {
        int start = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        int last = start;
        while (last < text.length() && Character.isLetter(text.charAt(last))) {
            last++;
        }
        String word = text.substring(start, last).toLowerCase(Locale.ROOT);
        Optional<BigDecimal> suffix = start == end ? Numerals.suffix(word) : Optional.empty();
        return suffix.or(() -> Numerals.magnitude(word)).orElse(BigDecimal.ONE);
    }

    private boolean isNegative(int start) {
        boolean minus = start > 0 && "-\u2212".indexOf(text.charAt(start - 1)) >= 0;
        return minus && (start == 1 || !Character.isLetterOrDigit(text.charAt(start - 2)));
    }

    /** A-17, B12: an identifier is no amount. */
    private boolean isPartOfName(int start) {
        boolean hyphen = start > 1 && text.charAt(start - 1) == '-';
        int before = hyphen ? start - 2 : start - 1;
        return before >= 0 && Character.isLetter(text.charAt(before));
    }

    private boolean isPoint(int at) {
        return at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && Character.isDigit(text.charAt(at));
    }
}
