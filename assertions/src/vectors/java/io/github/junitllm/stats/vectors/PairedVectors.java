package io.github.junitllm.stats.vectors;

import io.github.junitllm.stats.DifferenceBounds;
import io.github.junitllm.stats.PairedCounts;
import io.github.junitllm.stats.PairedMean;
import io.github.junitllm.stats.PairedMeans;
import java.util.Map;
import java.util.Optional;

/** Pairs of numbers, and of passes and failures. */
final class PairedVectors {

    private PairedVectors() {}

    static Map<String, VectorCheck> checks() {
        return Map.of("paired_t", PairedVectors::t, "paired_binary_bounds", PairedVectors::binary);
    }

    private static void t(Input in, Expected out) {
        PairedMean mean =
                PairedMeans.compare(Optionals.list(in.reals("candidate")), Optionals.list(in.reals("baseline")), 0.95);
        out.agrees("mean_difference", mean.difference());
        out.agrees("standard_error", mean.standardError());
        out.agrees("t", mean.t());
        out.agrees("degrees_of_freedom", mean.degreesOfFreedom());
        out.agrees("lower_90", mean.lower());
        out.agrees("upper_90", mean.upper());
        out.agrees("p_two_sided", mean.changed());
        out.agrees("p_candidate_worse", mean.worse());
    }

    private static void binary(Input in, Expected out) {
        PairedCounts counts =
                new PairedCounts(in.whole("baseline_only"), in.whole("candidate_only"), in.whole("pairs"));
        double confidence = in.real("one_sided_confidence");
        out.agrees("difference", counts.difference());
        bounds("tango", Optional.of(counts.tango(confidence)), out);
        bounds("bonett_price", Optional.of(counts.bonettPrice(confidence)), out);
        bounds("stabilised", counts.stabilised(confidence), out);
    }

    private static void bounds(String name, Optional<DifferenceBounds> got, Expected out) {
        out.agrees(name + "_lower", Optionals.real(got, DifferenceBounds::lower));
        out.agrees(name + "_upper", Optionals.real(got, DifferenceBounds::upper));
    }
}
