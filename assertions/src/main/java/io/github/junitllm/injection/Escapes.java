package io.github.junitllm.injection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Undoes the escapes of URLs, HTML, JSON and JavaScript, all in one go. */
final class Escapes {

    private static final Pattern ESCAPE = Pattern.compile(
            "((?:%[0-9A-Fa-f]{2}){1,64}+)|&#([0-9]{1,7});|&#[xX]([0-9A-Fa-f]{1,6});|&(lt|gt|amp|quot|apos);|\\\\u([0-9A-Fa-f]{4})|\\\\x([0-9A-Fa-f]{2})");

    private static final Map<String, String> NAMED =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

    private Escapes() {}

    /** The text without escapes; empty when there are none. */
    static Optional<Placed> decoded(Placed text) {
        String written = text.text();
        Matcher escape = ESCAPE.matcher(written);
        if (!escape.find()) {
            return Optional.empty();
        }
        Placed.Builder plain = Placed.builder(written.length());
        int from = 0;
        do {
            copy(text, from, escape.start(), plain);
            plain.add(unescaped(escape), text.place(escape.start()));
            from = escape.end();
        } while (escape.find());
        copy(text, from, written.length(), plain);
        return Optional.of(plain.build());
    }

    private static void copy(Placed text, int from, int to, Placed.Builder plain) {
        for (int i = from; i < to; i++) {
            plain.add(text.text().charAt(i), text.place(i));
        }
    }

    private static String unescaped(Matcher escape) {
        if (escape.group(1) != null) {
            return percent(escape.group(1));
        }
        if (escape.group(4) != null) {
            return NAMED.getOrDefault(escape.group(4), "");
        }
        int c = escape.group(2) != null ? Integer.parseInt(escape.group(2)) : Integer.parseInt(hex(escape), 16);
        return Character.isValidCodePoint(c) ? Character.toString(c) : "";
    }

    private static String hex(Matcher escape) {
        return escape.group(3) != null ? escape.group(3) : escape.group(5) != null ? escape.group(5) : escape.group(6);
    }

    private static String percent(String escaped) {
        byte[] bytes = new byte[escaped.length() / 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(escaped.substring(3 * i + 1, 3 * i + 3), 16);
        }
        return new String(bytes, UTF_8);
    }
}
