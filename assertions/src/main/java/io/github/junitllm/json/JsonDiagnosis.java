package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * Why a text is not strict JSON: its first deviation from RFC 8259.
 *
 * @param kind what was met
 * @param line from 1; LF, CR and CRLF end a line
 * @param column from 1, in UTF-16 chars
 * @param offset from 0, in UTF-16 chars; the length of the text when its end came too early
 * @param found what stands there, at most 40 characters, control characters as escapes; empty at the end of the text
 * @param message one sentence: what is there, where, and what was expected
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record JsonDiagnosis(Kind kind, int line, int column, int offset, String found, String message) {

    /** What was met where JSON should have gone on. */
    @API(status = EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** Nothing but white space. */
        EMPTY,
        /** A byte order mark before the JSON. */
        BYTE_ORDER_MARK,
        /** A Markdown code fence or backtick around or in the JSON. */
        CODE_FENCE,
        /** Words before the JSON. */
        TEXT_BEFORE,
        /** Words after the JSON. */
        TEXT_AFTER,
        /** Words only, with no object, array or other value. */
        NO_JSON,
        /** A second value after the first, as in JSON lines. */
        SEVERAL_DOCUMENTS,
        /** A comma before a closing bracket. */
        TRAILING_COMMA,
        /** Two members or items without a comma between them. */
        MISSING_COMMA,
        /** A member name without a colon after it. */
        MISSING_COLON,
        /** A comma, colon or closing bracket where a value or member should stand. */
        MISSING_VALUE,
        /** The text ends before everything opened is closed: cut off, or a quote or bracket forgotten. */
        UNCLOSED,
        /** A closing bracket that does not fit, or that nothing was opened for. */
        MISMATCHED_CLOSER,
        /** A string or member name in single quotes. */
        SINGLE_QUOTES,
        /** A string or member name in typographic quotes. */
        TYPOGRAPHIC_QUOTES,
        /** A string that ends at a quote which was meant to belong to it, or whose closing quote is missing. */
        UNESCAPED_QUOTE,
        /** Quotes with a backslash before them outside a string: the JSON was escaped once too often. */
        ESCAPED_TWICE,
        /** A member name without quotes. */
        UNQUOTED_MEMBER,
        /** A word without quotes where a value should stand. */
        UNQUOTED_VALUE,
        /** A comment. */
        COMMENT,
        /** Three dots in place of what was left out. */
        ELLIPSIS,
        /** A member name for the second time in one object. */
        DUPLICATE_MEMBER,
        /** NaN or Infinity. */
        NAN_OR_INFINITY,
        /** True, False or None. */
        PYTHON_LITERAL,
        /** A control character inside a string, such as a raw line break. */
        CONTROL_CHARACTER,
        /** A backslash in a string that starts no escape. */
        BAD_ESCAPE,
        /** A number not written as JSON asks, such as 01, .5, 1., +1 or 0x1F. */
        BAD_NUMBER,
        /** A number longer than 1,000 characters or with an exponent beyond 10,000. */
        NUMBER_BEYOND_LIMIT,
        /** Objects and arrays nested deeper than 1,000. */
        NESTED_TOO_DEEP,
        /** Anything else. */
        OTHER
    }
}
