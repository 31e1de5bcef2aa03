package io.github.junitllm.sampling;

import io.github.junitllm.stats.CriticalCounts;
import io.github.junitllm.stats.CurtailedRun;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.Rates;
import io.github.junitllm.stats.SampleRun;
import io.github.junitllm.stats.SequentialDesign;
import io.github.junitllm.stats.SequentialPlan;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** How the samples of one gate decide. */
sealed interface Rule {

    /** At least so many of the samples must pass; no claim about a rate. */
    record PassesNeeded(int passes) implements Rule {}

    /** The claim must be shown for the cases of the gate, by exact bounds over a fixed number of samples. */
    record TheseCases(RateClaim claim) implements Rule {}

    /** The same with a look after every sample, and at most so many. */
    record AtMostSamples(RateClaim claim) implements Rule {}

    /** The claim must be shown for cases of which these are a sample. */
    record CasesLikeThese(RateClaim claim) implements Rule {}

    /** All samples are taken, and something else than their number decides. */
    record EverySample() implements Rule {}

    default Optional<RateClaim> rate() {
        if (this instanceof TheseCases these) {
            return Optional.of(these.claim());
        }
        if (this instanceof AtMostSamples atMost) {
            return Optional.of(atMost.claim());
        }
        return this instanceof CasesLikeThese like ? Optional.of(like.claim()) : Optional.empty();
    }

    /** The plan of a rule that is looked at after every sample. */
    default Optional<SequentialPlan> sequential(int trials) {
        return this instanceof AtMostSamples atMost
                ? Optional.of(SequentialPlan.of(SequentialDesign.of(atMost.claim(), trials)))
                : Optional.empty();
    }

    /** What counts sample by sample; empty where counts alone do not decide. */
    default Optional<Supplier<SampleRun>> runs(int trials, int cases, Optional<SequentialPlan> sequential) {
        return sequential.isPresent()
                ? sequential.map(plan -> () -> plan.start(cases))
                : criticalCounts(trials).map(counts -> () -> new CurtailedRun(counts, trials));
    }

    /** What decides after so many trials; empty where counts alone do not. */
    default Optional<CriticalCounts> criticalCounts(int trials) {
        if (this instanceof PassesNeeded needed) {
            return Optional.of(
                    new CriticalCounts(OptionalInt.of(needed.passes()), OptionalInt.of(needed.passes() - 1)));
        }
        return this instanceof TheseCases these
                ? Optional.of(Rates.criticalCounts(these.claim(), trials))
                : Optional.empty();
    }
}
