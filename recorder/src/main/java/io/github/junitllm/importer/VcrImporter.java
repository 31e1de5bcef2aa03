package io.github.junitllm.importer;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Turns cassettes of vcrpy (version 1, YAML or JSON) and of Ruby's VCR into cassettes of ours: a file, or all files of a folder,
 * each a cassette of its own. Gzip is unpacked, event streams are cut into their events, headers of requests are dropped, and the
 * upstream follows from the URL. YAML is read without making objects of it; tags but {@code !!binary} are refused.
 *
 * <p>YAML needs {@code org.yaml:snakeyaml} on the class path, which {@code junit-llm-extension} brings along. At most 64 MB
 * a file and 16 MB a body.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class VcrImporter {

    private static final int MOST = 10_000;

    private final ImportTarget target;

    /** Makes an importer. */
    public VcrImporter(ImportTarget target) {
        this.target = target;
    }

    /**
     * Imports a file or a folder. A cassette that is there already is replaced if it holds nothing but imports.
     *
     * @throws ImportException when an interaction cannot become a recording, or a cassette with other recordings is in the way
     */
    public ImportReport importFrom(Path from) {
        ImportRun run = new ImportRun(target);
        for (Path file : files(from)) {
            read(run, file);
        }
        return run.finish(from, "interactions");
    }

    private static List<Path> files(Path from) {
        if (!Files.isDirectory(from)) {
            return List.of(from);
        }
        try (Stream<Path> files = Files.list(from)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches("(?s).*\\.(?:ya?ml|json)"))
                    .limit(MOST + 1)
                    .sorted()
                    .toList();
            if (found.size() > MOST) {
                throw new ImportException("%s: more than 10,000 files; import them in parts".formatted(from));
            }
            return found;
        } catch (IOException e) {
            throw new ImportException("%s: cannot be read: %s".formatted(from, e), e);
        }
    }

    private static void read(ImportRun run, Path file) {
        String text = ImportRun.text(file);
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        JsonNode tree;
        IdentityHashMap<JsonNode, Integer> lines = new IdentityHashMap<>();
        if (json) {
            tree = ImportRun.json(file, text);
        } else {
            YamlTree.Document document = yaml(file, text);
            tree = document.tree();
            lines = document.lines();
        }
        String member = tree.has("http_interactions") ? "http_interactions" : "interactions";
        JsonNode interactions = tree.path(member);
        if (!interactions.isArray()) {
            throw new ImportException(
                    "%s: no cassette of VCR: expected the member \"interactions\" or \"http_interactions\" with a list"
                            .formatted(file));
        }
        JsonNode version = tree.path("version");
        if (!version.isMissingNode() && version.asInt() != 1) {
            throw new ImportException("%s: version %s of vcrpy's format; only 1 is read".formatted(file, version));
        }
        for (int i = 0; i < interactions.size(); i++) {
            JsonNode interaction = interactions.get(i);
            Integer line = lines.get(interaction);
            String place = "%s%s: /%s/%d".formatted(file, line == null ? "" : ":" + line, member, i);
            String name = String.valueOf(file.getFileName());
            run.part(place, () -> run.cassettes().add(new VcrInteraction(interaction).row(place, name, run.target())));
        }
    }

    private static YamlTree.Document yaml(Path file, String text) {
        try {
            return YamlTree.read(file, text);
        } catch (NoClassDefFoundError e) {
            throw new ImportException(
                    "%s: YAML needs org.yaml:snakeyaml on the class path; add it, or have vcrpy write JSON"
                            .formatted(file),
                    e);
        }
    }
}
