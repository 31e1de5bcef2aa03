package io.github.junitllm.stats;

/** The score interval of a rate (Wilson 1927), also at a number of trials that is not whole. */
final class WilsonScore {

    private WilsonScore() {}

    static Bounds bounds(double rate, double trials, double z) {
        double square = z * z;
        double middle = (rate * trials + square / 2) / (trials + square);
        double half = z * Math.sqrt(rate * (1 - rate) * trials + square / 4) / (trials + square);
        return new Bounds(rate == 0 ? 0 : Math.max(0, middle - half), rate == 1 ? 1 : Math.min(1, middle + half));
    }
}
