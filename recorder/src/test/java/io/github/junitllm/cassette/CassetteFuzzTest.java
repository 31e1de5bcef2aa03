package io.github.junitllm.cassette;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.junitllm.importer.WireImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mutations of real cassettes: the loader accepts or names file and line, and never hangs. */
@Timeout(300)
class CassetteFuzzTest {

    private static final int MUTATIONS = 20_000;
    private static final long SLOWEST = TimeUnit.SECONDS.toNanos(1);
    private static final byte[][] BAIT = {
        "null".getBytes(UTF_8),
        "1e99999999999".getBytes(UTF_8),
        "-1".getBytes(UTF_8),
        "[".repeat(600).getBytes(UTF_8),
        "{\"a\":".repeat(600).getBytes(UTF_8),
        "9".repeat(2000).getBytes(UTF_8),
        "\n".getBytes(UTF_8),
        "\\ud800".getBytes(UTF_8),
        {(byte) 0xc3},
        {0},
        "\"".getBytes(UTF_8),
        "}".getBytes(UTF_8)
    };

    @TempDir
    Path folder;

    @Test
    void a_mutated_cassette_loads_or_is_refused_by_file_and_line() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        for (Path file : new WireImporter(folder.resolve("seeds"), "t")
                .importFile(Path.of("src/test/resources/wire/interactions.jsonl"))
                .files()) {
            seeds.add(Files.readAllBytes(file));
        }
        Random random = new Random(20260131);
        Path file = folder.resolve("m.jsonl");
        Pattern named = Pattern.compile("(?s)" + Pattern.quote(file.toString()) + ":[1-9][0-9]*: .+");
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutant = mutate(seeds.get(random.nextInt(seeds.size())), random);
            Files.write(file, mutant);
            long start = System.nanoTime();
            try {
                Cassette.open(file, "t", "c");
            } catch (CassetteException e) {
                refused++;
                assertThat(e.getMessage()).matches(named);
            } catch (RuntimeException | StackOverflowError e) {
                fail("mutation " + i + " of seed 20260131", e);
            }
            assertThat(System.nanoTime() - start).as("mutation %d", i).isLessThan(SLOWEST);
        }
        assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS);
    }

    private static byte[] mutate(byte[] seed, Random random) throws IOException {
        byte[] mutant = seed;
        int rounds = 1 + random.nextInt(3);
        for (int round = 0; round < rounds; round++) {
            int at = random.nextInt(mutant.length + 1);
            int length = Math.min(mutant.length - at, random.nextInt(40));
            mutant = switch (random.nextInt(5)) {
                case 0 -> flip(mutant, random);
                case 1 -> joined(mutant, at, at + length, new byte[0]);
                case 2 -> joined(mutant, at, at, BAIT[random.nextInt(BAIT.length)]);
                case 3 -> joined(mutant, at, at + length, BAIT[random.nextInt(BAIT.length)]);
                default -> joined(mutant, at, at, Arrays.copyOfRange(mutant, at, at + length));
            };
        }
        return mutant;
    }

    private static byte[] flip(byte[] bytes, Random random) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] joined(byte[] bytes, int from, int to, byte[] middle) {
        byte[] joined = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, joined, 0, from);
        System.arraycopy(middle, 0, joined, from, middle.length);
        System.arraycopy(bytes, to, joined, from + middle.length, bytes.length - to);
        return joined;
    }
}
