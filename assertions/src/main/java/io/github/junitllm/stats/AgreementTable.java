package io.github.junitllm.stats;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A square table of two raters, as shares of its items. */
final class AgreementTable {

    /** A number for each cell. */
    interface Cell {
        double at(int row, int column);
    }

    private final int[][] counts;
    private final double total;
    private final double[] rows;
    private final double[] columns;

    private AgreementTable(int[][] counts) {
        this.counts = counts;
        total = sum(i -> sum(j -> counts[i][j]));
        rows = each(i -> sum(j -> counts[i][j]) / total);
        columns = each(j -> sum(i -> counts[i][j]) / total);
    }

    static AgreementTable of(int[][] table) {
        for (int i = 0; i < table.length; i++) {
            if (table[i].length != table.length) {
                throw new IllegalArgumentException("row %d of the table has %d columns, expected %d as there are rows"
                        .formatted(i + 1, table[i].length, table.length));
            }
            Ranges.requireCounts(table[i], i);
        }
        return new AgreementTable(table);
    }

    boolean isEmpty() {
        return total == 0;
    }

    /** The share of all ratings, by either rater, that are of this category. */
    double share(int category) {
        return (rows[category] + columns[category]) / 2;
    }

    double mean(Cell cell) {
        return sum(i -> sum(j -> counts[i][j] * cell.at(i, j))) / total;
    }

    /** For each row the mean of its cells over the shares of the columns: what independent raters would give. */
    double[] meansByRow(Cell cell) {
        return each(i -> sum(j -> columns[j] * cell.at(i, j)));
    }

    double[] meansByColumn(Cell cell) {
        return each(j -> sum(i -> rows[i] * cell.at(i, j)));
    }

    double meanOverRows(double[] values) {
        return sum(i -> rows[i] * values[i]);
    }

    /** Of an estimate that each item of a cell moves by so much: taken around the mean, lest rounding swamps a small one. */
    double standardError(Cell influence) {
        double mean = mean(influence);
        return Math.sqrt(mean((i, j) -> Math.pow(influence.at(i, j) - mean, 2)) / total);
    }

    private double[] each(IntToDoubleFunction value) {
        return IntStream.range(0, counts.length).mapToDouble(value).toArray();
    }

    private double sum(IntToDoubleFunction value) {
        return IntStream.range(0, counts.length).mapToDouble(value).sum();
    }
}
