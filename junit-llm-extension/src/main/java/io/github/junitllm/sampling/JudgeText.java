package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.judge.LlmJudge.Opinion;
import io.github.junitllm.judge.Rubric;
import io.github.junitllm.judge.Vote;
import io.github.junitllm.stats.Agreement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the judges of an eval said, in words and in result lines. */
final class JudgeText {

    private JudgeText() {}

    /** One line per judge: how often what was required of it holds, and what that is worth. */
    static List<String> lines(List<SampleResult> results, List<DeclaredJudge> judges) {
        Map<Rubric, List<Opinion>> byJudge = new LinkedHashMap<>();
        results.stream()
                .flatMap(result -> result.measured().opinions().stream())
                .forEach(opinion -> byJudge.computeIfAbsent(opinion.judgement().rubric(), none -> new ArrayList<>())
                        .add(opinion));
        List<String> lines = new ArrayList<>();
        byJudge.forEach((rubric, opinions) -> {
            JudgeStanding standing = standing(rubric, judges);
            lines.add("judge %s (%s, %s): holds in %d of %d judgements, %s%s"
                    .formatted(
                            rubric.name(),
                            rubric.model(),
                            standing.words(),
                            opinions.stream().filter(Opinion::holds).count(),
                            opinions.size(),
                            worth(standing, opinions),
                            disagreement(rubric, opinions)));
            List<String> addressed = opinions.stream()
                    .flatMap(opinion -> opinion.judgement().addressed().stream())
                    .toList();
            if (!addressed.isEmpty()) {
                lines.add("answers that speak to judge %s: %d of %d, first: \"%s\""
                        .formatted(rubric.name(), addressed.size(), opinions.size(), addressed.get(0)));
            }
            sameFamily(rubric, results).ifPresent(lines::add);
            standing.measured().flatMap(judge -> judge.unfit(judged(opinions))).ifPresent(lines::add);
        });
        return lines;
    }

    static JudgeStanding standing(Rubric rubric, List<DeclaredJudge> judges) {
        return judges.stream()
                .filter(judge -> judge.rubric().equals(rubric))
                .map(DeclaredJudge::standing)
                .findFirst()
                .orElse(JudgeStanding.UNCALIBRATED);
    }

    private static Optional<io.github.junitllm.stats.Tally> judged(List<Opinion> opinions) {
        return Optional.of(new io.github.junitllm.stats.Tally(
                (int) opinions.stream().filter(Opinion::holds).count(), opinions.size()));
    }

    private static String worth(JudgeStanding standing, List<Opinion> opinions) {
        long counted = opinions.stream().filter(Opinion::counted).count();
        if (!standing.gates()) {
            return counted > 0 ? "counted as right because the test says so" : "advisory: not counted";
        }
        return counted == opinions.size()
                ? "counted"
                : "%d counted, the others advisory, since its calibration speaks of \"%s\" alone"
                        .formatted(counted, standing.required());
    }

    private static String disagreement(Rubric rubric, List<Opinion> opinions) {
        long split = opinions.stream()
                .filter(opinion -> opinion.judgement().agreement() < 1)
                .count();
        return rubric.votes() == 1
                ? ""
                : "; its %d votes differ in %d of %d".formatted(rubric.votes(), split, opinions.size())
                        + kappa(opinions);
    }

    /** How far the votes agree beyond chance; said of several answers only, and not of checklists. */
    private static String kappa(List<Opinion> opinions) {
        List<Object> kinds = opinions.stream()
                .flatMap(opinion -> opinion.judgement().votes().stream())
                .map(Vote::verdict)
                .distinct()
                .toList();
        if (opinions.size() < 2 || kinds.get(0) instanceof Map) {
            return "";
        }
        int[][] counts = new int[opinions.size()][kinds.size()];
        for (int i = 0; i < counts.length; i++) {
            for (Vote vote : opinions.get(i).judgement().votes()) {
                counts[i][kinds.indexOf(vote.verdict())]++;
            }
        }
        OptionalDouble kappa = Agreement.fleissKappa(counts);
        return kappa.isEmpty() ? "" : String.format(Locale.ROOT, ", Fleiss kappa %.2f", kappa.getAsDouble());
    }

    /** A judge that is of the same kind as what it judges. */
    private static Optional<String> sameFamily(Rubric rubric, List<SampleResult> results) {
        String family = family(rubric.modelName());
        return results.stream()
                .flatMap(result -> result.calls().stream())
                .flatMap(call -> call.model().stream())
                .filter(model -> family(model).equals(family))
                .findFirst()
                .map(model ->
                        "judge %s (%s) is of the same model family as %s, which it judges: models tend to favour their own"
                                .formatted(rubric.name(), rubric.modelName(), model));
    }

    /** The letters that the name of a model begins with; OpenAI's reasoning models are of its family. */
    static String family(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return name.matches("o\\d.*|chatgpt.*") ? "gpt" : name.replaceFirst("[^a-z].*", "");
    }

    static void describe(ObjectNode line, List<Opinion> opinions, List<DeclaredJudge> judgesOfEval) {
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
                    .put(
                            "calibrated",
                            standing(opinion.judgement().rubric(), judgesOfEval).gates());
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
