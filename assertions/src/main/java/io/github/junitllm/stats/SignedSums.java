package io.github.junitllm.stats;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** The sums of numbers whose signs are drawn by coins, against the sum of the signs they have. */
final class SignedSums {

    private static final int FINEST_GRID = 10_000;
    private static final int MOST_STEPS = 5_000_000;
    private static final double TIE = 1e-9;
    private static final int DRAWS = 400_000;
    private static final long SEED = 1935;

    private SignedSums() {}

    static SignFlip test(double[] differences) {
        double[] others = Arrays.stream(differences).filter(value -> value != 0).toArray();
        double[] sizes = Arrays.stream(others).map(Math::abs).toArray();
        double largest = Arrays.stream(sizes).max().orElse(1);
        double observed = Arrays.stream(others).sum();
        int grid = grid(sizes, Arrays.stream(sizes).sum());
        if (grid > 0) {
            int[] steps =
                    Arrays.stream(sizes).mapToInt(size -> steps(size, grid)).toArray();
            return onGrid(steps, steps(observed, grid));
        }
        double tie = TIE * largest;
        return sizes.length <= SignFlip.MOST_OFF_GRID ? exact(sizes, observed, tie) : simulated(sizes, observed, tie);
    }

    private static int steps(double size, int grid) {
        return Math.toIntExact(Math.round(size * grid));
    }

    /** The least n for which all are multiples of 1/n; 0 when there is none. */
    private static int grid(double[] sizes, double sum) {
        for (int grid = 1; grid <= FINEST_GRID && sum * grid <= MOST_STEPS; grid++) {
            int n = grid;
            if (Arrays.stream(sizes).allMatch(size -> Math.abs(size * n - Math.rint(size * n)) <= TIE)) {
                return grid;
            }
        }
        return 0;
    }

    /** With t steps of positive sign among s the sum is 2t - s, so counting t is enough. */
    private static SignFlip onGrid(int[] steps, int observed) {
        int all = Arrays.stream(steps).sum();
        double[] chances = new double[all + 1];
        chances[0] = 1;
        int most = 0;
        for (int step : steps) {
            most += step;
            for (int t = most; t >= 0; t--) {
                chances[t] = (chances[t] + (t >= step ? chances[t - step] : 0)) / 2;
            }
        }
        double changed = observed == 0 ? 1 : 2 * upTo(chances, (all - Math.abs(observed)) / 2);
        return new SignFlip(upTo(chances, (all + observed) / 2), changed, OptionalDouble.empty());
    }

    private static double upTo(double[] chances, int most) {
        double sum = 0;
        for (int t = 0; t <= most; t++) {
            sum += chances[t];
        }
        return Math.min(1, sum);
    }

    /** All sums of one half of the numbers meet all sums of the other half. */
    private static SignFlip exact(double[] sizes, double observed, double tie) {
        double[] low = sums(Arrays.copyOfRange(sizes, 0, sizes.length / 2));
        double[] high = sums(Arrays.copyOfRange(sizes, sizes.length / 2, sizes.length));
        double patterns = (double) low.length * high.length;
        double worse = pairsUpTo(low, high, observed + tie) / patterns;
        double far = pairsUpTo(low, high, -Math.abs(observed) + tie) / patterns;
        return new SignFlip(worse, Math.min(1, 2 * far), OptionalDouble.empty());
    }

    private static double[] sums(double[] sizes) {
        double[] sums = {0};
        for (double size : sizes) {
            double[] next = new double[2 * sums.length];
            for (int i = 0; i < sums.length; i++) {
                next[i] = sums[i] - size;
                next[sums.length + i] = sums[i] + size;
            }
            sums = next;
        }
        Arrays.sort(sums);
        return sums;
    }

    private static double pairsUpTo(double[] low, double[] high, double limit) {
        long pairs = 0;
        int partners = high.length;
        for (double sum : low) {
            while (partners > 0 && sum + high[partners - 1] > limit) {
                partners--;
            }
            pairs += partners;
        }
        return pairs;
    }

    /** The observed pattern counts as one of those drawn, so that the p-values stay valid and are never 0. */
    private static SignFlip simulated(double[] sizes, double observed, double tie) {
        SplittableRandom coins = new SplittableRandom(SEED);
        int worse = 1;
        int changed = 1;
        for (int draw = 1; draw < DRAWS; draw++) {
            double sum = 0;
            for (double size : sizes) {
                sum += coins.nextBoolean() ? size : -size;
            }
            worse += sum <= observed + tie ? 1 : 0;
            changed += Math.abs(sum) >= Math.abs(observed) - tie ? 1 : 0;
        }
        return new SignFlip(
                (double) worse / DRAWS, (double) changed / DRAWS, OptionalDouble.of(0.5 / Math.sqrt(DRAWS)));
    }
}
