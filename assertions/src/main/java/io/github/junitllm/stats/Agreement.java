package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * How far raters agree beyond chance: 1 is full agreement, 0 is what chance gives, below 0 is worse than chance. A table of
 * two raters holds, in row i and column j, the number of items that the first put into category i and the second into j.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Agreement {

    /** How much a disagreement counts in Cohen's kappa. */
    @API(status = EXPERIMENTAL, since = "0.1")
    public enum Weights {
        /** Every disagreement alike. */
        NONE,
        /** By the distance of the categories, which are in order. */
        LINEAR,
        /** By the square of that distance. */
        QUADRATIC;

        double disagreement(int first, int second) {
            double distance = Math.abs(first - second);
            return switch (this) {
                case NONE -> Math.min(distance, 1);
                case LINEAR -> distance;
                case QUADRATIC -> distance * distance;
            };
        }
    }

    /** What the ratings are, and so how far two of them are apart in Krippendorff's alpha. */
    @API(status = EXPERIMENTAL, since = "0.1")
    public enum Scale {
        /** Names without order. */
        NOMINAL,
        /** Ranks: apart by the ratings given between them. */
        ORDINAL,
        /** Numbers: apart by their difference. */
        INTERVAL
    }

    private Agreement() {}

    /**
     * Give the share of items on which two raters agree, 0 to 1.
     *
     * @param table square, counts of 0 or more
     * @return empty when the table has no items
     * @throws IllegalArgumentException when the table is not square or a count is negative
     */
    public static OptionalDouble observed(int[][] table) {
        AgreementTable counts = AgreementTable.of(table);
        return counts.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(counts.mean(Agreement::same));
    }

    /**
     * Estimate Cohen's kappa of two raters (Cohen 1960, weighted 1968), -1 to 1, with the standard error that does not assume
     * agreement by chance (Fleiss, Cohen and Everitt 1969).
     *
     * @param table square, counts of 0 or more
     * @return empty when chance alone would agree in full: one category only, or no items
     * @throws IllegalArgumentException when the table is not square or a count is negative
     */
    public static Optional<Estimate> cohenKappa(int[][] table, Weights weights) {
        AgreementTable counts = AgreementTable.of(table);
        double[] ofRow = counts.meansByRow(weights::disagreement);
        double[] ofColumn = counts.meansByColumn(weights::disagreement);
        double byChance = counts.meanOverRows(ofRow);
        if (!(byChance > 0)) {
            return Optional.empty();
        }
        double ratio = counts.mean(weights::disagreement) / byChance;
        return Optional.of(new Estimate(
                1 - ratio,
                counts.standardError(
                        (i, j) -> ((ofRow[i] + ofColumn[j]) * ratio - weights.disagreement(i, j)) / byChance)));
    }

    /**
     * Estimate Gwet's AC1 of two raters (Gwet 2008), -1 to 1, with its standard error for raters taken as given. Unlike
     * kappa it stays near the share of agreement when one category is rare.
     *
     * @param table square, counts of 0 or more
     * @return empty when there are fewer than two categories, or no items
     * @throws IllegalArgumentException when the table is not square or a count is negative
     */
    public static Optional<Estimate> gwetAc1(int[][] table) {
        AgreementTable counts = AgreementTable.of(table);
        if (counts.isEmpty() || table.length == 1) {
            return Optional.empty();
        }
        double others = table.length - 1.0;
        AgreementTable.Cell chance = (i, j) -> (1 - (counts.share(i) + counts.share(j)) / 2) / others;
        double byChance = counts.mean(chance);
        double ac1 = (counts.mean(Agreement::same) - byChance) / (1 - byChance);
        return Optional.of(new Estimate(
                ac1, counts.standardError((i, j) -> (same(i, j) - 2 * (1 - ac1) * chance.at(i, j)) / (1 - byChance))));
    }

    private static double same(int first, int second) {
        return first == second ? 1 : 0;
    }

    /**
     * Estimate the kappa of several raters (Fleiss 1971), -1 to 1.
     *
     * @param counts one row an item: how many raters put it into each category, 0 or more; every row has the same sum
     * @return empty when there are no items, fewer than two raters, or one category holds all ratings
     * @throws IllegalArgumentException when rows differ in length or sum, or a count is negative
     */
    public static OptionalDouble fleissKappa(int[][] counts) {
        return FleissKappa.of(counts);
    }

    /**
     * Estimate Krippendorff's alpha (Krippendorff 2011), at most 1. Raters may differ from item to item.
     *
     * @param items the ratings that each item was given; missing ones are left out, and an item with a single rating says
     *     nothing
     * @return empty when no item has two ratings, or all ratings that count are equal
     * @throws IllegalArgumentException when a rating is not finite
     */
    public static OptionalDouble krippendorffAlpha(List<List<Double>> items, Scale scale) {
        return KrippendorffAlpha.of(items, scale);
    }
}
