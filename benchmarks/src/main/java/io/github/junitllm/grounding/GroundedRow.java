package io.github.junitllm.grounding;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A labelled example and what the engine sees in it.
 *
 * @param group what no two halves share: the document or question it came from
 * @param signals value of each {@link Signal}, in their order
 * @param overlap share of the words of the claim that the passages have: the baseline
 */
record GroundedRow(
        String source,
        String group,
        String question,
        List<String> passages,
        String claim,
        boolean supported,
        List<Double> signals,
        double overlap) {

    static List<GroundedRow> read(Path path) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve("examples.jsonl") : path;
        List<GroundedRow> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    rows.add(of(Json.read(line)));
                }
            }
        }
        return rows;
    }

    private static GroundedRow of(JsonNode row) {
        List<String> passages = new ArrayList<>();
        row.path("context").forEach(passage -> passages.add(passage.asText()));
        String question = row.path("question").asText("");
        String claim = row.path("claim").asText();
        PassageIndex index = new PassageIndex(passages);
        List<Word> words = Words.of(claim);
        return new GroundedRow(
                row.path("source").asText(),
                row.path("group").asText(),
                row.path("question").isNull() ? "" : question,
                passages,
                claim,
                row.path("label").asText().equals("supported"),
                signals(evidence(claim, question, index)),
                words.stream().filter(word -> index.contains(word.stem())).count()
                        / (double) Math.max(1, words.size()));
    }

    /** The evidence for a text that is taken as one claim, sentence by sentence. */
    static List<Evidence> evidence(String claim, String question, PassageIndex index) {
        Set<String> asked = Words.of(question).stream().map(Word::stem).collect(Collectors.toCollection(HashSet::new));
        List<Word> words = Words.of(claim);
        List<Evidence> evidence = new ArrayList<>();
        for (Span span : Sentences.of(claim)) {
            List<Word> within = words.stream().filter(word -> word.within(span)).toList();
            if (!within.isEmpty()) {
                evidence.add(Evidence.of(within, index, asked));
            }
        }
        return evidence;
    }

    private static List<Double> signals(List<Evidence> evidence) {
        return Arrays.stream(Signal.values())
                .map(signal -> evidence.isEmpty() ? 0 : signal.of(evidence))
                .toList();
    }

    /** The log-odds by these weights; a claim without a word is as likely as not. */
    double logOdds(Weights weights) {
        double sum = weights.bias();
        for (Map.Entry<Signal, Weights.Term> term : weights.terms().entrySet()) {
            sum += term.getValue()
                    .contribution(signals.get(List.of(Signal.values()).indexOf(term.getKey())));
        }
        return sum;
    }

    /** What a user's test gets: the answer cut into claims, each decided. */
    Grounding checked() {
        return Grounds.in(passages).forQuestion(question).check(claim);
    }

    /** Half 0 was tuned on, half 1 was not looked at: a stable hash of the group decides. */
    int half() {
        return Halves.of(group);
    }
}
