package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Reads text that is nearly JSON as what was probably meant, and says what was mended. A mended answer is a guess: the model did
 * not keep to the format, and another reading may be as good. Nothing of ours reads leniently unless it is asked to.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class LenientJson {

    private static final Pattern FENCE = Pattern.compile("(?:`{3,}|~{3,})[ \\t]*([A-Za-z0-9+-]{0,20})?[ \\t]*\\r?\\n?");

    private LenientJson() {}

    /**
     * What was read.
     *
     * @param json the mended text, strict JSON
     * @param mends what was mended and where (line:column), in order; empty when the text is strict JSON
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    public record Reading(String json, List<String> mends) {

        /** Copies the list. */
        public Reading {
            mends = List.copyOf(mends);
        }
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException when it is too damaged to be read as one value
     */
    public static Reading read(String text) {
        if (StrictJson.parse(text).diagnosis() == null) {
            return new Reading(text, List.of());
        }
        List<String> mends = new ArrayList<>();
        String inner = withoutSurroundings(text, mends);
        LenientParser parser = new LenientParser(inner);
        try {
            JsonNode value = DeepStack.call(parser::document);
            mends.addAll(parser.mends());
            return new Reading(Json.write(value), mends);
        } catch (LenientCursor.TooDamaged e) {
            throw new IllegalArgumentException("cannot be read as JSON, not even leniently: " + e.getMessage(), e);
        }
    }

    /** Takes off a code fence, prose before the first bracket, and one level of escapes. */
    private static String withoutSurroundings(String text, List<String> mends) {
        String inner = text.strip();
        if (inner.startsWith("\uFEFF")) {
            mends.add("byte order mark");
            inner = inner.substring(1).strip();
        }
        int bracket = firstBracket(inner);
        Matcher fence = FENCE.matcher(inner);
        if (fence.find()
                && (fence.start() < bracket
                        || bracket < 0
                        || inner.substring(bracket + 1, fence.start()).isBlank())) {
            mends.add("code fence");
            int close = inner.indexOf(inner.charAt(fence.start()) == '`' ? "```" : "~~~", fence.end());
            inner = inner.substring(fence.end(), close < 0 ? inner.length() : close)
                    .strip();
        } else if (bracket > 0 && isProse(inner.substring(0, bracket))) {
            mends.add("text before the JSON");
            inner = inner.substring(bracket);
            int last = Math.max(inner.lastIndexOf('}'), inner.lastIndexOf(']'));
            if (last > 0
                    && last < inner.length() - 1
                    && !inner.substring(last + 1).contains("\"")) {
                mends.add("text after the JSON");
                inner = inner.substring(0, last + 1);
            }
        }
        if (isEscapedTwice(inner)) {
            mends.add("escaped twice");
            inner = unescaped(inner);
        }
        return inner;
    }

    private static int firstBracket(String text) {
        int object = text.indexOf('{');
        int array = text.indexOf('[');
        return object < 0 ? array : array < 0 ? object : Math.min(object, array);
    }

    /** Words, and no start of a value or of a call. */
    private static boolean isProse(String before) {
        String head = before.strip();
        return !head.isEmpty()
                && Character.isLetter(head.charAt(0))
                && !head.endsWith("(")
                && head.indexOf('"') < 0
                && (head.indexOf(',') < 0 || head.indexOf(' ') >= 0);
    }

    private static boolean isEscapedTwice(String text) {
        int i = 0;
        while (i < text.length() && (Character.isWhitespace(text.charAt(i)) || "[{".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return text.startsWith("\\\"", i);
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\')) {
                plain.append(text.charAt(++i));
            } else if (c != '\\' || i + 1 < text.length()) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
