package io.github.junitllm.stats.vectors;

import java.util.Map;
import java.util.TreeMap;

/** All checks by the name of their function. */
final class Checks {

    static final Map<String, VectorCheck> ALL = all();

    private Checks() {}

    private static Map<String, VectorCheck> all() {
        Map<String, VectorCheck> all = new TreeMap<>();
        all.putAll(RateVectors.checks());
        all.putAll(RunVectors.checks());
        all.putAll(AgreementVectors.checks());
        all.putAll(ClusterVectors.checks());
        all.putAll(JudgeVectors.checks());
        all.putAll(PairedVectors.checks());
        all.putAll(TwoRatesVectors.checks());
        all.putAll(IntervalVectors.checks());
        all.putAll(StabilisedVectors.checks());
        all.putAll(SuiteVectors.checks());
        return all;
    }
}
