package io.github.junitllm.stats.vectors;

import io.github.junitllm.stats.PairedRates;
import io.github.junitllm.stats.SignFlip;
import io.github.junitllm.stats.StabilisedDifference;
import io.github.junitllm.stats.StabilisedMean;
import io.github.junitllm.stats.StabilisedMeans;
import java.util.Map;
import java.util.OptionalInt;

/** Means over few cases, and changes between paired ones. */
final class StabilisedVectors {

    private StabilisedVectors() {}

    static Map<String, VectorCheck> checks() {
        return Map.of(
                "stabilised_mean", StabilisedVectors::mean,
                "stabilised_paired", StabilisedVectors::difference,
                "sign_flip_exact", StabilisedVectors::signFlip,
                "mcnemar", StabilisedVectors::mcnemar);
    }

    private static void mean(Input in, Expected out) {
        OptionalInt most =
                in.optional("max_effective", in::whole).map(OptionalInt::of).orElse(OptionalInt.empty());
        StabilisedMean mean =
                StabilisedMeans.mean(Optionals.list(in.reals("case_means")), most, in.real("one_sided_confidence"));
        out.agrees("mean", mean.mean());
        out.agrees("effective_n", mean.effectiveSamples());
        out.agrees("lower", mean.bounds().lower());
        out.agrees("upper", mean.bounds().upper());
    }

    private static void difference(Input in, Expected out) {
        StabilisedDifference difference = StabilisedMeans.difference(
                Optionals.list(in.reals("candidate")),
                Optionals.list(in.reals("baseline")),
                in.real("one_sided_confidence"));
        out.agrees("mean_difference", difference.mean());
        out.agrees("lower", difference.lower());
        out.agrees("upper", difference.upper());
    }

    private static void signFlip(Input in, Expected out) {
        SignFlip test = SignFlip.of(Optionals.list(in.reals("differences")));
        out.agrees("p_candidate_worse", test.worse());
        out.agrees("p_two_sided", test.changed());
    }

    private static void mcnemar(Input in, Expected out) {
        int baselineOnly = in.whole("baseline_only");
        int candidateOnly = in.whole("candidate_only");
        out.agrees("p_two_sided_exact", PairedRates.changed(baselineOnly, candidateOnly));
        out.agrees("p_candidate_worse", PairedRates.worse(baselineOnly, candidateOnly));
        out.agrees("p_two_sided_mid", PairedRates.changedMid(baselineOnly, candidateOnly));
    }
}
