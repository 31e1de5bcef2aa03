package io.github.junitllm.redact;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Members whose values look random and are no secrets: ids, hashes, signatures of thoughts, encrypted reasoning, media,
 * embeddings, page marks. Told by the words of the name, so that a new API needs no entry of its own.
 */
final class OpaqueNames {

    private static final Set<String> LAST_WORDS = Set.of(
            "id",
            "ids",
            "uuid",
            "guid",
            "hash",
            "digest",
            "sha",
            "sha1",
            "sha256",
            "sha512",
            "md5",
            "checksum",
            "etag",
            "fingerprint",
            "signature",
            "signatures",
            "nonce",
            "cursor",
            "embedding",
            "embeddings",
            "vector",
            "blob",
            "bytes",
            "base64",
            "obfuscation",
            "url",
            "uri",
            "href",
            "link",
            "links",
            "image",
            "images",
            "img",
            "icon",
            "favicon",
            "avatar",
            "thumbnail",
            "audio",
            "video",
            "trace",
            "commit",
            "arn");

    /** Above as well: whatever stands in such a member. */
    private static final List<String> ANYWHERE = List.of("encrypted", "signature", "redacted", "b64", "pagetoken");

    /** Between them the member {@code data} holds media or sealed thoughts. */
    private static final Set<String> DATA_PARENTS = Set.of(
            "inlinedata",
            "source",
            "audio",
            "inputaudio",
            "image",
            "file",
            "document",
            "video",
            "blob",
            "media",
            "reasoningdetails",
            "content",
            "contentblock",
            "embedding",
            "resource",
            "output",
            "delta");

    private OpaqueNames() {}

    static boolean isOpaque(JsonPlace place) {
        return isOpaque(place.name()) || place.isIn(OpaqueNames::isSealed) || isData(place);
    }

    private static boolean isData(JsonPlace place) {
        String name = plain(place.name());
        return (name.equals("data") || name.equals("filedata") || name.equals("bytes"))
                && (name.length() > 4 || DATA_PARENTS.contains(plain(place.parentName())));
    }

    static boolean isOpaque(String name) {
        return !name.isEmpty() && (LAST_WORDS.contains(lastWord(name)) || isSealed(name));
    }

    private static boolean isSealed(String name) {
        String plain = plain(name);
        return ANYWHERE.stream().anyMatch(plain::contains);
    }

    /** {@code toolUseId}, {@code tool_use_id} and {@code tool-use-id} end with the word id, and {@code paid} does not. */
    private static String lastWord(String name) {
        int start = name.length() - 1;
        while (start > 0 && !isBorder(name, start)) {
            start--;
        }
        String word = name.substring(start).toLowerCase(Locale.ROOT);
        return word.startsWith("_") || word.startsWith("-") ? word.substring(1) : word;
    }

    private static boolean isBorder(String name, int at) {
        char c = name.charAt(at);
        return c == '_' || c == '-' || (Character.isUpperCase(c) && Character.isLowerCase(name.charAt(at - 1)));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
