package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.server.Mode;
import io.github.junitllm.stats.CriticalCounts;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.RateVerdict;
import io.github.junitllm.stats.Rates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The attempts of an eval within this JVM, as Surefire makes them of what was red: each that called a provider counts in the
 * verdict of those after it, so that nobody repeats until green unnoticed.
 */
final class Attempts {

    private static final Map<Eval, List<Attempt>> OF_THIS_JVM = new ConcurrentHashMap<>();

    private final Eval eval;
    private final Plan plan;
    private final Mode mode;
    private final List<Attempt> earlier;
    private Pool pool = new Pool(List.of(), Tally.NONE, Verdict.NONE, Verdict.NONE);

    /** An eval, and where its results go: another folder is another project. */
    private record Eval(Path results, String test) {}

    private record Called(String caseId, int sample, Outcome outcome) {}

    private record Attempt(Verdict verdict, List<Called> called) {

        Tally tally() {
            return Attempts.tally(called);
        }
    }

    /** What came before, and all of it together; nothing came before where that is empty. */
    private record Pool(List<Attempt> earlier, Tally all, Verdict alone, Verdict together) {}

    Attempts(Path results, String test, Plan plan, Mode mode) {
        this.eval = new Eval(results.toAbsolutePath().normalize(), test);
        this.plan = plan;
        this.mode = mode;
        this.earlier = OF_THIS_JVM.getOrDefault(eval, List.of());
    }

    /** The verdict of this attempt, but no better than that of all attempts together. */
    Ruling judge(Ruling ruling, List<SampleResult> results) {
        List<Called> now = called(results);
        if (earlier.isEmpty() || now.isEmpty()) {
            return ruling;
        }
        List<Called> before = before(now, results);
        Ruling judged = ruling;
        for (GateRuling gate : ruling.gates()) {
            judged = judged.and(Verdict.valueOf(pooled(gate, before).name()));
        }
        if (plan.noWorseThan().isPresent()) {
            // A comparison cannot be pooled from counts: the worst one stands.
            for (Attempt attempt : earlier) {
                if (attempt.verdict() == Verdict.FAIL || attempt.verdict() == Verdict.INCONCLUSIVE) {
                    judged = judged.and(attempt.verdict());
                }
            }
        }
        pool = new Pool(earlier, ruling.tally().plus(tally(before)), ruling.verdict(), judged.verdict());
        return judged;
    }

    /** Keeps this attempt for those to come. */
    void add(Ruling ruling, List<SampleResult> results) {
        List<Called> now = called(results);
        if (!now.isEmpty()) {
            OF_THIS_JVM.merge(eval, List.of(new Attempt(ruling.verdict(), now)), (old, added) -> {
                List<Attempt> all = new ArrayList<>(old);
                all.addAll(added);
                return List.copyOf(all);
            });
        }
    }

    /** The samples that called a provider in this run; in record those whose recording was missing. */
    private List<Called> called(List<SampleResult> results) {
        if (!mode.callsProviders() || mode == Mode.DRAFT) {
            return List.of();
        }
        return results.stream()
                .filter(result ->
                        result.outcome().isScored() && result.resumed().isEmpty())
                .filter(result -> mode != Mode.RECORD || result.calls().stream().anyMatch(call -> call.attempts() > 0))
                .map(result -> new Called(result.caseId(), result.sample(), result.outcome()))
                .toList();
    }

    /** What earlier attempts called, without the samples that this one has replayed from them. */
    private List<Called> before(List<Called> now, List<SampleResult> results) {
        Set<String> replayed = results.stream()
                .filter(result -> result.outcome().isScored())
                .map(result -> identity(result.caseId(), result.sample()))
                .collect(Collectors.toCollection(HashSet::new));
        now.forEach(called -> replayed.remove(identity(called.caseId(), called.sample())));
        return earlier.stream()
                .flatMap(attempt -> attempt.called().stream())
                .filter(called -> !replayed.contains(identity(called.caseId(), called.sample())))
                .toList();
    }

    private static String identity(String caseId, int sample) {
        return sample + "/" + caseId;
    }

    private static Tally tally(List<Called> called) {
        return called.stream().map(one -> Tally.of(one.outcome())).reduce(Tally.NONE, Tally::plus);
    }

    private static RateVerdict pooled(GateRuling ruling, List<Called> before) {
        Gate gate = ruling.gate();
        Set<String> ids = gate.samples().stream().map(Sample::caseId).collect(Collectors.toSet());
        Map<String, Tally> perCase = new LinkedHashMap<>(ruling.perCase());
        before.stream()
                .filter(called -> ids.contains(called.caseId()))
                .forEach(called -> perCase.merge(called.caseId(), Tally.of(called.outcome()), Tally::plus));
        Tally all = perCase.values().stream().reduce(Tally.NONE, Tally::plus);
        if (all.scored() == 0 || gate.rule() instanceof Rule.EverySample) {
            return RateVerdict.PASS;
        }
        if (gate.rule() instanceof Rule.PassesNeeded needed) {
            boolean enough = (long) all.passed() * gate.trials() >= (long) needed.passes() * all.scored();
            return enough ? RateVerdict.PASS : RateVerdict.FAIL;
        }
        if (gate.rule() instanceof Rule.CasesLikeThese like) {
            return ClusterRule.verdict(like.claim(), perCase.values());
        }
        return shown(gate.rule().rate().orElseThrow(), all);
    }

    private static RateVerdict shown(RateClaim claim, Tally all) {
        CriticalCounts counts = Rates.criticalCounts(claim, all.scored());
        if (counts.verdict(all.passed()) == RateVerdict.PASS) {
            return RateVerdict.PASS;
        }
        return counts.verdict(all.passed() + all.unsure()) == RateVerdict.FAIL
                ? RateVerdict.FAIL
                : RateVerdict.INCONCLUSIVE;
    }

    List<String> lines() {
        if (pool.earlier().isEmpty()) {
            return List.of();
        }
        return List.of("attempt %d; earlier: %s; pooled %d of %d%s"
                .formatted(
                        pool.earlier().size() + 1,
                        pool.earlier().stream()
                                .map(attempt -> "%s %d of %d"
                                        .formatted(
                                                attempt.verdict() == Verdict.NONE ? "no verdict" : attempt.verdict(),
                                                attempt.tally().passed(),
                                                attempt.tally().scored()))
                                .collect(Collectors.joining(", ")),
                        pool.all().passed(),
                        pool.all().scored(),
                        pool.alone() == pool.together() ? "" : "; this attempt alone: " + pool.alone()));
    }

    void describe(ObjectNode line) {
        if (pool.earlier().isEmpty()) {
            return;
        }
        ObjectNode out = line.putObject("attempts").put("number", pool.earlier().size() + 1);
        ArrayNode before = out.putArray("earlier");
        pool.earlier().forEach(attempt -> put(before.addObject(), attempt.tally())
                .put("verdict", attempt.verdict().name()));
        put(out.putObject("pooled"), pool.all());
        out.put("alone", pool.alone().name());
    }

    private static ObjectNode put(ObjectNode line, Tally tally) {
        return line.put("passed", tally.passed()).put("scored", tally.scored());
    }
}
