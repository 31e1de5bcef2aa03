package io.github.junitllm.time;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** What a text says about dates with a year, recalculated by {@code java.time}. It needs no library, and its time grows with the text. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class DateClaims {

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "day", ChronoUnit.DAYS,
            "week", ChronoUnit.WEEKS,
            "month", ChronoUnit.MONTHS,
            "year", ChronoUnit.YEARS);
    private static final List<String> NUMBERS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    private static final Map<String, DayOfWeek> WEEKDAYS = weekdays();
    private static final Set<String> SAYS = Set.of(
            "is", "are", "was", "were", "will", "would", "be", "falls", "fell", "fall", "on", "a", "the", "there", "=");
    private static final Set<String> NO_START = Set.of("be", "fall", "on", "a", "the");
    private static final int LONGEST_SAYING = 4;
    private static final int LARGEST = 100_000;
    private static final int MOST_WRONG = 20;
    private static final int WINDOW = 65_536;
    private static final int OVERLAP = 512;

    private final String text;
    private final DateTokens tokens;
    private final List<String> wrong;

    private DateClaims(String text, int from, List<String> wrong) {
        this.text = text;
        this.tokens = DateTokens.of(text, from, Math.min(text.length(), from + WINDOW + OVERLAP));
        this.wrong = wrong;
    }

    /**
     * Recalculates sentences of these kinds: "Monday, 3 March 2025", "2025-03-03 is a Monday", "30 days after 2026-01-31 is
     * 2026-03-02", "from 2026-01-01 to 2026-01-31 is 30 days" (31, with both ends, is right as well); and looks for days that are in
     * no calendar.
     *
     * @return what is wrong, with the words and their place, the first 20; empty when nothing is, or nothing of these kinds is said
     */
    public static List<String> wrongIn(String text) {
        List<String> wrong = new ArrayList<>();
        for (int from = 0; from < text.length() && wrong.size() < MOST_WRONG; from += WINDOW) {
            new DateClaims(text, from, wrong).until(from + WINDOW);
        }
        return List.copyOf(wrong);
    }

    private void until(int end) {
        for (int i = 0; i < tokens.size() && tokens.start(i) < end && wrong.size() < MOST_WRONG; i++) {
            at(i);
        }
    }

    private void at(int i) {
        WrittenDate.at(tokens, i).ifPresent(date -> date(i, date));
        weekday(i).ifPresent(day -> named(i, day));
        shifted(i);
        span(i);
    }

    private void date(int i, WrittenDate written) {
        if (written.date().isEmpty()) {
            wrong(i, written.next(), "there is no such day");
            return;
        }
        int says = says(written.next());
        int name = tokens.word(written.next()).equals("(") ? written.next() + 1 : says;
        boolean ofNext = date(afterWeekday(name)).isPresent();
        if (name > written.next() && !ofNext) {
            weekday(name).ifPresent(day -> same(i, name + 1, written.date().get(), day));
        }
    }

    private void named(int i, DayOfWeek day) {
        date(afterWeekday(i)).ifPresent(date -> same(i, date.next(), date.date().get(), day));
    }

    private void same(int from, int to, LocalDate date, DayOfWeek day) {
        if (date.getDayOfWeek() != day) {
            wrong(from, to, "%s is a %s".formatted(date, name(date.getDayOfWeek())));
        }
    }

    private void shifted(int i) {
        Optional<ChronoUnit> unit = unit(i + 1);
        int sign = sign(tokens.word(i + 2));
        if (count(i) < 0 || unit.isEmpty() || sign == 0) {
            return;
        }
        date(i + 3).ifPresent(start -> {
            int says = says(start.next());
            int at = weekday(says).isPresent() ? afterWeekday(says) : says;
            LocalDate right = start.date().get().plus((long) sign * count(i), unit.get());
            if (says > start.next()) {
                date(at).filter(end -> !end.date().get().equals(right))
                        .ifPresent(end -> wrong(i, end.next(), "it is %s".formatted(right)));
            }
        });
    }

    private void span(int i) {
        if (!Set.of("from", "between").contains(tokens.word(i))) {
            return;
        }
        date(i + 1).ifPresent(start -> {
            if (Set.of("to", "until", "till", "through", "and").contains(tokens.word(start.next()))) {
                date(start.next() + 1).ifPresent(end -> length(i, start.date().get(), end));
            }
        });
    }

    private void length(int i, LocalDate start, WrittenDate end) {
        int at = says(end.next());
        Optional<ChronoUnit> unit = unit(at + 1);
        if (at == end.next() || count(at) < 0 || unit.isEmpty()) {
            return;
        }
        long whole = Math.abs(unit.get().between(start, end.date().get()));
        if (count(at) != whole && count(at) != whole + 1) {
            long days = Math.abs(ChronoUnit.DAYS.between(start, end.date().get()));
            wrong(i, at + 2, "it is %,d days, or %,d with both ends".formatted(days, days + 1));
        }
    }

    private Optional<WrittenDate> date(int i) {
        int at = tokens.word(i).equals("the") ? i + 1 : i;
        return WrittenDate.at(tokens, at).filter(date -> date.date().isPresent());
    }

    private int says(int i) {
        if (NO_START.contains(tokens.word(i))) {
            return i;
        }
        int at = i;
        while (at < i + LONGEST_SAYING && SAYS.contains(tokens.word(at))) {
            at++;
        }
        return at;
    }

    private int afterWeekday(int i) {
        return Set.of(",", ".").contains(tokens.word(i + 1)) ? i + 2 : i + 1;
    }

    private static int sign(String word) {
        return Set.of("after", "from").contains(word) ? 1 : word.equals("before") ? -1 : 0;
    }

    /** A whole number, or -1; after a sign that joins it to what stands before, it is part of something else. */
    private int count(int i) {
        int word = NUMBERS.indexOf(tokens.word(i));
        int count = word >= 0 ? word : tokens.number(i);
        return tokens.touches(i) || count > LARGEST ? -1 : count;
    }

    private Optional<ChronoUnit> unit(int i) {
        String word = tokens.word(i);
        return Optional.ofNullable(UNITS.get(word.endsWith("s") ? word.substring(0, word.length() - 1) : word));
    }

    private Optional<DayOfWeek> weekday(int i) {
        String word = tokens.word(i);
        if (tokens.word(i + 1).equals("'") || tokens.word(i + 1).equals("\u2019")) {
            return Optional.empty();
        }
        return Optional.ofNullable(WEEKDAYS.get(word));
    }

    private static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> weekdays = new HashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = name(day).toLowerCase(Locale.ROOT);
            weekdays.put(name, day);
            weekdays.put(name.substring(0, 3), day);
        }
        return Map.copyOf(weekdays);
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private void wrong(int from, int to, String what) {
        String words = text.substring(tokens.start(from), tokens.end(to - 1));
        wrong.add("\"%s\" at %d: %s".formatted(words, tokens.start(from), what));
    }
}
