package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.judge.LlmJudge.Opinion;
import io.github.junitllm.judge.Rubric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the judges of an eval said, in words and in result lines. */
final class JudgeText {

    private JudgeText() {}

    /** One line per judge: how often what was required of it holds, and what that is worth. */
    static List<String> lines(List<SampleResult> results) {
        Map<Rubric, List<Opinion>> byJudge = new LinkedHashMap<>();
        results.stream()
                .flatMap(result -> result.measured().opinions().stream())
                .forEach(opinion -> byJudge.computeIfAbsent(opinion.judgement().rubric(), none -> new ArrayList<>())
                        .add(opinion));
        List<String> lines = new ArrayList<>();
        byJudge.forEach(
                (rubric, opinions) -> lines.add("judge %s (%s, uncalibrated): holds in %d of %d judgements, %s%s"
                        .formatted(
                                rubric.name(),
                                rubric.model(),
                                opinions.stream().filter(Opinion::holds).count(),
                                opinions.size(),
                                opinions.get(0).counted()
                                        ? "counted as right because the test says so"
                                        : "advisory: not counted",
                                disagreement(rubric, opinions))));
        return lines;
    }

    private static String disagreement(Rubric rubric, List<Opinion> opinions) {
        long split = opinions.stream()
                .filter(opinion -> opinion.judgement().agreement() < 1)
                .count();
        return rubric.votes() == 1
                ? ""
                : "; its %d votes differ in %d of %d".formatted(rubric.votes(), split, opinions.size());
    }

    static void describe(ObjectNode line, List<Opinion> opinions) {
        if (opinions.isEmpty()) {
            return;
        }
        ArrayNode judges = line.putArray("judges");
        opinions.forEach(opinion -> {
            ObjectNode one = judges.addObject()
                    .put("judge", opinion.judgement().rubric().name())
                    .put("model", opinion.judgement().rubric().model())
                    .put("hash", opinion.judgement().rubric().hash())
                    .put("required", opinion.required())
                    .put("holds", opinion.holds())
                    .put("counted", opinion.counted())
                    .put("calibrated", false);
            ArrayNode votes = one.putArray("votes");
            opinion.judgement().votes().forEach(vote -> {
                ObjectNode node =
                        votes.addObject().putPOJO("verdict", vote.verdict()).put("reason", vote.reason());
                vote.evidence().forEach(node.putArray("evidence")::add);
                node.put("misquoted", vote.misquoted().size());
            });
        });
    }
}
