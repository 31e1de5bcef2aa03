package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The claims of an eval about what its samples measure: the eval is as good as the worst of them. */
final class MeasuredGates {

    private final List<MeasuredClaim> claims;
    private final int cases;
    private final int samples;
    private List<MeasuredRuling> rulings = List.of();

    MeasuredGates(List<MeasuredClaim> claims, int cases, int samples) {
        this.claims = claims;
        this.cases = cases;
        this.samples = samples;
    }

    boolean isEmpty() {
        return claims.isEmpty();
    }

    /** What samples are to report. */
    Scores scores() {
        return new Scores(claims.stream()
                .filter(MeanOfScores.class::isInstance)
                .map(MeanOfScores.class::cast)
                .toList());
    }

    Optional<String> infeasible() {
        String reasons = claims.stream()
                .flatMap(claim -> claim.infeasible(cases, samples).stream())
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
    }

    /** The verdict of the samples and of these claims together. */
    Ruling judge(Ruling ruling, List<SampleResult> results) {
        if (ruling.verdict() == Verdict.NONE) {
            return ruling;
        }
        rulings = claims.stream().map(claim -> claim.judge(results)).toList();
        Ruling worst = ruling;
        for (MeasuredRuling measured : rulings) {
            worst = worst.and(Verdict.valueOf(measured.verdict().name()));
        }
        return worst;
    }

    /** After the words of the other claims. */
    String words() {
        return claims.stream().map(claim -> " and " + claim.words()).collect(Collectors.joining());
    }

    String brief() {
        return claims.stream().map(claim -> ", " + claim.brief()).collect(Collectors.joining());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        rulings.forEach(measured -> lines.add(measured.line()));
        if (!rulings.isEmpty()) {
            infeasible().ifPresent(lines::add);
        }
        return lines;
    }

    void describe(ObjectNode line) {
        if (rulings.isEmpty()) {
            return;
        }
        ArrayNode all = line.putArray("measured");
        for (int i = 0; i < rulings.size(); i++) {
            MeasuredClaim claim = claims.get(i);
            MeasuredRuling ruling = rulings.get(i);
            ObjectNode one = all.addObject();
            claim.describe(one);
            one.put("verdict", ruling.verdict().name())
                    .put("samples", ruling.samples())
                    .put("without", ruling.without())
                    .put("confidence", claim.confidence());
            put(one, "estimate", ruling.estimate());
            put(one, "lower", ruling.lower());
            put(one, "upper", ruling.upper());
        }
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        value.ifPresent(number -> node.put(name, number));
    }
}
