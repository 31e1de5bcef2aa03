package io.github.junitllm.stats;

import java.util.function.IntPredicate;

/**
 * One side of a sequential plan: at which number of hits a run crosses, sample by sample. Hits are the successes for PASS and
 * the failures for FAIL. The other side is left out, so that each keeps its error whatever the other one does.
 */
final class SpendingArm {

    /** No number of hits crosses at this sample. */
    static final int NEVER = Integer.MAX_VALUE;

    /** A sum so close to the budget is equal to it: more than rounding differs, less than anyone could lose. */
    private static final double TIE = 1e-11;

    private final int[] crossings;
    private double spent;

    private SpendingArm(int samples) {
        crossings = new int[samples + 1];
    }

    /**
     * Spend at most {@code budget * (n / samples)^rho} by the n-th sample.
     *
     * @param hit the chance of a hit at the level whose error is spent, {@code miss} = 1 - hit
     */
    static SpendingArm plan(int samples, double hit, double miss, double budget, double rho, IntPredicate looks) {
        SpendingArm arm = new SpendingArm(samples);
        Walk walk = new Walk(samples, hit, miss);
        for (int n = 1; n <= samples; n++) {
            walk.step();
            double allowed = budget * Math.pow((double) n / samples, rho);
            arm.crossings[n] = looks.test(n) ? arm.cross(walk, allowed * (1 + TIE)) : NEVER;
        }
        return arm;
    }

    /** The least count that can be reached and can be paid. */
    private int cross(Walk walk, double allowed) {
        int least = NEVER;
        double paid = spent;
        for (int hits = walk.most(); hits >= 0 && paid + walk.chance(hits) <= allowed; hits--) {
            paid += walk.chance(hits);
            least = hits;
        }
        if (least != NEVER) {
            spent += walk.stopFrom(least);
        }
        return least;
    }

    double spent() {
        return spent;
    }

    int crossing(int sample) {
        return crossings[sample];
    }

    /** The least number of hits at this sample from which a later crossing can still be reached. */
    int[] leastOpen() {
        int[] open = new int[crossings.length];
        int mostMisses = -1;
        for (int n = crossings.length - 1; n >= 0; n--) {
            open[n] = mostMisses < 0 ? NEVER : n - mostMisses;
            if (n > 0 && crossings[n] != NEVER) {
                mostMisses = Math.max(mostMisses, n - crossings[n]);
            }
        }
        return open;
    }

    /** The chance at a rate of hits to cross before this sample, or to have so many hits or more at it. */
    double chanceOfSuchOrMore(int hits, int sample, double hit) {
        Walk walk = new Walk(sample, hit, 1 - hit);
        double chance = 0;
        for (int n = 1; n < sample; n++) {
            walk.step();
            if (crossings[n] != NEVER) {
                chance += walk.stopFrom(crossings[n]);
            }
        }
        walk.step();
        return chance + walk.stopFrom(hits);
    }
}
