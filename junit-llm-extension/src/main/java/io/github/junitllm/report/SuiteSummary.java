package io.github.junitllm.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.report.ResultReader.ResultLinesException;
import io.github.junitllm.stats.AdjustedPValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * What the verdicts of a whole run say together. Each stands alone, at its own error; of many a few are false alarms, and those that
 * stand among all of them are told by Benjamini and Hochberg (1995).
 */
@API(status = INTERNAL, since = "0.1")
public final class SuiteSummary {

    private static final double LEVEL = 0.05;

    private final List<Claimed> evals = new ArrayList<>();

    /**
     * An eval that claims a rate and was decided.
     *
     * @param eval its name
     * @param failed whether its verdict is FAIL
     * @param error chance of a FAIL when the rate is just as claimed, at most
     * @param pValue chance of so few passes, or fewer, at the claimed rate
     */
    @API(status = INTERNAL, since = "0.1")
    public record Claimed(String eval, boolean failed, double error, double pValue) {}

    /**
     * Reads the claims of one run from the files of its forks or shards.
     *
     * @throws ResultLinesException when there is none: a suite that claims nothing must not look like one whose claims all held
     */
    public static SuiteSummary of(List<Path> results) {
        SuiteSummary suite = RunIndex.read(results).suite();
        if (suite.evals.isEmpty()) {
            throw new ResultLinesException(
                    "no claim about a rate was decided in these runs: there is nothing to judge");
        }
        return suite;
    }

    /** Adds one, in an order that neither threads nor shards change. */
    public void add(Claimed eval) {
        evals.add(eval);
        evals.sort(Comparator.comparing(Claimed::eval).thenComparingDouble(Claimed::pValue));
    }

    /** Adds those of the line that another JVM has written. */
    void add(JsonNode line) {
        line.path("evals")
                .forEach(eval -> add(new Claimed(
                        eval.path("eval").asText(),
                        eval.path("failed").asBoolean(),
                        eval.path("error").asDouble(),
                        eval.path("p").asDouble())));
    }

    /** Whether a FAIL stands among all of them. */
    public boolean stands() {
        List<Double> adjusted = adjusted();
        return IntStream.range(0, evals.size()).anyMatch(i -> evals.get(i).failed() && adjusted.get(i) <= LEVEL);
    }

    /** What to print; nothing for fewer than two claims: one verdict stands alone anyway. */
    public List<String> lines() {
        if (evals.size() < 2) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        double alarms = evals.stream().mapToDouble(Claimed::error).sum();
        lines.add(String.format(
                Locale.ROOT,
                "%d claims about a rate: were every rate just as claimed, chance alone would FAIL at most %.2f of them on average",
                evals.size(),
                alarms));
        List<Double> adjusted = adjusted();
        List<String> standing = new ArrayList<>();
        List<String> doubtful = new ArrayList<>();
        for (int i = 0; i < evals.size(); i++) {
            if (evals.get(i).failed()) {
                (adjusted.get(i) <= LEVEL ? standing : doubtful)
                        .add(String.format(
                                Locale.ROOT, "%s (%.4f)", evals.get(i).eval(), adjusted.get(i)));
            }
        }
        if (!standing.isEmpty()) {
            lines.add("FAIL that stands among all of them (Benjamini-Hochberg, adjusted p at most %s): %s"
                    .formatted(LEVEL, Wording.some(standing)));
        }
        if (!doubtful.isEmpty()) {
            lines.add("FAIL that may be chance among so many (adjusted p above %s): %s"
                    .formatted(LEVEL, Wording.some(doubtful)));
        }
        return lines;
    }

    private List<Double> adjusted() {
        return AdjustedPValues.benjaminiHochberg(
                evals.stream().map(Claimed::pValue).toList());
    }

    /** The result line, for runs with a claim. */
    public Optional<ObjectNode> line() {
        if (evals.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode line = Json.MAPPER.createObjectNode().put("type", "suite").put("claims", evals.size());
        line.put(
                "expected_false_alarms_at_most",
                evals.stream().mapToDouble(Claimed::error).sum());
        ArrayNode all = line.putArray("evals");
        List<Double> adjusted = adjusted();
        for (int i = 0; i < evals.size(); i++) {
            Claimed eval = evals.get(i);
            all.addObject()
                    .put("eval", eval.eval())
                    .put("failed", eval.failed())
                    .put("error", eval.error())
                    .put("p", eval.pValue())
                    .put("p_benjamini_hochberg", adjusted.get(i));
        }
        return Optional.of(line);
    }
}
