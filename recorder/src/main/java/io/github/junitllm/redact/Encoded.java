package io.github.junitllm.redact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in base64, as credentials are kept in configuration files. */
final class Encoded {

    /** Runs of base64, without what fills it up at the end. */
    static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{20,}+");

    private static final int LONGEST = 16_000;

    private Encoded() {}

    /** Hands over each run of base64 that encodes text, with that text. */
    static void forEach(String text, BiConsumer<MatchResult, String> encoded) {
        Matcher base64 = BASE64.matcher(text);
        while (base64.find()) {
            text(base64.group()).ifPresent(decoded -> encoded.accept(base64, decoded));
        }
    }

    /** Returns the text that this is the base64 of; empty when it is not, or of bytes that are no text. */
    static Optional<String> text(String token) {
        String plain = token.replace('-', '+').replace('_', '/');
        if (plain.length() > LONGEST || plain.length() % 4 == 1) {
            return Optional.empty();
        }
        String decoded = new String(Base64.getDecoder().decode(plain), ISO_8859_1);
        long printable = decoded.chars().filter(Encoded::isPrintable).count();
        return 10 * printable >= 9L * decoded.length() ? Optional.of(decoded) : Optional.empty();
    }

    private static boolean isPrintable(int c) {
        return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\r' || c == '\t';
    }
}
