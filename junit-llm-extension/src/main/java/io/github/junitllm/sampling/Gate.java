package io.github.junitllm.sampling;

import java.util.List;

/**
 * Samples that are decided together. An eval is as good as the worst of its gates.
 *
 * @param name empty for the gate over all samples, else the case or the tag it speaks of
 * @param rule how its samples decide
 * @param samples in the order in which they count
 */
record Gate(String name, Rule rule, List<Sample> samples) {

    Gate {
        samples = List.copyOf(samples);
    }

    int trials() {
        return samples.size();
    }

    int cases() {
        return (int) samples.stream().map(Sample::caseId).distinct().count();
    }
}
