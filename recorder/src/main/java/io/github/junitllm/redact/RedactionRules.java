package io.github.junitllm.redact;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Rules of a project's own for what is redacted, beside the built-in ones. Immutable.
 *
 * @param patterns regular expressions in the syntax of RE2, which Java's is but for look-around and back references: no
 *     text makes them run away; what a match holds is redacted, or its first group if it has one
 * @param names names of members and parameters whose value is secret; case, {@code -} and {@code _} count for nothing
 * @param allow JSON Pointers of what stays as it is, with {@code *} for any one segment, for example
 *     {@code /messages/*}{@code /content}; all below is allowed too. Keys of the recorder are redacted all the same
 * @param personal kinds of personal data to redact, none by default
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record RedactionRules(List<String> patterns, Set<String> names, List<String> allow, Set<PersonalData> personal) {

    /** No rules beside the built-in ones. */
    public static final RedactionRules NONE = new RedactionRules(List.of(), Set.of(), List.of(), Set.of());

    /** Copies the collections and refuses what is no pattern or no pointer. */
    public RedactionRules {
        patterns = List.copyOf(patterns);
        names = Set.copyOf(names);
        allow = List.copyOf(allow);
        personal = personal.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(personal));
        patterns.forEach(RedactionRules::compiled);
        allow.forEach(RedactionRules::requirePointer);
    }

    /** Compiles a pattern. */
    static Pattern compiled(String pattern) {
        Pattern compiled;
        try {
            compiled = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern \"%s\": %s; the syntax is that of RE2, without look-around and back references"
                            .formatted(pattern, e.getDescription()),
                    e);
        }
        if (compiled.matches("")) {
            throw new IllegalArgumentException(
                    "pattern \"%s\" matches the empty text; write one that needs at least one character"
                            .formatted(pattern));
        }
        return compiled;
    }

    private static void requirePointer(String pointer) {
        if (!pointer.startsWith("/") || pointer.equals("/*")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no JSON Pointer to a part of a body: expected one like /messages/*/content, where * stands for one segment"
                            .formatted(pointer));
        }
    }

    /** Tells whether a rule allows whatever stands at this pointer. */
    boolean allows(String pointer) {
        return allow.stream().anyMatch(rule -> covers(rule, pointer));
    }

    private static boolean covers(String rule, String pointer) {
        String[] wanted = rule.split("/", -1);
        String[] given = pointer.split("/", -1);
        if (given.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals("*") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }
}
