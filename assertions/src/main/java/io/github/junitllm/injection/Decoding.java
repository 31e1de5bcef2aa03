package io.github.junitllm.injection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is encoded in a text. Each decoding is shorter than what it came from, and three within each other are read. */
final class Decoding {

    static final int DEEPEST = 3;
    static final int SHORTEST = 6;

    static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{" + SHORTEST + ",}+={0,2}");

    private static final Pattern SEPARATORS = Pattern.compile("[/_-]++");
    private static final int TAGS = 0xe0000;
    private static final int LAST_TAG = 0xe007f;

    private Decoding() {}

    /** A text that stood encoded in another one. */
    record Decoded(String encoding, int from, int to, String text) {}

    /**
     * The text itself and all that is encoded in it.
     *
     * @param given what stands encoded in one of these was copied, and nobody decoded or encoded anything
     */
    static List<View> views(Placed text, List<String> given) {
        List<View> views = new ArrayList<>();
        add(text, "", 0, given, views);
        return views;
    }

    private static void add(Placed text, String encoding, int depth, List<String> given, List<View> views) {
        views.add(new View(text, encoding));
        if (depth == DEEPEST) {
            return;
        }
        for (Decoded decoded : tokens(text.text(), given)) {
            add(
                    Placed.at(decoded.text(), text.place(decoded.from())),
                    " in " + decoded.encoding() + encoding,
                    depth + 1,
                    given,
                    views);
        }
        Escapes.decoded(text).ifPresent(plain -> add(plain, " in escapes" + encoding, depth + 1, given, views));
        tags(text).ifPresent(plain -> add(plain, " in Unicode tags" + encoding, depth + 1, given, views));
    }

    /** Words in base64 and hex that are text and were not given. */
    static List<Decoded> tokens(String text, List<String> given) {
        List<Decoded> found = new ArrayList<>();
        Matcher token = BASE64.matcher(text);
        while (token.find()) {
            base64(token.group(), token.start(), found);
        }
        Hex.find(text, found);
        found.removeIf(decoded ->
                given.stream().anyMatch(other -> other.contains(text.substring(decoded.from(), decoded.to()))));
        return found;
    }

    /** As a whole, or its parts where it is a path or words joined by dashes. */
    private static void base64(String token, int start, List<Decoded> found) {
        Optional<String> whole = base64(token);
        if (whole.isPresent()) {
            found.add(new Decoded("base64", start, start + token.length(), whole.get()));
            return;
        }
        Matcher separator = SEPARATORS.matcher(token);
        int from = 0;
        while (from < token.length()) {
            boolean more = separator.find(from);
            int to = more ? separator.start() : token.length();
            String part = token.substring(from, to);
            if (part.length() >= SHORTEST && part.length() < token.length()) {
                int at = start + from;
                base64(part).ifPresent(text -> found.add(new Decoded("base64", at, at + part.length(), text)));
            }
            from = more ? separator.end() : token.length();
        }
    }

    private static Optional<String> base64(String token) {
        String plain = token.replaceFirst("=+$", "").replace('-', '+').replace('_', '/');
        if (plain.length() % 4 == 1) {
            return Optional.empty();
        }
        return text(Base64.getDecoder().decode(plain));
    }

    /** Bytes as text, when nothing in them is no text. */
    static Optional<String> text(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            boolean readable = text.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
            return readable && !text.isBlank() ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    /** Invisible characters that mirror ASCII. */
    private static Optional<Placed> tags(Placed text) {
        Placed.Builder plain = Placed.builder(0);
        String written = text.text();
        for (int i = 0; i + 1 < written.length(); i++) {
            int c = Character.isHighSurrogate(written.charAt(i)) ? written.codePointAt(i) : 0;
            if (c > TAGS && c < LAST_TAG) {
                plain.add((char) (c - TAGS), text.place(i));
            }
        }
        return plain.length() == 0 ? Optional.empty() : Optional.of(plain.build());
    }
}
