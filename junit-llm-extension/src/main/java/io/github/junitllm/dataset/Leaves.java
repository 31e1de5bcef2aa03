package io.github.junitllm.dataset;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Types that take one scalar, without any coercion: "2" is no number and 2 is no text. */
final class Leaves {

    private record Parsed(Function<String, Object> parser, String example) {}

    private record Range(BigInteger least, BigInteger most, Function<BigInteger, Object> narrow) {

        static Range of(long least, long most, Function<BigInteger, Object> narrow) {
            return new Range(BigInteger.valueOf(least), BigInteger.valueOf(most), narrow);
        }

        boolean holds(BigInteger value) {
            return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        }
    }

    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            int.class, Integer.class,
            long.class, Long.class,
            short.class, Short.class,
            byte.class, Byte.class,
            double.class, Double.class,
            float.class, Float.class,
            boolean.class, Boolean.class,
            char.class, Character.class);

    private static final Map<Class<?>, Range> WHOLE = Map.of(
            Integer.class, Range.of(Integer.MIN_VALUE, Integer.MAX_VALUE, BigInteger::intValueExact),
            Long.class, Range.of(Long.MIN_VALUE, Long.MAX_VALUE, BigInteger::longValueExact),
            Short.class, Range.of(Short.MIN_VALUE, Short.MAX_VALUE, BigInteger::shortValueExact),
            Byte.class, Range.of(Byte.MIN_VALUE, Byte.MAX_VALUE, BigInteger::byteValueExact));

    /** The types of text with a grammar; the keys also serve Jackson, which lacks java.time without its module. */
    private static final Map<Class<?>, Parsed> PARSED = Map.ofEntries(
            Map.entry(LocalDate.class, new Parsed(LocalDate::parse, "2026-11-24")),
            Map.entry(LocalTime.class, new Parsed(LocalTime::parse, "15:30")),
            Map.entry(LocalDateTime.class, new Parsed(LocalDateTime::parse, "2026-11-24T15:30:00")),
            Map.entry(OffsetDateTime.class, new Parsed(OffsetDateTime::parse, "2026-11-24T15:30:00+01:00")),
            Map.entry(
                    ZonedDateTime.class, new Parsed(ZonedDateTime::parse, "2026-11-24T15:30:00+01:00[Europe/Berlin]")),
            Map.entry(Instant.class, new Parsed(Instant::parse, "2026-11-24T15:30:00Z")),
            Map.entry(YearMonth.class, new Parsed(YearMonth::parse, "2026-11")),
            Map.entry(Duration.class, new Parsed(Duration::parse, "PT30S")),
            Map.entry(Period.class, new Parsed(Period::parse, "P30D")),
            Map.entry(URI.class, new Parsed(URI::create, "https://example.org")),
            Map.entry(UUID.class, new Parsed(UUID::fromString, "123e4567-e89b-12d3-a456-426614174000")));

    private Leaves() {}

    static boolean knows(Class<?> type) {
        Class<?> boxed = boxed(type);
        return boxed == String.class
                || type.isEnum()
                || isNumber(boxed)
                || BOXES.containsValue(boxed)
                || PARSED.containsKey(boxed);
    }

    static Iterable<Class<?>> parsedTypes() {
        return PARSED.keySet();
    }

    static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(boxed(type));
    }

    static boolean isBoolean(Class<?> type) {
        return boxed(type) == Boolean.class;
    }

    /** Returns the value as that type, null when it does not fit. */
    static @Nullable Object read(Class<?> type, Object value) {
        Class<?> boxed = boxed(type);
        if (value instanceof String text) {
            return text(boxed, text);
        }
        if (value instanceof Number) {
            return number(boxed, new BigDecimal(value.toString()));
        }
        return boxed == Boolean.class && value instanceof Boolean ? value : null;
    }

    private static @Nullable Object text(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        }
        if (type == Character.class) {
            return text.length() == 1 ? (Object) text.charAt(0) : null;
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(text))
                    .findFirst()
                    .orElse(null);
        }
        Parsed parsed = PARSED.get(type);
        try {
            return parsed == null ? null : parsed.parser().apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Object number(Class<?> type, BigDecimal value) {
        if (type == BigDecimal.class || type == Number.class) {
            return value;
        }
        if (type == Double.class) {
            return Double.isInfinite(value.doubleValue()) ? null : (Object) value.doubleValue();
        }
        if (type == Float.class) {
            return Float.isInfinite(value.floatValue()) ? null : (Object) value.floatValue();
        }
        if (value.scale() > 0) {
            return null;
        }
        if (type == BigInteger.class) {
            return value.toBigIntegerExact();
        }
        Range range = WHOLE.get(type);
        BigInteger whole = value.toBigIntegerExact();
        return range != null && range.holds(whole) ? range.narrow().apply(whole) : null;
    }

    /** Returns what the type takes and, where a small change would do, which. */
    static String expectation(Class<?> type, Object observed, boolean textual) {
        Class<?> boxed = boxed(type);
        String expected = type.getSimpleName();
        if (boxed == String.class) {
            return expected + (observed instanceof Number || observed instanceof Boolean ? "; write it in quotes" : "");
        }
        if (type.isEnum()) {
            return expected + ", one of " + String.join(", ", constants(type))
                    + (observed instanceof String text ? Words.hint(text, constants(type)) : "");
        }
        Parsed parsed = PARSED.get(boxed);
        if (parsed != null) {
            return expected + ", for example \"" + parsed.example() + "\"";
        }
        String unquote = !textual && observed instanceof String text && fitsUnquoted(type, text)
                ? "; write it without quotes"
                : "";
        if (boxed == Boolean.class) {
            return expected + ", true or false" + unquote;
        }
        return expected + (observed instanceof Number ? range(boxed) : "") + unquote;
    }

    private static boolean fitsUnquoted(Class<?> type, String text) {
        Object value = untexted(text);
        return !(value instanceof String) && read(type, value) != null;
    }

    /** Returns the number or boolean that a text spells, or the text. */
    static Object untexted(String text) {
        try {
            Object value = Scalars.resolve(text);
            return value == null ? text : value;
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String range(Class<?> type) {
        Range range = WHOLE.get(type);
        if (range != null) {
            return ", a whole number from " + range.least() + " to " + range.most();
        }
        return type == BigInteger.class ? ", a whole number" : ", a number it can hold";
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
    }

    private static Class<?> boxed(Class<?> type) {
        return BOXES.getOrDefault(type, type);
    }
}
