package io.github.junitllm.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds credentials in one text: known values, key formats, named values, and what the user's rules say. */
final class Finder {

    /** No format is shorter, and most strings of an exchange are. */
    private static final int SHORTEST = 8;

    private static final int BLOB = 80;

    private final List<String> known;
    private final RedactionRules rules;
    private final SecretNames names;
    private final NamedValues namedValues;
    private final List<Pattern> patterns;

    Finder(List<String> known, RedactionRules rules) {
        this.known = known;
        this.rules = rules;
        this.names = SecretNames.with(rules.names());
        this.namedValues = new NamedValues(names, List.copyOf(rules.names()));
        this.patterns = rules.patterns().stream().map(RedactionRules::compiled).toList();
    }

    RedactionRules rules() {
        return rules;
    }

    SecretNames names() {
        return names;
    }

    /** Returns what is found, in order and without overlaps. */
    List<Finding> find(String text, boolean json) {
        List<Finding> found = new ArrayList<>();
        if (text.length() >= SHORTEST) {
            String lower = text.toLowerCase(Locale.ROOT);
            for (KeyFormat format : KeyFormats.ALL) {
                format.find(text, lower, found);
            }
            found.removeIf(finding -> isWithinBlob(text, finding.start()));
            found.addAll(findKnown(text));
            namedValues.find(text, lower, json, found);
        }
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(text);
            int group = matcher.groupCount() > 0 ? 1 : 0;
            while (matcher.find()) {
                // A group that took no part has no place, and an empty one nothing to hide.
                if (matcher.start(group) < matcher.end(group)) {
                    found.add(new Finding("what a pattern of yours finds", matcher.start(group), matcher.end(group)));
                }
            }
        }
        rules.personal().forEach(kind -> kind.find(text, found));
        return merged(found);
    }

    /** In thousands of random characters, as in a sealed thought, a few look like the start of a key. */
    private static boolean isWithinBlob(String text, int start) {
        int at = start;
        while (at > 0 && start - at < BLOB && isBase64(text.charAt(at - 1))) {
            at--;
        }
        return start - at == BLOB;
    }

    private static boolean isBase64(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "+/_-".indexOf(c) >= 0;
    }

    /** What no rule of the user's may allow: the keys of the recorder itself. */
    List<Finding> findKnown(String text) {
        List<Finding> found = new ArrayList<>();
        for (String value : known) {
            for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length())) {
                found.add(new Finding("a key of the recorder", at, at + value.length()));
            }
        }
        return found;
    }

    static List<Finding> merged(List<Finding> found) {
        if (found.size() < 2) {
            return found;
        }
        List<Finding> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(Finding::start));
        List<Finding> merged = new ArrayList<>();
        for (Finding next : sorted) {
            Finding last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && next.start() < last.end()) {
                merged.set(merged.size() - 1, new Finding(last.kind(), last.start(), Math.max(last.end(), next.end())));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }

    /** Returns the text with the mark in the place of what was found. */
    String redacted(String text) {
        return replaced(text, find(text, false));
    }

    static String replaced(String text, List<Finding> found) {
        if (found.isEmpty()) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        int from = 0;
        for (Finding finding : found) {
            clean.append(text, from, finding.start()).append(Redactor.MARK);
            from = finding.end();
        }
        return clean.append(text, from, text.length()).toString();
    }
}
