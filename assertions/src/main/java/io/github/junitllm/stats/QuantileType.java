package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** The nine sample quantiles of Hyndman and Fan (1996), under their numbers. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum QuantileType {
    /** 1: the inverse of the empirical distribution. */
    INVERSE(1, 0, 0),
    /** 2: like 1, the middle where it jumps. */
    INVERSE_AVERAGED(2, 0, 0),
    /** 3: the nearest even order statistic. */
    NEAREST_EVEN(3, 0, 0),
    /** 4: the empirical distribution, interpolated. */
    INTERPOLATED(4, 0, 1),
    /** 5: knots in the middle of its steps (Hazen). */
    HAZEN(5, 0.5, 0.5),
    /** 6: k / (n + 1) (Weibull). */
    WEIBULL(6, 0, 0),
    /** 7: (k - 1) / (n - 1), what most tools give. */
    LINEAR(7, 1, 1),
    /** 8: about the median, whatever the distribution. */
    MEDIAN_UNBIASED(8, 1 / 3.0, 1 / 3.0),
    /** 9: about unbiased for a normal distribution. */
    NORMAL_UNBIASED(9, 3 / 8.0, 3 / 8.0);

    private static final double ROUNDING = 4 * Math.ulp(1.0);

    private final int number;
    private final double a;
    private final double b;

    QuantileType(int number, double a, double b) {
        this.number = number;
        this.a = a;
        this.b = b;
    }

    /** The number that Hyndman and Fan gave it, 1 to 9. */
    public int number() {
        return number;
    }

    /** Where the quantile lies in sorted values: whole part = how many are below, fraction = how far on to the next. */
    double position(int n, double q) {
        double at =
                switch (this) {
                    case INVERSE, INVERSE_AVERAGED -> n * q;
                    case NEAREST_EVEN -> n * q - 0.5;
                    default -> a + q * (n + 1 - a - b);
                };
        double below = Math.floor(at + ROUNDING);
        double fraction = at - below < ROUNDING ? 0 : at - below;
        return below + weight(below, fraction);
    }

    private double weight(double below, double fraction) {
        return switch (this) {
            case INVERSE -> fraction > 0 ? 1 : 0;
            case INVERSE_AVERAGED -> fraction > 0 ? 1 : 0.5;
            case NEAREST_EVEN -> fraction > 0 || below % 2 != 0 ? 1 : 0;
            default -> fraction;
        };
    }
}
