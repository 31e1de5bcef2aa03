package io.github.junitllm.json;

import io.github.junitllm.json.JsonDiagnosis.Kind;
import java.util.Set;

/** Reads one token and gives the offset after it, or ends the scan where the token goes wrong. */
final class JsonTokens {

    static final int NUMBER_LENGTH = 1_000;
    static final int EXPONENT = 10_000;

    private static final Set<String> PYTHON = Set.of("True", "False", "None");
    private static final Set<String> NOT_FINITE =
            Set.of("NaN", "nan", "NAN", "Infinity", "infinity", "Inf", "inf", "INF");

    private final JsonText text;

    JsonTokens(JsonText text) {
        this.text = text;
    }

    /** Read the string that opens at {@code start}. */
    int string(int start) {
        int at = start + 1;
        while (!text.endsAt(at)) {
            char c = text.at(at);
            if (c == '"') {
                return at + 1;
            }
            if (c < ' ') {
                throw control(start, at);
            }
            at = c == '\\' ? escape(start, at) : at + 1;
        }
        throw unclosedString(start);
    }

    private Deviation control(int start, int at) {
        char c = text.at(at);
        boolean lineBreak = c == '\n' || c == '\r';
        if (lineBreak && text.text().indexOf('"', at) < 0) {
            return unclosedString(start);
        }
        return new Deviation(
                Kind.CONTROL_CHARACTER,
                at,
                at + 1,
                controlName(c) + " inside a string",
                ", in the string opened at %s; expected it written as %s%s"
                        .formatted(
                                text.place(start),
                                escapeOf(c),
                                lineBreak ? ", or the string to be closed before it" : ""));
    }

    private Deviation unclosedString(int start) {
        return new Deviation(
                Kind.UNCLOSED,
                start,
                text.length(),
                "unclosed string",
                ": the text ends at %s without its closing quote; cut off, or a quote is missing"
                        .formatted(text.place(text.length())));
    }

    private int escape(int start, int at) {
        if (text.endsAt(at + 1)) {
            throw unclosedString(start);
        }
        char c = text.at(at + 1);
        if (c != 'u') {
            if ("\"\\/bfnrt".indexOf(c) < 0) {
                throw badEscape(at, at + 2);
            }
            return at + 2;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (text.endsAt(i)) {
                throw unclosedString(start);
            }
            if (!isHex(text.at(i))) {
                throw badEscape(at, i + 1);
            }
        }
        return at + 6;
    }

    private Deviation badEscape(int from, int to) {
        return new Deviation(
                Kind.BAD_ESCAPE,
                from,
                to,
                "bad escape " + text.excerpt(from, to),
                "; expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u with four hex digits");
    }

    private static boolean isHex(char c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String controlName(char c) {
        return switch (c) {
            case '\n' -> "line feed";
            case '\r' -> "carriage return";
            case '\t' -> "tab";
            default -> "control character U+%04X".formatted((int) c);
        };
    }

    private static String escapeOf(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted((int) c);
        };
    }

    /** Read the number that starts at {@code start}; whatever sticks to it belongs to it. */
    int number(int start, boolean nested) {
        int digits = text.at(start) == '-' ? start + 1 : start;
        int at = text.at(digits) == '0' ? digits + 1 : digits(digits);
        boolean whole = at > digits;
        int exponent = 0;
        if (whole && text.at(at) == '.') {
            int fraction = at + 1;
            at = digits(fraction);
            whole = at > fraction;
        }
        if (whole && (text.at(at) == 'e' || text.at(at) == 'E')) {
            exponent = text.at(at + 1) == '+' || text.at(at + 1) == '-' ? at + 2 : at + 1;
            at = digits(exponent);
            whole = at > exponent;
        }
        int end = numberChunkEnd(start);
        if (!whole && text.endsAt(at) && nested) {
            throw cutOff(start, "number");
        }
        if (!whole || end > at) {
            throw badNumber(start, end);
        }
        if (at - start > NUMBER_LENGTH || (exponent > 0 && exceeds(exponent, at))) {
            throw new Deviation(
                    Kind.NUMBER_BEYOND_LIMIT,
                    start,
                    at,
                    "number beyond the limit",
                    "; read are numbers of at most 1,000 characters with exponents of at most 10,000");
        }
        return at;
    }

    private int digits(int from) {
        int at = from;
        while (isDigit(text.at(at))) {
            at++;
        }
        return at;
    }

    private boolean exceeds(int from, int to) {
        int value = 0;
        for (int i = from; i < to && value <= EXPONENT; i++) {
            value = value * 10 + (text.at(i) - '0');
        }
        return value > EXPONENT;
    }

    /** A comment or a closing semicolon may follow a number without a gap; they are no part of it. */
    private int numberChunkEnd(int start) {
        int end = text.chunkEnd(start);
        for (int i = start + 1; i < end; i++) {
            if ("/;'`)#".indexOf(text.at(i)) >= 0) {
                return i;
            }
        }
        return end;
    }

    private Deviation badNumber(int start, int end) {
        if (text.startsWith("-Inf", start) || text.startsWith("-NaN", start) || text.startsWith("-inf", start)) {
            return notFinite(start, end);
        }
        for (int i = start; i < end; i++) {
            char c = text.at(i);
            if (!isHex(c) && "+-.xX_oO".indexOf(c) < 0) {
                return unquotedValue(start, end);
            }
        }
        return new Deviation(
                Kind.BAD_NUMBER,
                start,
                end,
                "bad number " + text.excerpt(start, end),
                "; expected digits without leading zero, plus sign or bare point, such as -0.5 or 1e3");
    }

    private Deviation cutOff(int start, String token) {
        return new Deviation(
                Kind.UNCLOSED,
                text.length(),
                text.length(),
                "unexpected end",
                ", in the %s %s; the text is cut off".formatted(token, text.excerpt(start, text.length())));
    }

    /** Read the literal that starts at {@code start}. */
    int literal(int start, boolean nested) {
        int end = text.wordEnd(start);
        String word = text.text().substring(start, Math.min(end, start + 20));
        if (word.equals("true") || word.equals("false") || word.equals("null")) {
            return end;
        }
        if (PYTHON.contains(word)) {
            throw new Deviation(
                    Kind.PYTHON_LITERAL,
                    start,
                    end,
                    "Python literal " + word,
                    "; expected " + (word.equals("None") ? "null" : word.equals("True") ? "true" : "false"));
        }
        if (NOT_FINITE.contains(word)) {
            throw notFinite(start, end);
        }
        if (nested && text.endsAt(end) && isStartOfLiteral(word)) {
            throw cutOff(start, "literal");
        }
        throw unquotedValue(start, Math.max(end, text.chunkEnd(start)));
    }

    private static boolean isStartOfLiteral(String word) {
        return "true".startsWith(word) || "false".startsWith(word) || "null".startsWith(word);
    }

    private Deviation notFinite(int start, int end) {
        return new Deviation(
                Kind.NAN_OR_INFINITY,
                start,
                end,
                text.excerpt(start, end),
                "; JSON has no such number, expected a finite one or null");
    }

    private Deviation unquotedValue(int start, int end) {
        return new Deviation(
                Kind.UNQUOTED_VALUE,
                start,
                end,
                "unquoted value " + text.excerpt(start, end),
                "; expected a string in double quotes, a number, true, false, null, an object or an array");
    }
}
