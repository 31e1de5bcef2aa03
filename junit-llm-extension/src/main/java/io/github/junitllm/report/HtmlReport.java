package io.github.junitllm.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.report.RunIndex.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * One page that holds a whole run: data in blocks of JSON that never run, and one script of ours that shows it as text. Its
 * size is bounded by how many samples have their details in it.
 */
@API(status = INTERNAL, since = "0.1")
public final class HtmlReport {

    /** Samples of one eval that did not pass, whose details are in the page. */
    static final int FAILED_DETAILS = 500;

    /** Samples of one eval that passed, whose details are in the page. */
    static final int PASSED_DETAILS = 100;

    private static final int CHUNK = 200_000;

    /** Text of models is turned to plain ASCII: neither a tag nor a direction mark stands in the source of the page. */
    private static final ObjectWriter ASCII =
            Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

    private static final List<String> KEPT =
            List.of("message", "again", "cassette", "golden", "evidence", "scores", "faults", "judges", "calls");

    private final RunIndex run;
    private final Optional<RunComparison> comparison;
    private final Conversations conversations;
    private final StringBuilder chunk = new StringBuilder();
    private int chunks;

    private HtmlReport(RunIndex run, Optional<RunComparison> comparison) {
        this.run = run;
        this.comparison = comparison;
        this.conversations = new Conversations(run.files());
    }

    /**
     * Writes the page.
     *
     * @param results files of result lines of one run, or folders whose newest is taken
     * @param older those of an earlier run to compare with; none when empty
     */
    public static void write(List<Path> results, List<Path> older, Path page) {
        RunIndex run = RunIndex.read(results);
        Optional<RunComparison> comparison =
                older.isEmpty() ? Optional.empty() : Optional.of(RunComparison.of(RunIndex.read(older), run));
        try {
            new HtmlReport(run, comparison).write(page.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + page, e);
        }
    }

