package io.github.junitllm.time;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A date with a year, read without guessing: 2026-01-31, 31 January 2026, January 31st, 2026. It may be in no calendar.
 *
 * @param next index of the token after it
 */
record WrittenDate(int next, int year, int month, int day) {

    /** Before it weekdays in English sources are often those of the Julian calendar. */
    private static final int FIRST_YEAR = 1753;

    private static final Map<String, Integer> MONTHS = months();
    private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th");

    static Optional<WrittenDate> at(DateTokens tokens, int i) {
        if (tokens.number(i) >= 0) {
            return iso(tokens, i).or(() -> dayFirst(tokens, i));
        }
        return month(tokens.word(i)) > 0 ? monthFirst(tokens, i) : Optional.empty();
    }

    Optional<LocalDate> date() {
        return day <= YearMonth.of(year, month).lengthOfMonth()
                ? Optional.of(LocalDate.of(year, month, day))
                : Optional.empty();
    }

    private static Optional<WrittenDate> iso(DateTokens tokens, int i) {
        boolean joined = !tokens.touches(i)
                && tokens.word(i + 1).equals("-")
                && tokens.word(i + 3).equals("-");
        for (int at = i + 1; at <= i + 4; at++) {
            joined &= tokens.touches(at);
        }
        boolean goesOn = tokens.touches(i + 5) && Set.of("-", "/", "t").contains(tokens.word(i + 5));
        return joined
                        && !goesOn
                        && tokens.word(i + 2).length() == 2
                        && tokens.word(i + 4).length() == 2
                ? of(tokens, i + 5, i, tokens.number(i + 2), i + 4)
                : Optional.empty();
    }

    private static Optional<WrittenDate> dayFirst(DateTokens tokens, int i) {
        int name = ordinal(tokens, i + 1);
        name = tokens.word(name).equals("of") ? name + 1 : name;
        int month = month(tokens.word(name));
        int year = skip(tokens, name + 1);
        return month > 0 && !tokens.touches(i) ? of(tokens, year + 1, year, month, i) : Optional.empty();
    }

    private static Optional<WrittenDate> monthFirst(DateTokens tokens, int i) {
        int day = tokens.word(i + 1).equals(".") ? i + 2 : i + 1;
        int year = skip(tokens, ordinal(tokens, day + 1));
        return of(tokens, year + 1, year, month(tokens.word(i)), day);
    }

    private static Optional<WrittenDate> of(DateTokens tokens, int next, int yearAt, int month, int dayAt) {
        int year = tokens.number(yearAt);
        int day = tokens.number(dayAt);
        boolean fits = tokens.word(yearAt).length() == 4
                && year >= FIRST_YEAR
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && tokens.word(dayAt).length() <= 2;
        return fits ? Optional.of(new WrittenDate(next, year, month, day)) : Optional.empty();
    }

    private static int ordinal(DateTokens tokens, int i) {
        return tokens.touches(i) && ORDINALS.contains(tokens.word(i)) ? i + 1 : i;
    }

    private static int skip(DateTokens tokens, int i) {
        return Set.of(",", ".").contains(tokens.word(i)) ? i + 1 : i;
    }

    private static int month(String word) {
        return MONTHS.getOrDefault(word, 0);
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>(Map.of("sept", 9));
        for (Month month : Month.values()) {
            String name = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
            months.put(name, month.getValue());
            months.put(name.substring(0, 3), month.getValue());
        }
        return Map.copyOf(months);
    }
}
