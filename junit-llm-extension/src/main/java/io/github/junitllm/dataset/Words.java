package io.github.junitllm.dataset;

import io.github.junitllm.match.ClosestName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Wording that the messages share: what was observed, shortened to one line. */
final class Words {

    private static final int LONGEST = 60;

    private Words() {}

    static String observed(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        String shown = value instanceof String text ? quoted(text) : shorten(String.valueOf(value));
        return shown + " (" + kind(value) + ")";
    }

    private static String kind(Object value) {
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof List) {
            return "list";
        }
        if (value instanceof Map) {
            return "mapping";
        }
        return value instanceof Boolean ? "boolean" : "number";
    }

    static String quoted(String text) {
        return "\"" + shorten(text) + "\"";
    }

    /** Returns {@code ; did you mean "x"?}, on one line whatever the name holds, or nothing when no name is near. */
    static String hint(String written, Collection<String> names) {
        return ClosestName.to(written, names)
                .map(near -> "; did you mean " + quoted(near) + "?")
                .orElse("");
    }

    static String listed(Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** Appends a member to a JSON pointer. */
    static String pointer(String parent, Object member) {
        return parent + "/" + String.valueOf(member).replace("~", "~0").replace("/", "~1");
    }

    static String shorten(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return start.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }
}
