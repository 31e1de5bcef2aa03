package io.github.junitllm.baseline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.compare.PairedCases;
import io.github.junitllm.compare.PairedCases.Pair;
import io.github.junitllm.stats.RateVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * A run beside its baseline.
 *
 * @param baseline the committed result
 * @param current the run
 * @param rule what decides
 * @param paired the cases that both have
 * @param missing cases that stand only in the baseline
 * @param fresh cases that stand only in the run
 * @param broken cases with samples that ended in errors, left out of the pairs
 * @param same cases that rest on the same recordings in both, left out of the pairs
 */
@API(status = INTERNAL, since = "0.1")
public record BaselineComparison(
        Baseline baseline,
        Baseline current,
        BaselineRule rule,
        PairedCases paired,
        List<String> missing,
        List<String> fresh,
        List<String> broken,
        List<String> same) {

    /** Copies the lists. */
    public BaselineComparison {
        missing = List.copyOf(missing);
        fresh = List.copyOf(fresh);
        broken = List.copyOf(broken);
        same = List.copyOf(same);
    }

    /** Pairs the cases of the run with those of the baseline. */
    public static BaselineComparison of(Baseline baseline, Baseline current, BaselineRule rule) {
        List<Pair> pairs = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        List<String> same = new ArrayList<>();
        current.cases().forEach((id, now) -> {
            BaselineCase then = baseline.cases().get(id);
            if (!now.score().comparable()) {
                broken.add(id);
            } else if (then != null && now.sharesTakesWith(then)) {
                same.add(id);
            } else if (then != null) {
                pairs.add(new Pair(id, now.score(), then.score()));
            }
        });
        return new BaselineComparison(
                baseline,
                current,
                rule,
                PairedCases.of(pairs, rule.confidence()),
                without(baseline.cases().keySet(), current.cases().keySet()),
                without(current.cases().keySet(), baseline.cases().keySet()),
                broken,
                same);
    }

    private static List<String> without(Set<String> ids, Set<String> others) {
        Set<String> rest = new TreeSet<>(ids);
        rest.removeAll(others);
        return List.copyOf(rest);
    }

    /** Tells whether the baseline was written for another test. */
    public boolean isOfAnotherTest() {
        return !baseline.test().equals(current.test());
    }

    /** Tells whether the baseline rests on the very answers that it is compared with. */
    public boolean isOfTheSameRun() {
        return baseline.run().equals(current.run()) || (paired.pairs().isEmpty() && !same.isEmpty());
    }

    /** Returns why there is nothing to decide; empty when the pairs decide. */
    public Optional<String> error() {
        if (isOfAnotherTest()) {
            return Optional.of("the baseline is of another test, " + baseline.test());
        }
        if (isOfTheSameRun()) {
            return Optional.of("the baseline was made of the same recordings: nothing was compared");
        }
        if (rule.missingCasesFail() && !missing.isEmpty()) {
            return Optional.of("the baseline has cases that the run has not");
        }
        return rule.newCasesFail() && !fresh.isEmpty()
                ? Optional.of("the run has cases that the baseline has not")
                : Optional.empty();
    }

    /** Returns the verdict of the rule on the pairs. */
    public RateVerdict verdict() {
        return rule.verdict(paired);
    }
}
