package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** How an interval of a rate is made. Only {@link #CLOPPER_PEARSON} keeps its confidence at every rate. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum IntervalMethod {
    /** Score interval (Wilson 1927): for description, no gate; at rate 0.9 it errs in 0.072 where 0.050 is said. */
    WILSON {
        @Override
        Bounds bounds(int successes, int trials, double level) {
            return WilsonScore.bounds((double) successes / trials, trials, z(level));
        }
    },
    /** Exact (Clopper and Pearson 1934): what gates rest on. */
    CLOPPER_PEARSON {
        @Override
        Bounds bounds(int successes, int trials, double level) {
            return new Bounds(
                    Rates.lowerBoundAt(successes, trials, level), Rates.upperBoundAt(successes, trials, level));
        }
    },
    /** Adjusted Wald interval (Agresti and Coull 1998), clipped to 0..1: for description, no gate. */
    AGRESTI_COULL {
        @Override
        Bounds bounds(int successes, int trials, double level) {
            double z = z(level);
            double many = trials + z * z;
            double rate = (successes + z * z / 2) / many;
            double half = z * Math.sqrt(rate * (1 - rate) / many);
            return new Bounds(Math.max(0, rate - half), Math.min(1, rate + half));
        }
    },
    /** Quantiles of the posterior under the Jeffreys prior (Brown, Cai and DasGupta 2001): for description, no gate. */
    JEFFREYS {
        @Override
        Bounds bounds(int successes, int trials, double level) {
            double passed = successes + 0.5;
            double failed = trials - successes + 0.5;
            return new Bounds(
                    successes == 0 ? 0 : Distributions.betaQuantile(level, passed, failed),
                    successes == trials ? 1 : 1 - Distributions.betaQuantile(level, failed, passed));
        }
    };

    /** Each bound alone misses with chance {@code level}. */
    abstract Bounds bounds(int successes, int trials, double level);

    private static double z(double level) {
        return -Distributions.normalQuantile(level);
    }
}
