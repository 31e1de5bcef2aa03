package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.server.Mode;
import io.github.junitllm.stats.RateVerdict;
import io.github.junitllm.stats.Rates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What earlier attempts of an eval said in this JVM, where Surefire runs failed tests again. Each attempt that calls the
 * provider draws new samples: one that passes after others failed is judged together with them.
 */
final class Attempts {

    private static final Map<String, List<Ruling>> ALL = new ConcurrentHashMap<>();

    static final Attempts NONE = new Attempts(List.of());

    private final List<Ruling> earlier;

    private Attempts(List<Ruling> earlier) {
        this.earlier = earlier;
    }

    /** The attempts so far; a replay of the same recordings is none. */
    static Attempts before(String eval, Mode mode) {
        return counts(mode) ? new Attempts(List.copyOf(ALL.getOrDefault(eval, List.of()))) : NONE;
    }

    private static boolean counts(Mode mode) {
        return mode == Mode.LIVE || mode == Mode.RERECORD;
    }

    static void ended(String eval, Mode mode, Ruling own) {
        if (counts(mode) && own.verdict() != Verdict.NONE) {
            ALL.merge(eval, List.of(own), (before, now) -> {
                List<Ruling> all = new ArrayList<>(before);
                all.addAll(now);
                return List.copyOf(all);
            });
        }
    }

    /**
     * The verdict, no better than that over the samples of all attempts together.
     *
     * @param compares whether a comparison has a say, which cannot be pooled from counts: then it is no better than the worst one
     */
    Ruling limit(Ruling own, boolean compares) {
        if (earlier.isEmpty() || (own.verdict() != Verdict.PASS && own.verdict() != Verdict.INCONCLUSIVE)) {
            return own;
        }
        List<RateVerdict> pooled =
                new ArrayList<>(own.gates().stream().map(this::pooled).toList());
        if (compares) {
            pooled.add(worst());
        }
        if (pooled.contains(RateVerdict.FAIL)) {
            return own.as(Verdict.FAIL);
        }
        return pooled.contains(RateVerdict.INCONCLUSIVE) ? own.as(Verdict.INCONCLUSIVE) : own;
    }

    private RateVerdict pooled(GateRuling gate) {
        List<GateRuling> before = earlier.stream()
                .flatMap(ruling -> ruling.gates().stream())
                .filter(other -> other.gate().name().equals(gate.gate().name()))
                .toList();
        Rule rule = gate.gate().rule();
        if (rule instanceof Rule.PassesNeeded) {
            boolean failed = before.stream().anyMatch(other -> other.verdict() == RateVerdict.FAIL);
            return failed ? RateVerdict.FAIL : gate.verdict();
        }
        if (rule instanceof Rule.EverySample) {
            return RateVerdict.PASS;
        }
        if (rule instanceof Rule.CasesLikeThese like) {
            return ClusterRule.verdict(like.claim(), cases(before, gate));
        }
        Tally tally = before.stream().map(GateRuling::tally).reduce(gate.tally(), Tally::plus);
        return GateCount.verdict(Rates.criticalCounts(rule.rate().orElseThrow(), tally.scored()), tally);
    }

    private RateVerdict worst() {
        List<Verdict> verdicts = earlier.stream().map(Ruling::verdict).toList();
        return verdicts.contains(Verdict.FAIL)
                ? RateVerdict.FAIL
                : verdicts.contains(Verdict.INCONCLUSIVE) ? RateVerdict.INCONCLUSIVE : RateVerdict.PASS;
    }

    private static Collection<Tally> cases(List<GateRuling> before, GateRuling gate) {
        Map<String, Tally> cases = new LinkedHashMap<>(gate.perCase());
        before.forEach(other -> other.perCase().forEach((id, tally) -> cases.merge(id, tally, Tally::plus)));
        return cases.values();
    }

    private Tally pooled(Ruling own) {
        return earlier.stream().map(Ruling::tally).reduce(own.tally(), Tally::plus);
    }

    /** What was tried before; empty for the first attempt. */
    Optional<String> line(Ruling own, Ruling limited) {
        if (earlier.isEmpty()) {
            return Optional.empty();
        }
        String before = earlier.stream()
                .map(ruling -> "%s %d of %d".formatted(ruling.verdict(), ruling.passed(), ruling.scored()))
                .collect(Collectors.joining(", "));
        Tally pooled = pooled(own);
        String why = limited.verdict() == own.verdict()
                ? ""
                : "; this attempt alone would be %s, but a verdict is no better than over all attempts"
                        .formatted(own.verdict());
        return Optional.of("attempt %d; earlier: %s; pooled %d of %d%s"
                .formatted(earlier.size() + 1, before, pooled.passed(), pooled.scored(), why));
    }

    void describe(ObjectNode line, Ruling own) {
        if (earlier.isEmpty()) {
            return;
        }
        ArrayNode before = line.put("attempt", earlier.size() + 1).putArray("earlier_attempts");
        earlier.forEach(ruling -> before.addObject()
                .put("verdict", ruling.verdict().name())
                .put("passed", ruling.passed())
                .put("scored", ruling.scored()));
        Tally pooled = pooled(own);
        line.put("verdict_alone", own.verdict().name())
                .putObject("pooled")
                .put("passed", pooled.passed())
                .put("scored", pooled.scored());
    }
}
