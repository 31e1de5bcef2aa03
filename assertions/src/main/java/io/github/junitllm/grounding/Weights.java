package io.github.junitllm.grounding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A logistic model over the signals: the log-odds that a claim is supported. Its coefficients are data, fitted on labelled examples.
 *
 * @param bias log-odds where every signal is at its mean
 * @param terms mean, standard deviation and weight of each signal
 */
record Weights(double bias, Map<Signal, Term> terms) {

    private static final Weights STANDARD = parse(WordLists.lines("weights.txt"));

    /** How a signal counts: its weight is per standard deviation. */
    record Term(double mean, double deviation, double weight) {

        double contribution(double value) {
            return weight * (value - mean) / deviation;
        }
    }

    Weights {
        terms = Map.copyOf(terms);
    }

    static Weights standard() {
        return STANDARD;
    }

    private static Weights parse(List<String> lines) {
        Map<Signal, Term> terms = new EnumMap<>(Signal.class);
        double bias = 0;
        for (String line : lines) {
            String[] row = line.split(" ", -1);
            if (row.length == 2) {
                bias = Double.parseDouble(row[1]);
            } else {
                terms.put(
                        Signal.valueOf(row[0]),
                        new Term(Double.parseDouble(row[1]), Double.parseDouble(row[2]), Double.parseDouble(row[3])));
            }
        }
        return new Weights(bias, terms);
    }

    /** The log-odds that these sentences, as one claim, are supported: above 0 is more likely than not. */
    double logOdds(List<Evidence> sentences) {
        double sum = bias;
        for (Signal signal : Signal.values()) {
            sum += contribution(signal, sentences);
        }
        return sum;
    }

    /** What this signal adds to the log-odds. */
    double contribution(Signal signal, List<Evidence> sentences) {
        Term term = terms.get(signal);
        return term == null ? 0 : term.contribution(signal.of(sentences));
    }

    /** The signal that speaks most against these sentences. */
    Signal strongestAgainst(List<Evidence> sentences) {
        return Arrays.stream(Signal.values())
                .min(Comparator.comparingDouble(signal -> contribution(signal, sentences)))
                .orElseThrow();
    }
}
