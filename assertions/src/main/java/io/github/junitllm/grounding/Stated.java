package io.github.junitllm.grounding;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Whether an answer states a number, a date or a name, in any of the usual spellings. */
@API(status = INTERNAL, since = "0.1")
public final class Stated {

    private final String answer;

    /** Looks at this answer. */
    public Stated(String answer) {
        this.answer = answer;
    }

    /** All values that a number of the answer can have, ascending; one that two conventions read differently has both. */
    public Set<BigDecimal> numbers() {
        Set<BigDecimal> numbers = new TreeSet<>(NumberReadings.of(answer));
        Words.of(answer).stream()
                .filter(word -> !word.digits())
                .flatMap(word -> word.value().stream())
                .forEach(numbers::add);
        return numbers;
    }

    /** Whether it has this number, by value. */
    public boolean has(BigDecimal number) {
        return numbers().contains(number);
    }

    /** Whether it has this day: with the name of the month in English, ISO, or in figures with either order of day and month. */
    public boolean has(LocalDate date) {
        String text = withoutOrdinals(plain(answer).replace(",", " ").replace(" of ", " "))
                .replaceAll(" {1,10}", " ");
        return spellings(date).anyMatch(spelling -> contains(text, spelling));
    }

    /** Whether it has this name: case, accents and white space do not count, and it is not part of a longer word. */
    public boolean has(String name) {
        return contains(plain(answer), plain(name).strip());
    }

    private static Stream<String> spellings(LocalDate date) {
        int day = date.getDayOfMonth();
        int month = date.getMonthValue();
        int year = date.getYear();
        List<String> names = Stream.of(TextStyle.FULL, TextStyle.SHORT)
                .map(style ->
                        date.getMonth().getDisplayName(style, Locale.ENGLISH).toLowerCase(Locale.ROOT))
                .flatMap(name -> Stream.of(name, name + "."))
                .toList();
        Stream<String> named = names.stream()
                .flatMap(name ->
                        Stream.of("%d %s %d".formatted(day, name, year), "%s %d %d".formatted(name, day, year)));
        Stream<String> figures = Stream.of("%d.%d.%d", "%02d.%02d.%d", "%d/%d/%d", "%02d/%02d/%d")
                .flatMap(form -> Stream.of(form.formatted(day, month, year), form.formatted(month, day, year)));
        return Stream.of(
                        named,
                        figures,
                        Stream.of(date.toString(), date.toString().replace('-', '/')))
                .flatMap(spelling -> spelling);
    }

    private static String withoutOrdinals(String text) {
        StringBuilder without = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean ordinal = i > 0
                    && Character.isDigit(text.charAt(i - 1))
                    && Set.of("st", "nd", "rd", "th").contains(text.substring(i, Math.min(text.length(), i + 2)))
                    && (i + 2 == text.length() || !Character.isLetter(text.charAt(i + 2)));
            if (ordinal) {
                i++;
            } else {
                without.append(text.charAt(i));
            }
        }
        return without.toString();
    }

    private static String plain(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        return folded.codePoints()
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .replaceAll(" {2,}", " ");
    }

    private static boolean contains(String text, String part) {
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            int end = at + part.length();
            boolean starts = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (starts && ends) {
                return true;
            }
        }
        return false;
    }
}
