package io.github.junitllm.injection;

import io.github.junitllm.injection.Decoding.Decoded;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Finds bytes in hexadecimal: {@code 5a582d3831}, {@code 5a 58 2d}, {@code 5a:58:2d}, {@code 0x5a 0x58}. */
final class Hex {

    private static final int FEWEST_BYTES = 4;

    private Hex() {}

    static void find(String text, List<Decoded> found) {
        int at = 0;
        while (at + 1 < text.length()) {
            if (isPair(text, at) && startsRun(text, at)) {
                at = run(text, at, found);
            } else {
                at++;
            }
        }
    }

    private static boolean startsRun(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)) || text.startsWith("0x", at - 2);
    }

    private static int run(String text, int start, List<Decoded> found) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = start;
        int end = start;
        while (isPair(text, at)) {
            bytes.write(Character.digit(text.charAt(at), 16) * 16 + Character.digit(text.charAt(at + 1), 16));
            end = at + 2;
            at = next(text, end);
        }
        boolean whole = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
        if (whole && bytes.size() >= FEWEST_BYTES) {
            int to = end;
            Decoding.text(bytes.toByteArray()).ifPresent(plain -> found.add(new Decoded("hex", start, to, plain)));
        }
        return Math.max(end, start + 1);
    }

    /** Past one separator and one {@code 0x}. */
    private static int next(String text, int end) {
        int at = end < text.length() && " :,-".indexOf(text.charAt(end)) >= 0 ? end + 1 : end;
        return at > end && text.startsWith("0x", at) ? at + 2 : at;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && isHex(text.charAt(at)) && isHex(text.charAt(at + 1));
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
