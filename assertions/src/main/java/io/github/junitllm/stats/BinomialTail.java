package io.github.junitllm.stats;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Tails of the binomial distribution, and their comparison with a level such that ties fall right. */
final class BinomialTail {

    /** Closer to the level than this share of it, floating point does not decide. */
    private static final double TIE = 1e-9;

    /** Up to so many trials a tie is decided in whole numbers; beyond, decimals of a few digits hardly ever tie. */
    private static final int EXACT_TRIALS = 2_000;

    private BinomialTail() {}

    /** P(X >= count). */
    static double atLeast(int count, int trials, double rate) {
        return count <= 0 ? 1 : BinomialDistribution.of(trials, rate).survivalProbability(count - 1);
    }

    /** P(X <= count). */
    static double atMost(int count, int trials, double rate) {
        return BinomialDistribution.of(trials, rate).cumulativeProbability(count);
    }

    /** Whether P(X >= count) <= level. */
    static boolean atLeastIsWithin(BigDecimal level, int count, int trials, BigDecimal rate) {
        double tail = atLeast(count, trials, rate.doubleValue());
        return tied(tail, level, trials)
                ? exactlyWithin(level, trials - count, trials, BigDecimal.ONE.subtract(rate))
                : tail <= level.doubleValue();
    }

    /** Whether P(X <= count) <= level. */
    static boolean atMostIsWithin(BigDecimal level, int count, int trials, BigDecimal rate) {
        double tail = atMost(count, trials, rate.doubleValue());
        return tied(tail, level, trials) ? exactlyWithin(level, count, trials, rate) : tail <= level.doubleValue();
    }

    private static boolean tied(double tail, BigDecimal level, int trials) {
        return trials <= EXACT_TRIALS && Math.abs(tail - level.doubleValue()) <= TIE * level.doubleValue();
    }

    /** P(X <= count) <= level in whole numbers: with rate = a / d, the sum of C(n,i) a^i (d-a)^(n-i) against level d^n. */
    private static boolean exactlyWithin(BigDecimal level, int count, int trials, BigDecimal rate) {
        BigInteger denominator = BigInteger.TEN.pow(Math.max(rate.scale(), 0));
        BigInteger hit = rate.movePointRight(Math.max(rate.scale(), 0)).toBigIntegerExact();
        BigInteger miss = denominator.subtract(hit);
        BigInteger term = miss.pow(trials);
        BigInteger sum = term;
        for (int i = 1; i <= count; i++) {
            term = term.multiply(hit)
                    .multiply(BigInteger.valueOf(trials - i + 1L))
                    .divide(miss.multiply(BigInteger.valueOf(i)));
            sum = sum.add(term);
        }
        return new BigDecimal(sum).compareTo(level.multiply(new BigDecimal(denominator.pow(trials)))) <= 0;
    }
}
