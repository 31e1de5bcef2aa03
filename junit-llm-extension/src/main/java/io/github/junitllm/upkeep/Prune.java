package io.github.junitllm.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        for (List<JsonNode> verdicts : byTest(run)) {
            List<JsonNode> others = verdicts.subList(1, verdicts.size());
            for (JsonNode unused : verdicts.get(0).path("unused")) {
                TakeNames names = new TakeNames(unused.path("takes"));
                others.forEach(other -> names.retain(unusedIn(other, unused.path("cassette"))));
                if (names.size() > 0) {
                    Path file = RunLines.cassette(unused.path("cassette"));
                    report.add(prune(file, names, dryRun));
                    folders.add(RunLines.folderOf(file));
                }
            }
            for (JsonNode orphan : verdicts.get(0).path("orphans")) {
                if (others.stream().anyMatch(other -> !names(other.path("orphans"), orphan))) {
                    continue;
                }
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

    /** The verdicts of each test that looked at its recordings. Of several, none may have used what is to go. */
    private static Collection<List<JsonNode>> byTest(RunLines run) {
        return run.verdicts().stream()
                .filter(verdict -> !verdict.path("mode").asText("").equals("live")
                        && !Set.of("NONE", "DRAFT")
                                .contains(verdict.path("verdict").asText("")))
                .collect(Collectors.groupingBy(
                        verdict -> verdict.path("test").asText(""), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private static TakeNames unusedIn(JsonNode verdict, JsonNode cassette) {
        for (JsonNode unused : verdict.path("unused")) {
            if (unused.path("cassette").equals(cassette)) {
                return new TakeNames(unused.path("takes"));
            }
        }
        return new TakeNames(MissingNode.getInstance());
    }

    private static boolean names(JsonNode list, JsonNode name) {
        for (JsonNode entry : list) {
            if (entry.equals(name)) {
                return true;
            }
        }
        return false;
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
