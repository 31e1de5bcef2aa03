package io.github.junitllm.grounding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Deals groups into two halves by a hash that never changes. */
final class Halves {

    private Halves() {}

    static int of(String group) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(group.getBytes(UTF_8));
            return hash[3] & 1;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
