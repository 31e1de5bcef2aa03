package io.github.junitllm.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.exchange.Sha256;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names of cassettes that are safe on every file system and still tell people what is inside. */
final class CassetteNames {

    static final String SAFE = "a name of letters, digits, dots, hyphens and underscores";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,119}");
    private static final int READABLE = 60;
    private static final int HASH_DIGITS = 8;

    private CassetteNames() {}

    static boolean isSafe(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns the name of the cassette that a row belongs to, without the ending. */
    static String of(WireRow row) {
        if (row.caseId().isPresent()) {
            return row.caseId().get();
        }
        if (row.cassette().isEmpty()) {
            return isSafe(row.id()) ? row.id() : readable(row.id(), row.id());
        }
        return readable(row.cassette(), row.source() + "\n" + row.cassette());
    }

    /** Returns the name of the cassette that a file, or a folder of files, becomes. */
    static String ofFile(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        String last = String.valueOf(whole.getFileName()).replaceFirst("\\.(?:ya?ml|jsonl?)$", "");
        return isSafe(last) ? last : readable(last, last);
    }

    /** The hash tells apart what the readable part makes the same. */
    private static String readable(String text, String whole) {
        String last = text.substring(text.lastIndexOf('/') + 1)
                .replaceFirst("\\.(?:ya?ml|jsonl?)$", "")
                .replaceAll("[^A-Za-z0-9._-]+", "_")
                .replaceFirst("^[._-]+", "");
        String part = last.length() <= READABLE ? last : last.substring(0, READABLE);
        return (part.isEmpty() ? "row" : part) + "-" + hash(whole);
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(UTF_8)).substring(0, HASH_DIGITS);
    }
}
