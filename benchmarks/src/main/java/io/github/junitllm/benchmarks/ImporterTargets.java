package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.benchmarks.FuzzTargets.Input;
import io.github.junitllm.benchmarks.FuzzTargets.Target;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.importer.Citation;
import io.github.junitllm.importer.ImportTarget;
import io.github.junitllm.importer.VcrImporter;
import io.github.junitllm.importer.WireImporter;
import io.github.junitllm.importer.WireMockExporter;
import io.github.junitllm.importer.WireMockImporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The importers, each with damaged files of the kind that it reads. */
final class ImporterTargets {

    /** More would take long to make, and differ little. */
    private static final int MOST_SEEDS = 100;

    private final FuzzCorpus corpus;
    private final Path rows;
    private final Path yaml;
    private final Path json;
    private final Path imported;
    private final List<byte[]> vcrYaml = new ArrayList<>();
    private final List<byte[]> vcrJson = new ArrayList<>();
    private final List<byte[]> mappings = new ArrayList<>();

    ImporterTargets(FuzzCorpus corpus) throws IOException {
        this.corpus = corpus;
        this.rows = corpus.folder().resolve("rows.jsonl");
        this.yaml = corpus.folder().resolve("mutant.yaml");
        this.json = corpus.folder().resolve("mutant.json");
        this.imported = corpus.folder().resolve("imported");
        List<Exchange> exchanges = corpus.exchanges();
        for (int i = 0; i < Math.min(MOST_SEEDS, exchanges.size()); i++) {
            ObjectNode cassette = vcr(exchanges.get(i), exchanges.get((i * 7 + 1) % exchanges.size()));
            vcrJson.add(cassette.toString().getBytes(UTF_8));
            vcrYaml.add(new Yaml()
                    .dump(Json.MAPPER.convertValue(cassette, Map.class))
                    .getBytes(UTF_8));
        }
        export();
    }

    private void export() throws IOException {
        Path cassette = corpus.folder().resolve("seed.jsonl");
        Path exported = corpus.folder().resolve("exported");
        for (byte[] content : corpus.cassettes()
                .subList(0, Math.min(MOST_SEEDS, corpus.cassettes().size()))) {
            Files.write(cassette, content);
            new WireMockExporter(exported).export(cassette);
            try (Stream<Path> files = Files.list(exported.resolve("mappings"))) {
                for (Path file : files.sorted().toList()) {
                    mappings.add(inOneFile(exported, Files.readString(file)));
                }
            }
            Scratch.delete(exported);
        }
    }

    private static byte[] inOneFile(Path exported, String text) throws IOException {
        ObjectNode mapping = (ObjectNode) Json.MAPPER.readTree(text);
        if (mapping.path("response") instanceof ObjectNode response && response.has("bodyFileName")) {
            Path body = exported.resolve("__files")
                    .resolve(response.remove("bodyFileName").asText());
            response.put("body", Files.readString(body, ISO_8859_1));
        }
        return mapping.toPrettyString().getBytes(UTF_8);
    }

    private static ObjectNode vcr(Exchange... exchanges) {
        ObjectNode cassette = Json.MAPPER.createObjectNode();
        ArrayNode interactions = cassette.putArray("interactions");
        for (Exchange exchange : exchanges) {
            ObjectNode interaction = interactions.addObject();
            ObjectNode request = interaction.putObject("request");
            request.put("body", text(exchange.request().body()));
            request.putObject("headers")
                    .putArray("content-type")
                    .add(exchange.request().contentType());
            request.put("method", exchange.request().method());
            request.put("uri", "https://api.openai.com" + exchange.request().path());
            ObjectNode response = interaction.putObject("response");
            StringBuilder body = new StringBuilder(text(exchange.response().body()));
            exchange.response().events().forEach(event -> body.append(text(event.raw())));
            response.putObject("body").put("string", body.toString());
            response.putObject("headers")
                    .putArray("Content-Type")
                    .add(exchange.response().contentType());
            response.putObject("status").put("code", exchange.response().status());
        }
        return cassette.put("version", 1);
    }

    private static String text(Body body) {
        return body.exactText().orElse("");
    }

    Map<String, Target> all() {
        Map<String, Target> targets = new LinkedHashMap<>();
        targets.put("importer", this::rows);
        targets.put("vcr importer, YAML", random -> vcr(yaml, vcrYaml, random));
        targets.put("vcr importer, JSON", random -> vcr(json, vcrJson, random));
        targets.put("wiremock importer", this::wireMock);
        return targets;
    }

    /** A line, a pointer, or, where a whole file is not of the kind at all, the file; a list of reasons has one per line. */
    boolean namesThePlace(String message) {
        return message.lines().map(String::strip).anyMatch(line -> Stream.of(rows, yaml, json)
                .filter(file -> line.startsWith(file.toString()))
                .map(file -> line.substring(file.toString().length()))
                .anyMatch(rest -> rest.matches("(?::[1-9][0-9]*)?(?:: /[^ ]*|#[^ ]*)?: .+")));
    }

    private Input rows(Random random) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = random.nextInt(2); i >= 0; i--) {
            lines.writeBytes(FuzzTargets.pick(corpus.rows(), random));
            lines.write('\n');
        }
        Files.write(rows, new Mutator(random).mutate(lines.toByteArray(), FuzzTargets.pick(corpus.rows(), random)));
        return cleaned(() -> new WireImporter(imported, "t").importFile(rows));
    }

    private Input vcr(Path file, List<byte[]> seeds, Random random) throws IOException {
        Files.write(file, FuzzTargets.mutant(seeds, random));
        return cleaned(() -> new VcrImporter(target()).importFrom(file));
    }

    private Input wireMock(Random random) throws IOException {
        Files.write(json, FuzzTargets.mutant(mappings, random));
        return cleaned(() -> new WireMockImporter(target(), Optional.of("openai")).importFrom(json));
    }

    private ImportTarget target() {
        return new ImportTarget(imported, "t", new Citation("measure fuzz", "none", false));
    }

    private Input cleaned(Input input) {
        return () -> {
            try {
                input.read();
            } finally {
                if (Files.exists(imported)) {
                    Scratch.delete(imported);
                }
            }
        };
    }
}
