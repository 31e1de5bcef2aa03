package io.github.junitllm.redact;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds values by the name before them: {@code password = ...}, {@code "api_key": "..."} also behind the backslashes of
 * JSON in a JSON text, {@code --token ...}, {@code name="secret"} of a form. Looks at each separator once and at a bounded
 * stretch around it.
 */
final class NamedValues {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_VALUE = 2_000;
    private static final int LONGEST_WORD = 300;
    private static final int SHORTEST_VALUE = 6;
    private static final int MOST_SPACES = 8;

    private static final List<String> STEMS =
            List.of("pass", "secret", "token", "key", "auth", "pwd", "credential", "signature");

    private static final Set<String> PLACEHOLDERS = Set.of(
            "example",
            "placeholder",
            "redacted",
            "changeme",
            "your",
            "xxxx",
            "dummy",
            "sample",
            "<",
            "${",
            "{{",
            "...",
            "…",
            "***");

    private final SecretNames names;
    private final List<String> stems;

    NamedValues(SecretNames names, List<String> ownNames) {
        this.names = names;
        this.stems = Stream.concat(STEMS.stream(), ownNames.stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .toList();
    }

    /**
     * Adds what it finds.
     *
     * @param json whether the text is JSON, or a part of one: a member that is named secret is then taken at its word
     */
    void find(String text, String lower, boolean json, List<Finding> found) {
        if (stems.stream().noneMatch(lower::contains)) {
            return;
        }
        for (int at = 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == ':' || c == '=') {
                behind(text, at, json).ifPresent(found::add);
            } else if (c == ' ' && (text.startsWith(" is ", at) || isFlag(text, at))) {
                behind(text, at, false).ifPresent(found::add);
            } else if (c == '\n' && text.startsWith("\r\n\r\n", at - 1)) {
                formPart(text, at + 3).ifPresent(found::add);
            }
        }
    }

    private Optional<Finding> behind(String text, int separator, boolean json) {
        int nameEnd = separator;
        while (nameEnd > 0 && separator - nameEnd < MOST_SPACES && isSpace(text.charAt(nameEnd - 1))) {
            nameEnd--;
        }
        boolean quotedName = nameEnd > 0 && isQuote(text.charAt(nameEnd - 1));
        while (nameEnd > 0
                && separator - nameEnd < 2 * MOST_SPACES
                && "\"'`\\*]".indexOf(text.charAt(nameEnd - 1)) >= 0) {
            nameEnd--;
        }
        int nameStart = nameEnd;
        while (nameStart > 0 && nameEnd - nameStart < LONGEST_NAME && isNamePart(text.charAt(nameStart - 1))) {
            nameStart--;
        }
        String name = text.substring(nameStart, nameEnd);
        if (name.length() < 3 || !names.soundsSecret(name)) {
            return Optional.empty();
        }
        Value value = valueAfter(text, separator);
        boolean atItsWord = json && quotedName && value.quoted() && names.isSecret(name) && value.length() > 0;
        return atItsWord || isPlausible(text.substring(value.start(), value.end()), value.quoted())
                ? Optional.of(new Finding("value of \"%s\"".formatted(name), value.start(), value.end()))
                        .filter(finding -> !text.startsWith(Redactor.MARK, finding.start()))
                : Optional.empty();
    }

    private record Value(int start, int end, boolean quoted) {
        int length() {
            return end - start;
        }
    }

    private static Value valueAfter(String text, int separator) {
        int start = separator + (text.startsWith(" is ", separator) ? 4 : 1);
        int limit = Math.min(text.length(), start + MOST_SPACES);
        while (start < limit && (isSpace(text.charAt(start)) || "=>".indexOf(text.charAt(start)) >= 0)) {
            start++;
        }
        int slashes = start;
        while (slashes < text.length() && slashes - start < 16 && text.charAt(slashes) == '\\') {
            slashes++;
        }
        if (slashes < text.length() && isQuote(text.charAt(slashes))) {
            return quoted(text, slashes, slashes - start);
        }
        int end = start;
        int longest = Math.min(text.length(), start + LONGEST_WORD);
        // An ampersand ends a value in a query or a form; elsewhere it may be a part of a password.
        String ends = text.charAt(separator) == '=' ? "\"'`<>,;)}]\\&" : "\"'`<>,;)}]\\";
        while (end < longest && !isSpace(text.charAt(end)) && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return new Value(start, end, false);
    }

    /** A quote behind more backslashes than the opening one had stands within the value. */
    private static Value quoted(String text, int open, int backslashes) {
        int run = 0;
        int longest = Math.min(text.length(), open + LONGEST_VALUE);
        for (int at = open + 1; at < longest; at++) {
            char c = text.charAt(at);
            if (c == text.charAt(open) && (backslashes == 0 ? run % 2 == 0 : run <= backslashes)) {
                return new Value(open + 1, at - Math.min(run, backslashes), true);
            }
            run = c == '\\' ? run + 1 : 0;
        }
        return new Value(open + 1, longest, true);
    }

    /** A part of a form that is named secret holds its value after an empty line. */
    private Optional<Finding> formPart(String text, int start) {
        String head = text.substring(Math.max(0, start - 400), start);
        int name = head.lastIndexOf("name=\"");
        int end = name < 0 ? -1 : head.indexOf('"', name + 6);
        if (end < 0
                || head.indexOf("\r\n\r\n", end) < head.length() - 4
                || !names.soundsSecret(head.substring(name + 6, end))) {
            return Optional.empty();
        }
        int stop = text.indexOf("\r\n", start);
        int valueEnd = Math.min(stop < 0 ? text.length() : stop, start + LONGEST_VALUE);
        return valueEnd > start
                ? Optional.of(new Finding("value of \"%s\"".formatted(head.substring(name + 6, end)), start, valueEnd))
                        .filter(finding -> !text.startsWith(Redactor.MARK, finding.start()))
                : Optional.empty();
    }

    /** Letters with digits, and neither a placeholder nor code that fetches the value. */
    static boolean isPlausible(String value, boolean quoted) {
        if (value.length() < SHORTEST_VALUE
                || value.length() > LONGEST_VALUE
                || value.chars().anyMatch(NamedValues::isSpace)) {
            return false;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        boolean letter = lower.chars().anyMatch(c -> c >= 'a' && c <= 'z');
        boolean digit = lower.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean code = !quoted && (value.indexOf('(') >= 0 || value.indexOf('[') >= 0 || value.startsWith("$"));
        return letter
                && digit
                && !code
                && !value.contains("://")
                && PLACEHOLDERS.stream().noneMatch(lower::contains);
    }

    /** {@code --token value}, as in a command. */
    private static boolean isFlag(String text, int space) {
        int start = space;
        while (start > 0 && space - start < LONGEST_NAME && isNamePart(text.charAt(start - 1))) {
            start--;
        }
        return text.startsWith("--", start);
    }

    private static boolean isNamePart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
