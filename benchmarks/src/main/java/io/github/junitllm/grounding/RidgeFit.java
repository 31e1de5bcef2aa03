package io.github.junitllm.grounding;

import io.github.junitllm.grounding.Weights.Term;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Fits a logistic model with a ridge by Newton's method; every source and label together weighs the same, however many rows it has.
 *
 * @param rows what to fit on
 * @param ridge penalty on the squared weights, per 200 rows of a source and label
 */
record RidgeFit(List<GroundedRow> rows, double ridge) {

    private static final Signal[] SIGNALS = Signal.values();
    private static final double PER_CELL = 200;
    private static final int STEPS = 30;

    Weights weights() {
        Term[] scales = scales();
        double[][] x =
                rows.stream().map(row -> standardised(row.signals(), scales)).toArray(double[][]::new);
        double[] importance = importance();
        double[] beta = new double[SIGNALS.length + 1];
        for (int step = 0; step < STEPS; step++) {
            improve(beta, x, importance);
        }
        Map<Signal, Term> terms = new EnumMap<>(Signal.class);
        for (int j = 0; j < SIGNALS.length; j++) {
            terms.put(SIGNALS[j], new Term(scales[j].mean(), scales[j].deviation(), beta[j + 1]));
        }
        return new Weights(beta[0], terms);
    }

    private Term[] scales() {
        Term[] scales = new Term[SIGNALS.length];
        for (int j = 0; j < SIGNALS.length; j++) {
            int signal = j;
            double mean = rows.stream()
                    .mapToDouble(row -> row.signals().get(signal))
                    .average()
                    .orElseThrow();
            double variance = rows.stream()
                    .mapToDouble(row -> Math.pow(row.signals().get(signal) - mean, 2))
                    .average()
                    .orElseThrow();
            scales[j] = new Term(mean, Math.sqrt(variance) + 1e-9, 0);
        }
        return scales;
    }

    private static double[] standardised(List<Double> signals, Term[] scales) {
        double[] row = new double[signals.size() + 1];
        row[0] = 1;
        for (int j = 0; j < signals.size(); j++) {
            row[j + 1] = (signals.get(j) - scales[j].mean()) / scales[j].deviation();
        }
        return row;
    }

    private double[] importance() {
        Map<String, Long> cells = rows.stream().collect(Collectors.groupingBy(RidgeFit::cell, Collectors.counting()));
        return rows.stream()
                .mapToDouble(row -> PER_CELL / cells.getOrDefault(cell(row), 1L))
                .toArray();
    }

    private static String cell(GroundedRow row) {
        return row.source() + " " + row.supported();
    }

    private void improve(double[] beta, double[][] x, double[] importance) {
        int size = beta.length;
        double[] gradient = new double[size];
        double[][] curvature = new double[size][size];
        for (int j = 0; j < size; j++) {
            double penalty = j == 0 ? 1e-6 : ridge;
            gradient[j] = -penalty * beta[j];
            curvature[j][j] = penalty;
        }
        for (int i = 0; i < x.length; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += beta[j] * x[i][j];
            }
            double p = 1 / (1 + Math.exp(-sum));
            double error = importance[i] * ((rows.get(i).supported() ? 1 : 0) - p);
            double weight = importance[i] * p * (1 - p);
            for (int j = 0; j < size; j++) {
                gradient[j] += error * x[i][j];
                for (int k = 0; k < size; k++) {
                    curvature[j][k] += weight * x[i][j] * x[i][k];
                }
            }
        }
        double[] step = solved(curvature, gradient);
        for (int j = 0; j < size; j++) {
            beta[j] += step[j];
        }
    }

    /** Gaussian elimination; the ridge keeps the matrix positive definite, so that no pivot is 0. */
    private static double[] solved(double[][] matrix, double[] right) {
        int size = right.length;
        double[] x = Arrays.copyOf(right, size);
        for (int i = 0; i < size; i++) {
            for (int row = i + 1; row < size; row++) {
                double factor = matrix[row][i] / matrix[i][i];
                for (int column = i; column < size; column++) {
                    matrix[row][column] -= factor * matrix[i][column];
                }
                x[row] -= factor * x[i];
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int column = i + 1; column < size; column++) {
                x[i] -= matrix[i][column] * x[column];
            }
            x[i] /= matrix[i][i];
        }
        return x;
    }
}
