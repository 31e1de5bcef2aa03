package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apiguardian.api.API;

/** The one hash that names and compares contents. */
@API(status = INTERNAL, since = "0.1")
public final class Sha256 {

    private Sha256() {}

    /** Starts a hash of several parts. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException("every JDK has SHA-256", everyJdkHasIt);
        }
    }

    /** Returns the hash of all parts one after the other, as 64 hexadecimal digits. */
    public static String hex(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
