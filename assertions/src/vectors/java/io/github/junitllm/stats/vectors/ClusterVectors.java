package io.github.junitllm.stats.vectors;

import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.ClusteredMean;
import io.github.junitllm.stats.ClusteredMeans;
import io.github.junitllm.stats.ClusteredRate;
import io.github.junitllm.stats.DesignEffect;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Observations in clusters. */
final class ClusterVectors {

    private ClusterVectors() {}

    static Map<String, VectorCheck> checks() {
        return Map.of(
                "clustered_mean", ClusterVectors::mean,
                "design_effect", ClusterVectors::designEffect,
                "korn_graubard", ClusterVectors::kornGraubard);
    }

    private static void mean(Input in, Expected out) {
        ClusteredMean mean = ClusteredMeans.mean(clusters(in));
        out.agrees("clusters", mean.clusters());
        out.agrees("observations", mean.observations());
        out.agrees("micro_mean", mean.microMean());
        out.agrees("macro_mean", mean.macroMean());
        out.agrees("cluster_se", mean.clusterError());
        out.agrees("cluster_se_uncorrected", mean.clusterErrorUncorrected());
        out.agrees("naive_se", mean.naiveError());
        out.agrees("macro_se", mean.macroError());
    }

    private static void designEffect(Input in, Expected out) {
        DesignEffect effect = ClusteredMeans.designEffect(clusters(in), in.real("one_sided_confidence"));
        out.agrees("icc_anova", effect.icc());
        out.agrees("n0", effect.typicalSize());
        out.agrees("mean_cluster_size_weighted", effect.weightedSize());
        out.agrees("design_effect", effect.designEffect());
        out.agrees("effective_n", effect.effectiveTrials());
        out.agrees("wilson_lower", Optionals.real(effect.bounds(), Bounds::lower));
        out.agrees("wilson_upper", Optionals.real(effect.bounds(), Bounds::upper));
    }

    private static void kornGraubard(Input in, Expected out) {
        ClusteredRate rate = ClusteredMeans.kornGraubard(clusters(in), in.real("one_sided_confidence"));
        out.agrees("estimate", rate.estimate());
        out.agrees("standard_error", rate.standardError());
        out.agrees("lower", Optionals.real(rate.bounds(), Bounds::lower));
        out.agrees("upper", Optionals.real(rate.bounds(), Bounds::upper));
    }

    private static List<List<Double>> clusters(Input in) {
        return Arrays.stream(in.realRows("clusters")).map(Optionals::list).toList();
    }
}
