package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.report.Wording;
import io.github.junitllm.stats.AdjustedPValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the verdicts of a whole run say together. Each stands alone, at its own error; of many a few are false alarms, and those that
 * stand among all of them are told by Benjamini and Hochberg (1995).
 */
final class SuiteSummary {

    static final double LEVEL = 0.05;

    private final List<Claimed> evals = new ArrayList<>();

    /**
     * An eval that claims a rate and was decided.
     *
     * @param eval its name
     * @param failed whether its verdict is FAIL
     * @param error chance of a FAIL when the rate is just as claimed, at most
     * @param pValue chance of so few passes, or fewer, at the claimed rate
     */
    record Claimed(String eval, boolean failed, double error, double pValue) {}

    void add(String eval, Ruling ruling) {
        boolean decided = ruling.verdict() == Verdict.PASS
                || ruling.verdict() == Verdict.FAIL
                || ruling.verdict() == Verdict.INCONCLUSIVE;
        List<GateRuling> claims = ruling.gates().stream()
                .filter(gate -> gate.gate().rule().rate().isPresent())
                .toList();
        if (decided && !claims.isEmpty()) {
            double error =
                    claims.stream().mapToDouble(gate -> 1 - gate.confidence()).sum();
            double least = claims.stream().mapToDouble(GateRuling::pValue).min().orElse(1);
            add(new Claimed(
                    eval, ruling.verdict() == Verdict.FAIL, Math.min(1, error), Math.min(1, least * claims.size())));
        }
    }

    void add(Claimed eval) {
        evals.add(eval);
    }

    /** Nothing for fewer than two claims: one verdict stands alone anyway. */
    List<String> lines() {
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
    Optional<ObjectNode> line() {
        if (evals.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode line = Json.MAPPER.createObjectNode().put("type", "suite").put("claims", evals.size());
        line.put(
                "expected_false_alarms_at_most",
                evals.stream().mapToDouble(Claimed::error).sum());
        ArrayNode failed = line.putArray("failed");
        List<Double> adjusted = adjusted();
        for (int i = 0; i < evals.size(); i++) {
            if (evals.get(i).failed()) {
                failed.addObject()
                        .put("eval", evals.get(i).eval())
                        .put("p", evals.get(i).pValue())
                        .put("p_benjamini_hochberg", adjusted.get(i));
            }
        }
        return Optional.of(line);
    }
}
