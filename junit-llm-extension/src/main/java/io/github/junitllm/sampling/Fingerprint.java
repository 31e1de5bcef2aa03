package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.exchange.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells whether a sample of an earlier run is one of the same test: by its compiled class and the members of its case. */
final class Fingerprint {

    private static final int LENGTH = 16;

    private Fingerprint() {}

    /** By case id. */
    static Map<String, String> ofAll(Class<?> test, List<EvalCase> cases) {
        byte[] classFile = classFile(test);
        return cases.stream().collect(Collectors.toMap(EvalCase::id, one -> of(classFile, one.golden())));
    }

    private static byte[] classFile(Class<?> test) {
        String name = test.getName();
        try (InputStream in = test.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            // A class without a file is another one in every run, so that nothing of it is resumed.
            return in == null ? String.valueOf(System.nanoTime()).getBytes(UTF_8) : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of " + name + " cannot be read", e);
        }
    }

    private static String of(byte[] classFile, GoldenCase golden) {
        byte[] members = new TreeMap<>(golden.fields()).toString().getBytes(UTF_8);
        return Sha256.hex(classFile, members).substring(0, LENGTH);
    }
}
