package io.github.junitllm.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Removes the recordings that a run of every sample did not use. */
@API(status = INTERNAL, since = "0.1")
public final class Prune {

    private static final Pattern BODY_FILE = Pattern.compile("[0-9a-f]{64}\\.body");

    private Prune() {}

    /**
     * Removes what the run left unused, or only says so.
     *
     * @param dryRun whether to change nothing
     * @return a line for every cassette that changes, for people
     * @throws UpkeepException when the lines name a cassette that cannot be read
     */
    public static List<String> run(RunLines run, boolean dryRun) {
        List<String> report = new ArrayList<>();
        Set<Path> folders = new TreeSet<>();
        for (JsonNode verdict : run.verdicts()) {
            for (JsonNode unused : verdict.path("unused")) {
                Path file = RunLines.cassette(unused.path("cassette"));
                report.add(prune(file, new TakeNames(unused.path("takes")), dryRun));
                folders.add(RunLines.folderOf(file));
            }
            for (JsonNode orphan : verdict.path("orphans")) {
                Path file = RunLines.cassette(orphan);
                int takes = Cassette.open(file, "", "").exchanges().size();
                report.add("%s: all %d recordings and the file removed, its case is not there".formatted(file, takes));
                folders.add(RunLines.folderOf(file));
                if (!dryRun) {
                    delete(file);
                }
            }
        }
        if (!dryRun) {
            folders.forEach(Prune::removeBodiesOfNobody);
        }
        return report;
    }

    private static String prune(Path file, TakeNames names, boolean dryRun) {
        try (Cassette cassette = Cassette.open(file, "", "")) {
            List<Exchange> takes = names.in(cassette);
            int left = cassette.exchanges().size() - takes.size();
            if (!dryRun && left == 0) {
                delete(file);
            } else if (!dryRun) {
                cassette.remove(takes);
            }
            return "%s: %d of %d recordings removed%s"
                    .formatted(file, takes.size(), takes.size() + left, left == 0 ? ", and the file" : "");
        }
    }

    /** Bodies over 16 kB stand beside the cassettes, and are named in them. */
    private static void removeBodiesOfNobody(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            Set<String> named = new TreeSet<>();
            for (Path file : all) {
                if (file.toString().endsWith(".jsonl")) {
                    Matcher names = BODY_FILE.matcher(Files.readString(file, UTF_8));
                    while (names.find()) {
                        named.add(names.group());
                    }
                }
            }
            for (Path file : all) {
                String name = file.getFileName().toString();
                if (BODY_FILE.matcher(name).matches() && !named.contains(name)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UpkeepException("%s: cannot be tidied: %s".formatted(folder, e));
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UpkeepException("%s: cannot be removed: %s".formatted(file, e));
        }
    }
}
