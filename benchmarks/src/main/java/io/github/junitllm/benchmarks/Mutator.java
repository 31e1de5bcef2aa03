package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Damages one input: its bytes, its lines, or the JSON in its lines. The same seed gives the same damage. */
final class Mutator {

    private static final int LARGEST = 300_000;
    private static final List<byte[]> BAIT = bait();

    private final Random random;
    private final JsonMutator json;

    Mutator(Random random) {
        this.random = random;
        this.json = new JsonMutator(random);
    }

    /**
     * Returns a damaged input.
     *
     * @param other another input, to splice with
     */
    byte[] mutate(byte[] input, byte[] other) {
        byte[] mutant = input;
        int rounds = 1 + random.nextInt(3);
        for (int i = 0; i < rounds && mutant.length <= LARGEST; i++) {
            mutant = switch (random.nextInt(4)) {
                case 0 -> bytes(mutant, other);
                case 1 -> lines(mutant, other);
                default -> inJson(mutant);
            };
        }
        return mutant;
    }

    private byte[] bytes(byte[] bytes, byte[] other) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + random.nextInt(60));
        byte[] some = BAIT.get(random.nextInt(BAIT.size()));
        return switch (random.nextInt(9)) {
            case 0 -> flip(bytes);
            case 1 -> joined(bytes, at, new byte[0], bytes, end);
            case 2 -> joined(bytes, at, some, bytes, at);
            case 3 -> joined(bytes, at, some, bytes, end);
            case 4 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, end), bytes, at);
            case 5 -> Arrays.copyOf(bytes, at);
            case 6 -> joined(bytes, at, new byte[0], other, random.nextInt(other.length + 1));
            case 7 -> joined(bytes, at, repeated(Arrays.copyOfRange(bytes, at, end)), bytes, end);
            default ->
                new String(bytes, ISO_8859_1)
                        .replace("\n", random.nextBoolean() ? "\r\n" : "\r")
                        .getBytes(ISO_8859_1);
        };
    }

    private byte[] lines(byte[] bytes, byte[] other) {
        List<String> lines = new ArrayList<>(Arrays.asList(new String(bytes, ISO_8859_1).split("\n", -1)));
        String[] others = new String(other, ISO_8859_1).split("\n", -1);
        int at = random.nextInt(lines.size());
        int to = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(to, lines.get(at));
            case 2 -> Collections.swap(lines, at, to);
            case 3 -> lines.add(to, others[random.nextInt(others.length)]);
            case 4 -> lines.add(to, HostileValues.LINES.get(random.nextInt(HostileValues.LINES.size())));
            default -> Collections.shuffle(lines, random);
        }
        return String.join("\n", lines).getBytes(ISO_8859_1);
    }

    /** Changes the tree of one line, also behind the {@code data:} of an event. */
    private byte[] inJson(byte[] bytes) {
        String[] lines = new String(bytes, UTF_8).split("\n", -1);
        int at = random.nextInt(lines.length);
        int brace = lines[at].indexOf('{');
        if (brace < 0 || brace > 20) {
            return bytes(bytes, bytes);
        }
        lines[at] = lines[at].substring(0, brace) + json.mutate(lines[at].substring(brace));
        return String.join("\n", lines).getBytes(UTF_8);
    }

    private byte[] flip(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] repeated(byte[] part) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int times = 1 + random.nextInt(2_000);
        for (int i = 0; i < times; i++) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] joined(byte[] start, int to, byte[] middle, byte[] end, int from) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(start, 0, to);
        joined.writeBytes(middle);
        joined.write(end, from, end.length - from);
        return joined.toByteArray();
    }

    private static List<byte[]> bait() {
        List<byte[]> bait = new ArrayList<>();
        for (String text : HostileValues.JSON) {
            bait.add(text.getBytes(UTF_8));
        }
        for (String text :
                List.of("\n", "\r", "\n\n", "\"", "}", "{", ":", "\\", "data:", "\0", "\uFEFF", "%", "%zz")) {
            bait.add(text.getBytes(UTF_8));
        }
        bait.add(new byte[] {(byte) 0xc3});
        bait.add(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
        bait.add(new byte[] {(byte) 0xff, (byte) 0xfe});
        return bait;
    }
}
