package io.github.junitllm.sampling;

import io.github.junitllm.stats.SampleRun;
import io.github.junitllm.stats.SequentialPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Samples that are decided together. An eval is as good as the worst of its gates. */
final class Gate {

    private final String name;
    private final Rule rule;
    private final List<Sample> samples;
    private final int cases;
    private final Optional<SequentialPlan> sequential;
    private final Optional<Supplier<SampleRun>> runs;

    /**
     * Makes a gate.
     *
     * @param name empty for the gate over all samples, else the case or the tag it speaks of
     * @param rule how its samples decide
     * @param samples in the order in which they count
     */
    Gate(String name, Rule rule, List<Sample> samples) {
        this.name = name;
        this.rule = rule;
        this.samples = List.copyOf(samples);
        this.cases = (int) samples.stream().map(Sample::caseId).distinct().count();
        this.sequential = rule.sequential(samples.size());
        this.runs = rule.runs(samples.size(), cases, sequential);
    }

    String name() {
        return name;
    }

    Rule rule() {
        return rule;
    }

    List<Sample> samples() {
        return samples;
    }

    int trials() {
        return samples.size();
    }

    int cases() {
        return cases;
    }

    /** The plan of a gate that is looked at after every sample. */
    Optional<SequentialPlan> sequential() {
        return sequential;
    }

    /** What tells after every sample whether another one is needed; empty where only all of them together can tell. */
    Optional<SampleRun> start() {
        return runs.map(Supplier::get);
    }
}
