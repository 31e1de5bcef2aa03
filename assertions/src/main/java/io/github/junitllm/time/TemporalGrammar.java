package io.github.junitllm.time;

import io.github.junitllm.time.TemporalExpression.Kind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of English dates, each looking at a handful of tokens. */
record TemporalGrammar(TemporalTokens tokens, LocalDate today) {

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "minute",
            ChronoUnit.MINUTES,
            "hour",
            ChronoUnit.HOURS,
            "day",
            ChronoUnit.DAYS,
            "week",
            ChronoUnit.WEEKS,
            "month",
            ChronoUnit.MONTHS,
            "year",
            ChronoUnit.YEARS,
            "decade",
            ChronoUnit.DECADES,
            "night",
            ChronoUnit.DAYS);
    private static final List<String> NUMBERS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Set<String> YEAR_AFTER =
            Set.of("in", "since", "of", "year", "before", "after", "from", "until");
    private static final Set<String> NEXT = Set.of("next", "coming", "following", "upcoming");
    private static final Set<String> LAST = Set.of("last", "previous", "past");

    record Found(int next, Kind kind, List<String> values) {}

    @Nullable
    Found at(int i) {
        @Nullable Found date = date(i);
        if (date != null) {
            return date;
        }
        @Nullable Found relative = relative(i);
        return relative != null ? relative : counted(i);
    }

    private @Nullable Found date(int i) {
        if (tokens.number(i) >= 0) {
            @Nullable Found numeric = numeric(i);
            return numeric != null ? numeric : dayFirst(i);
        }
        int month = month(i);
        if (month == 0) {
            return null;
        }
        int next = tokens.word(i + 1).equals(".") ? i + 2 : i + 1;
        int day = tokens.number(next);
        if (day >= 1 && day <= 31 && tokens.word(next).length() <= 2) {
            int after = ordinal(next + 1);
            int comma = tokens.word(after).equals(",") ? after + 1 : after;
            return isYear(comma) ? day(comma + 1, tokens.number(comma), month, day) : yearless(after, month, day);
        }
        int year = tokens.word(next).equals("of") || tokens.word(next).equals(",") ? next + 1 : next;
        if (isYear(year)) {
            LocalDate first = LocalDate.of(tokens.number(year), month, 1);
            return range(year + 1, first, first.plusMonths(1));
        }
        return null;
    }

    private @Nullable Found dayFirst(int i) {
        int day = tokens.number(i);
        int next = ordinal(i + 1);
        int name = tokens.word(next).equals("of") ? next + 1 : next;
        int month = month(name);
        if (month == 0 || day < 1 || day > 31 || tokens.touches(i)) {
            return year(i);
        }
        int year = tokens.word(name + 1).equals(",") || tokens.word(name + 1).equals(".") ? name + 2 : name + 1;
        return isYear(year) ? day(year + 1, tokens.number(year), month, day) : yearless(name + 1, month, day);
    }

    private @Nullable Found numeric(int i) {
        String sign = tokens.word(i + 1);
        boolean joined = Set.of("-", "/", ".").contains(sign) && tokens.touches(i + 1) && tokens.touches(i + 2);
        if (!joined || tokens.touches(i)) {
            return null;
        }
        int first = tokens.number(i);
        int second = tokens.number(i + 2);
        boolean three = tokens.word(i + 3).equals(sign) && tokens.touches(i + 3) && tokens.touches(i + 4);
        if (three && isYear(i)) {
            return day(i + 5, first, second, tokens.number(i + 4));
        }
        if (three && isYear(i + 4)) {
            boolean dayFirst = first > 12 || (sign.equals(".") && second <= 12);
            return day(i + 5, tokens.number(i + 4), dayFirst ? second : first, dayFirst ? first : second);
        }
        boolean fraction = tokens.touches(i + 3) && tokens.number(i + 4) >= 0;
        if (!three && !fraction && sign.equals("/") && Math.max(first, second) <= 31 && Math.min(first, second) >= 1) {
            return first > 12 ? yearless(i + 3, second, first) : yearless(i + 3, first, second);
        }
        return null;
    }

    private @Nullable Found year(int i) {
        boolean stands = YEAR_AFTER.contains(tokens.word(i - 1))
                || (tokens.size() == i + 1 && !tokens.touches(i) && tokens.number(i - 1) < 0);
        if (!isYear(i) || !stands || (tokens.touches(i + 1) && tokens.number(i + 2) >= 0)) {
            return null;
        }
        LocalDate first = LocalDate.of(tokens.number(i), 1, 1);
        if (tokens.word(i + 1).equals("s")) {
            return range(i + 2, first, first.plusYears(10));
        }
        return range(i + 1, first, first.plusYears(1));
    }

    private @Nullable Found relative(int i) {
        String word = tokens.word(i);
        int offset = List.of("yesterday", "today", "tomorrow").indexOf(word);
        if (offset >= 0) {
            return on(i + 1, today.plusDays(offset - 1L));
        }
        if (word.equals("q") && tokens.number(i + 1) >= 1 && tokens.number(i + 1) <= 4 && isYear(i + 2)) {
            LocalDate first = LocalDate.of(tokens.number(i + 2), tokens.number(i + 1) * 3 - 2, 1);
            return range(i + 3, first, first.plusMonths(3));
        }
        int step = NEXT.contains(word) ? 1 : LAST.contains(word) ? -1 : 0;
        if (step == 0 && !word.equals("this")) {
            @Nullable DayOfWeek day = weekday(i);
            return day == null ? null : weekdays(i + 1, day);
        }
        return stepped(i + 1, step);
    }

    private @Nullable Found stepped(int i, int step) {
        @Nullable DayOfWeek day = weekday(i);
        LocalDate monday = today.with(DayOfWeek.MONDAY);
        if (day != null) {
            return on(i + 1, monday.plusWeeks(step).with(day));
        }
        @Nullable Found calendar = calendar(i, step, monday);
        if (calendar != null) {
            return calendar;
        }
        int count = count(i);
        @Nullable ChronoUnit unit = unit(i + 1);
        if (step == 0 || count < 1 || unit == null || unit.isTimeBased()) {
            return null;
        }
        return step > 0
                ? range(i + 2, today.plusDays(1), today.plusDays(1).plus(count, unit))
                : range(i + 2, today.minus(count, unit), today);
    }

    private @Nullable Found calendar(int i, long step, LocalDate monday) {
        LocalDate month = today.withDayOfMonth(1);
        LocalDate quarter = month.minusMonths((today.getMonthValue() - 1) % 3);
        LocalDate year = today.withDayOfYear(1);
        return switch (tokens.word(i)) {
            case "week" -> range(i + 1, monday.plusWeeks(step), monday.plusWeeks(step + 1));
            case "month" -> range(i + 1, month.plusMonths(step), month.plusMonths(step + 1));
            case "quarter" -> range(i + 1, quarter.plusMonths(step * 3), quarter.plusMonths(step * 3 + 3));
            case "year" -> range(i + 1, year.plusYears(step), year.plusYears(step + 1));
            default -> null;
        };
    }

    private @Nullable Found counted(int i) {
        boolean in = tokens.word(i).equals("in");
        int at = in ? i + 1 : i;
        int count = count(at);
        @Nullable ChronoUnit unit = unit(at + 1);
        if (count < 1 || unit == null || tokens.touches(at)) {
            return null;
        }
        String after = tokens.word(at + 2);
        if (!unit.isTimeBased()) {
            if (after.equals("ago")) {
                return on(at + 3, today.minus(count, unit));
            }
            if (after.equals("from") && Set.of("now", "today").contains(tokens.word(at + 3))) {
                return on(at + 4, today.plus(count, unit));
            }
            if (in || after.equals("later")) {
                return on(in ? at + 2 : at + 3, today.plus(count, unit));
            }
        }
        boolean moment = in || after.equals("ago") || after.equals("from");
        long days =
                unit == ChronoUnit.MONTHS ? 30 : unit == ChronoUnit.YEARS ? 365 : unit == ChronoUnit.DECADES ? 3650 : 0;
        java.time.Duration length = days > 0
                ? java.time.Duration.ofDays(days * count)
                : unit.getDuration().multipliedBy(count);
        return moment ? null : new Found(at + 2, Kind.DURATION, List.of(length.toString()));
    }

    private int count(int i) {
        int word = NUMBERS.indexOf(tokens.word(i));
        int number = Set.of("a", "an").contains(tokens.word(i)) ? 1 : word >= 0 ? word : tokens.number(i);
        return number <= 1_000 ? number : -1;
    }

    private @Nullable ChronoUnit unit(int i) {
        String word = tokens.word(i);
        return UNITS.get(word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
    }

    private int month(int i) {
        String word = tokens.word(i);
        if (word.length() < 3) {
            return 0;
        }
        int month = MONTHS.indexOf(word.substring(0, 3)) + 1;
        boolean named = month > 0
                && (word.length() == 3
                        || word.equals("sept")
                        || word.equals(java.time.Month.of(month).name().toLowerCase(Locale.ROOT)));
        return named ? month : 0;
    }

    private @Nullable DayOfWeek weekday(int i) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (tokens.word(i).equals(day.name().toLowerCase(Locale.ROOT))) {
                return day;
            }
        }
        return null;
    }

    private int ordinal(int i) {
        return tokens.touches(i) && Set.of("st", "nd", "rd", "th").contains(tokens.word(i)) ? i + 1 : i;
    }

    private boolean isYear(int i) {
        return tokens.word(i).length() == 4 && tokens.number(i) >= 1500 && tokens.number(i) <= 2100;
    }

    /** Without a year the last and the next such day are meant. */
    private @Nullable Found yearless(int next, int month, int day) {
        if (month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(2024, month).lengthOfMonth()) {
            return null;
        }
        LocalDate next1 = LocalDate.of(today.getYear(), month, 1);
        LocalDate future = within(next1, day);
        while (future == null || future.isBefore(today)) {
            next1 = next1.plusYears(1);
            future = within(next1, day);
        }
        LocalDate back = LocalDate.of(today.getYear(), month, 1);
        LocalDate past = within(back, day);
        while (past == null || !past.isBefore(today)) {
            back = back.minusYears(1);
            past = within(back, day);
        }
        return new Found(next, Kind.DATE, List.of(past.toString(), future.toString()));
    }

    private static @Nullable LocalDate within(LocalDate month, int day) {
        return day <= month.lengthOfMonth() ? month.withDayOfMonth(day) : null;
    }

    private Found weekdays(int next, DayOfWeek day) {
        return new Found(
                next,
                Kind.DATE,
                List.of(
                        today.with(TemporalAdjusters.previous(day)).toString(),
                        today.with(TemporalAdjusters.nextOrSame(day)).toString()));
    }

    /** A day that is not in the calendar, such as February 30, is no date. */
    private static @Nullable Found day(int next, int year, int month, int day) {
        boolean exists = month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
        return exists ? on(next, LocalDate.of(year, month, day)) : null;
    }

    private static Found on(int next, LocalDate date) {
        return new Found(next, Kind.DATE, List.of(date.toString()));
    }

    private static Found range(int next, LocalDate from, LocalDate until) {
        return new Found(next, Kind.DATE_RANGE, List.of(from + "/" + until));
    }
}
