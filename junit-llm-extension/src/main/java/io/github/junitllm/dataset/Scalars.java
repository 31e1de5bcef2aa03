package io.github.junitllm.dataset;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plain scalars by the YAML 1.2 core schema, decimal numbers only.
 *
 * <p>YAML 1.1 would read NO as false, 0123 as 83 and 12:30 as 750; in goldens these are text.
 */
final class Scalars {

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\.[0-9]+|(0|[1-9][0-9]*)(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern EXPONENT = Pattern.compile("[eE][-+]?0*[1-9][0-9]{3,}$");
    private static final int MOST_DIGITS = 100;

    private Scalars() {}

    static @Nullable Object resolve(String plain) {
        return switch (plain) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> isNumber(plain) ? number(plain) : plain;
        };
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /**
     * Reads a number, as Long where it is whole and fits.
     *
     * @throws IllegalArgumentException with a sentence when it is so large that arithmetic on it could stall
     */
    static Object number(String text) {
        if (text.length() > MOST_DIGITS || EXPONENT.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "number " + (text.length() > MOST_DIGITS ? "of " + text.length() + " digits" : text)
                            + "; allowed are 100 digits and exponents from -999 to 999, put it in quotes if it is text");
        }
        BigDecimal value = new BigDecimal(text);
        boolean whole = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-' || c == '+');
        return whole && value.precision() < 20 && value.toBigInteger().bitLength() < 64
                ? (Object) value.longValue()
                : value;
    }
}
