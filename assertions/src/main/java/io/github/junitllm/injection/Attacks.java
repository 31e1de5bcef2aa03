package io.github.junitllm.injection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Attacks, carriers and benign look-alikes: those shipped and those of the user's own files. All files are goldens in JSON
 * lines, so that {@code @Golden} reads them too: {@code @Golden(Attacks.SHIPPED)} fills {@link Attack}.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Attacks {

    /** The class-path resource with the shipped attacks; their licence stands beside it in NOTICE.md. */
    public static final String SHIPPED = "/io/github/junitllm/injection/attacks.jsonl";

    /** The class-path resource with harmless texts that look like attacks: members {@code text} and {@code triggers}. */
    public static final String BENIGN = "/io/github/junitllm/injection/benign.jsonl";

    private static final String CARRIERS = "/io/github/junitllm/injection/carriers.jsonl";

    private Attacks() {}

    /** Returns the shipped attacks. */
    public static List<Attack> shipped() {
        return CorpusReader.attacks(SHIPPED, resource(SHIPPED));
    }

    /** Returns the shipped carriers. */
    public static List<Carrier> carriers() {
        return CorpusReader.carriers(CARRIERS, resource(CARRIERS));
    }

    /**
     * Reads attacks from a file in JSON lines, in UTF-8: members as {@link Attack} has them, beside the reserved ones of
     * goldens.
     *
     * @throws IllegalArgumentException naming file, line and member when something is wrong
     */
    public static List<Attack> read(Path file) {
        return CorpusReader.attacks(file.toString(), text(file));
    }

    /** Reads carriers from a file in JSON lines, in UTF-8: members as {@link Carrier} has them. */
    public static List<Carrier> readCarriers(Path file) {
        return CorpusReader.carriers(file.toString(), text(file));
    }

    /** Plants every attack in every carrier in every writing. */
    public static List<PlantedAttack> plant(
            Collection<Attack> attacks, Collection<Carrier> carriers, AttackEncoding... encodings) {
        List<PlantedAttack> planted = new ArrayList<>();
        for (Attack attack : attacks) {
            for (Carrier carrier : carriers) {
                for (AttackEncoding encoding : encodings) {
                    planted.add(PlantedAttack.of(attack, carrier, encoding));
                }
            }
        }
        return planted;
    }

    /**
     * Writes planted attacks as a golden file in JSON lines, to be reviewed and committed; {@code @Golden} fills
     * {@link PlantedAttack} from it. Each case carries the tags {@code attack} and the name of its encoding.
     */
    public static void writeGoldens(Path file, Collection<PlantedAttack> planted) {
        try {
            Files.writeString(file, CorpusReader.goldens(planted), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Attacks.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path; is the jar complete?");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(name), e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read; it should be a file in UTF-8".formatted(file), e);
        }
    }
}
