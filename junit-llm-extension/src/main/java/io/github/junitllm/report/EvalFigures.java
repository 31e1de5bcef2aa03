package io.github.junitllm.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every report tells of an eval, by its verdict's line. */
final class EvalFigures {

    private final RunIndex.Eval eval;
    private final JsonNode line;

    EvalFigures(RunIndex.Eval eval) {
        this.eval = eval;
        this.line = eval.verdict().orElseGet(Json.MAPPER::createObjectNode);
    }

    RunIndex.Eval eval() {
        return eval;
    }

    String verdict() {
        return line.path("type").asText("").equals("refused")
                ? "REFUSED"
                : line.path("verdict").asText("NONE");
    }

    private boolean knownRed() {
        return line.has("known_red_until") && !verdict().equals("ERROR");
    }

    /** The verdict is PASS, or the one that the test declares with a reason. */
    boolean green() {
        if (line.has("expected")) {
            return line.path("expected").asText("").equals(verdict());
        }
        if (knownRed()) {
            return verdict().equals("FAIL")
                    || verdict().equals("INCONCLUSIVE")
                    || (verdict().equals("PASS") && line.path("flaky").asBoolean());
        }
        return verdict().equals("PASS");
    }

    /** The word beside a verdict that is green although it is no PASS. */
    String foreseen() {
        return !green() || verdict().equals("PASS") ? "" : line.has("expected") ? "expected" : "known red";
    }

    Optional<Double> rate() {
        int scored = line.path("scored").asInt();
        return scored == 0
                ? Optional.empty()
                : Optional.of((double) line.path("passed").asInt() / scored);
    }

    String bounds() {
        return line.has("lower")
                ? "%.3f..%.3f"
                        .formatted(
                                line.get("lower").asDouble(), line.get("upper").asDouble())
                : "-";
    }

    String claim() {
        return line.path("claim")
                .asText(line.has("pass_rate") ? line.get("pass_rate").asText() : "");
    }

    int count(String member) {
        return line.path(member).asInt();
    }

    String text() {
        return line.path("text").asText("The run ended before this eval had a verdict.");
    }

    String errors() {
        List<String> kinds = new ArrayList<>();
        line.path("errors")
                .properties()
                .forEach(entry -> kinds.add(entry.getValue().asInt() + " " + entry.getKey()));
        return String.join(", ", kinds);
    }

    String evidence() {
        return line.path("evidence").asText("");
    }

    /** Spent in this run, else as recorded. */
    JsonNode cost() {
        return line.has("spent") ? line.get("spent") : line.path("as_recorded");
    }

    /** As the page's script reads it. */
    ObjectNode json() {
        ObjectNode node = Json.MAPPER
                .createObjectNode()
                .put("test", eval.test())
                .put("name", eval.name())
                .put("verdict", verdict())
                .put("green", green())
                .put("foreseen", foreseen())
                .put("claim", claim())
                .put("rate", rate().orElse(null))
                .put("cases", count("cases"))
                .put("planned", count("planned"))
                .put("ran", line.has("ran") ? count("ran") : eval.samples().size())
                .put("scored", count("scored"))
                .put("passed", count("passed"))
                .put("not_needed", count("not_needed"))
                .put("samples", eval.samples().size())
                .put("failures", errors())
                .put("evidence", evidence())
                .put("method", line.path("method").asText(""))
                .put(
                        "because",
                        line.path("expected_because")
                                .asText(line.path("known_red_because").asText("")))
                .put(
                        "oldest",
                        eval.samples().stream()
                                .map(RunIndex.Sample::recorded)
                                .filter(day -> !day.isEmpty())
                                .min(String::compareTo)
                                .orElse(""));
        for (String member : List.of("lower", "upper", "confidence", "pass_rate", "tolerance")) {
            node.set(member, line.has(member) ? line.get(member) : Json.MAPPER.nullNode());
        }
        for (String member : List.of("tokens", "usd")) {
            node.set(member, cost().has(member) ? cost().get(member) : Json.MAPPER.nullNode());
        }
        if (line.has("gates")) {
            node.set("gates", line.get("gates"));
        }
        node.set("text", Cut.text(text(), Cut.LONGEST));
        return node;
    }
}
