package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.match.ClosestName;
import java.util.Collection;
import java.util.Locale;
import org.apiguardian.api.API;

/** Text of unknown origin made fit for a message: one line, nothing invisible, bounded. */
@API(status = INTERNAL, since = "0.1")
public final class Visible {

    private Visible() {}

    /** Show at most {@code limit} characters; what is cut off shows as three dots. */
    public static String excerpt(CharSequence text, int from, int to, int limit) {
        StringBuilder shown = new StringBuilder();
        for (int i = from; i < to; i++) {
            String next = character(text, i);
            boolean last = i + 1 >= to;
            if (shown.length() + next.length() > limit - (last ? 0 : 3)) {
                return shown.append("...").toString();
            }
            shown.append(next);
        }
        return shown.toString();
    }

    /** Show at most {@code limit} characters of a text from its start. */
    public static String excerpt(String text, int limit) {
        return excerpt(text, 0, text.length(), limit);
    }

    /** Give {@code (did you mean "x"?)} with a space before it, or nothing. */
    static String nearest(String name, Collection<String> known) {
        return ClosestName.to(name, known)
                .map(near -> " (did you mean \"%s\"?)".formatted(excerpt(near, 60)))
                .orElse("");
    }

    /** The char at {@code i} itself, or its escape when it would not be seen or would break the line or the encoding. */
    static String character(CharSequence text, int i) {
        char c = text.charAt(i);
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> isHidden(text, i) ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c);
        };
    }

    private static boolean isHidden(CharSequence text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (type == Character.SPACE_SEPARATOR && c != ' ');
    }
}
