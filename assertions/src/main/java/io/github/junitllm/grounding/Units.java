package io.github.junitllm.grounding;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Units beside numbers: currencies, per cent, lengths, weights, times. Different spellings of one unit are one. */
final class Units {

    private static final Map<String, String> NAMES = names(
            "% percent",
            "\u20ac eur euro euros",
            "$ usd dollar dollars",
            "\u00a3 gbp pound pounds",
            "\u00a5 jpy yen",
            "chf franc francs",
            "km kilometer kilometers kilometre kilometres",
            "m meter meters metre metres",
            "cm centimeter centimeters",
            "mi mile miles",
            "ft foot feet",
            "kg kilogram kilograms",
            "g gram grams",
            "lb lbs",
            "l liter liters litre litres",
            "second seconds",
            "minute minutes",
            "hour hours",
            "day days",
            "week weeks",
            "month months",
            "year years");

    private static final String SIGNS = "$\u20ac\u00a3\u00a5";

    private Units() {}

    /** The unit of a number: a currency sign before it, or a sign or word after it. */
    static Optional<String> of(String text, Word number) {
        if (number.start() > 0 && SIGNS.indexOf(text.charAt(number.start() - 1)) >= 0) {
            return Optional.ofNullable(NAMES.get(text.substring(number.start() - 1, number.start())));
        }
        return Optional.ofNullable(NAMES.get(after(text, number).toLowerCase(Locale.ROOT)));
    }

    /** The number with what stands after it. */
    static String excerpt(String text, Word number) {
        int start = number.start() > 0 && SIGNS.indexOf(text.charAt(number.start() - 1)) >= 0
                ? number.start() - 1
                : number.start();
        int end = start < number.start()
                ? number.end()
                : text.indexOf(after(text, number), number.end())
                        + after(text, number).length();
        return text.substring(start, end);
    }

    private static String after(String text, Word number) {
        int start = number.end();
        while (start < text.length()
                && start - number.end() < 2
                && (text.charAt(start) == ' ' || text.charAt(start) == '-' || text.charAt(start) == '\u00a0')) {
            start++;
        }
        int end = start;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end > start || end == text.length() ? end : end + 1);
    }

    private static Map<String, String> names(String... units) {
        Map<String, String> names = new HashMap<>();
        for (String unit : units) {
            String[] spellings = unit.split(" ", -1);
            for (String spelling : spellings) {
                names.put(spelling, spellings[0]);
            }
        }
        return Map.copyOf(names);
    }
}