    private void write(Path page) throws IOException {
        Files.createDirectories(page.resolveSibling("."));
        Path details = page.resolveSibling(page.getFileName() + ".details.part");
        Path whole = page.resolveSibling(page.getFileName() + ".part");
        try {
            List<RunIndex.Eval> evals = List.copyOf(run.evals().values());
            List<int[]> places;
            try (Writer out = Files.newBufferedWriter(details, UTF_8)) {
                places = details(evals, out);
            }
            try (Writer out = Files.newBufferedWriter(whole, UTF_8)) {
                head(out);
                block(out, "run", overview(evals));
                if (comparison.isPresent()) {
                    block(out, "compare", comparison.get().json());
                }
                for (int i = 0; i < evals.size(); i++) {
                    block(out, "e" + i, table(evals.get(i), places.get(i)));
                }
                try (var in = Files.newBufferedReader(details, UTF_8)) {
                    in.transferTo(out);
                }
                out.write("<script>" + resource("report.js") + "</script>\n</body>\n</html>\n");
            }
            Files.move(whole, page, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(details);
            Files.deleteIfExists(whole);
        }
    }

    private static void head(Writer out) throws IOException {
        String style = resource("report.css");
        out.write("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '%s'; style-src '%s'; base-uri 'none'; form-action 'none'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>junit-llm report</title>
                <style>%s</style>
                </head>
                <body>
                <a class="skip" href="#main" id="skip">To the content</a>
                <header class="top"><div><h1>junit-llm</h1><p id="about"></p><nav class="main" id="nav" aria-label="report"></nav></div></header>
                <main id="main"><p>This page needs JavaScript, its own and none from elsewhere.</p></main>
                """.formatted(hash(resource("report.js")), hash(style), style));
    }

    private static void block(Writer out, String id, JsonNode data) throws IOException {
        out.write("<script type=\"application/json\" id=\"" + id + "\">" + safe(data) + "</script>\n");
    }

    /** A {@code <} stands only within texts, where its escape means the same. */
    private static String safe(JsonNode data) throws IOException {
        return ASCII.writeValueAsString(data).replace("<", "\\u003c").replace(">", "\\u003e");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            return "sha256-"
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private JsonNode overview(List<RunIndex.Eval> evals) {
        String day = run.started()
                .map(at -> at.substring(0, Math.min(10, at.length())))
                .orElse("");
        int samples = evals.stream().mapToInt(eval -> eval.samples().size()).sum();
        ObjectNode node = Json.MAPPER
                .createObjectNode()
                .put("format", 1)
                .put("day", day)
                .put(
                        "about",
                        "%s%s, %d evals, %d samples"
                                .formatted(
                                        day.isEmpty() ? "a run" : "run of " + day,
                                        run.modes().isEmpty() ? "" : " in mode " + String.join(" and ", run.modes()),
                                        evals.size(),
                                        samples));
        node.putObject("details").put("failed", FAILED_DETAILS).put("passed", PASSED_DETAILS);
        ArrayNode array = node.putArray("evals");
        evals.forEach(eval -> array.add(new EvalFigures(eval).json()));
        return node;
    }

    private static int code(Map<String, Integer> codes, String word) {
        return codes.computeIfAbsent(word, none -> codes.size());
    }

    /** A column per figure, since a hundred thousand objects would be slow to read. */
    private static JsonNode table(RunIndex.Eval eval, int[] places) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        Map<String, Integer> cases = new LinkedHashMap<>();
        Map<String, Integer> variants = new LinkedHashMap<>();
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        ArrayNode ofCase = node.putArray("c");
        ArrayNode ofVariant = node.putArray("v");
        ArrayNode ofSample = node.putArray("s");
        ArrayNode ofOutcome = node.putArray("o");
        ArrayNode millis = node.putArray("ms");
        ArrayNode usd = node.putArray("usd");
        ArrayNode tokens = node.putArray("tok");
        ArrayNode detail = node.putArray("d");
        int row = 0;
        for (Sample sample : eval.samples()) {
            ofCase.add(code(cases, sample.caseId()));
            ofVariant.add(sample.variant().isEmpty() ? -1 : code(variants, sample.variant()));
            ofSample.add(sample.number());
            ofOutcome.add(code(outcomes, sample.outcome()));
            millis.add(sample.millis() < 0 ? null : Integer.valueOf(sample.millis()));
            usd.add(sample.usd() < 0 ? null : Double.valueOf(sample.usd()));
            tokens.add(sample.tokens() < 0 ? null : Integer.valueOf(sample.tokens()));
            detail.add(places[row++]);
        }
        ArrayNode tags = node.putArray("tags");
        cases.keySet().forEach(id -> {
            ArrayNode ofOne = tags.addArray();
            eval.tags(id).forEach(ofOne::add);
        });
        names(node.putArray("cases"), cases);
        names(node.putArray("variants"), variants);
        names(node.putArray("outcomes"), outcomes);
        return node;
    }

    private static void names(ArrayNode array, Map<String, Integer> codes) {
        codes.keySet().forEach(array::add);
    }

    /** Writes the details of the chosen samples, and returns per eval and sample in which block they stand, or -1. */
    private List<int[]> details(List<RunIndex.Eval> evals, Writer out) throws IOException {
        List<int[]> places = new ArrayList<>();
        try (RunIndex.Lines lines = run.new Lines()) {
            for (int i = 0; i < evals.size(); i++) {
                List<Sample> samples = evals.get(i).samples();
                int[] place = new int[samples.size()];
                int failed = 0;
                int passed = 0;
                for (int row = 0; row < samples.size(); row++) {
                    Sample sample = samples.get(row);
                    boolean shown =
                            sample.outcome().equals("PASSED") ? passed++ < PASSED_DETAILS : failed++ < FAILED_DETAILS;
                    place[row] = shown ? chunks : -1;
                    if (shown) {
                        add(i + ":" + row, detail(lines.of(sample)), out);
                    }
                }
                places.add(place);
                flush(out);
            }
        }
        return places;
    }

    private void add(String key, JsonNode detail, Writer out) throws IOException {
        chunk.append(chunk.length() == 0 ? "{" : ",")
                .append('"')
                .append(key)
                .append("\":")
                .append(safe(detail));
        if (chunk.length() > CHUNK) {
            flush(out);
        }
    }

    private void flush(Writer out) throws IOException {
        if (chunk.length() > 0) {
            out.write("<script type=\"application/json\" id=\"d" + chunks + "\">" + chunk + "}</script>\n");
            chunk.setLength(0);
            chunks++;
        }
    }

    private JsonNode detail(ObjectNode line) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        String cassette = line.path("cassette").asText("");
        for (String member : KEPT) {
            if (line.has(member)) {
                node.set(member, line.get(member));
            }
        }
        node.path("calls").forEach(call -> conversations.describe((ObjectNode) call, cassette));
        return Cut.all(node, Cut.LONGEST);
    }
}
