package io.github.junitllm.stats.vectors;

/** Computes one function of a vector file and compares every expected member; one case a call. */
@FunctionalInterface
public interface VectorCheck {

    void check(Input in, Expected out);
}
