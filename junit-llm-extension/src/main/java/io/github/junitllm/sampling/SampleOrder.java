package io.github.junitllm.sampling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The order in which the samples of an eval count. */
final class SampleOrder {

    private SampleOrder() {}

    /** Case by case, for evals whose every case is decided by itself. */
    static List<Sample> byCase(List<EvalCase> cases, int samples) {
        return cases.stream()
                .flatMap(one -> IntStream.rangeClosed(1, samples).mapToObj(number -> new Sample(one, number)))
                .toList();
    }

    /**
     * Every case once, then every case once more, and so on, each round in a random order of its own that is fixed per test.
     * In the order of the file easy cases that stand first would end an eval before the hard ones had their turn: a true rate
     * of 0.80 then passes a claim of 0.90.
     *
     * @param test name of the test, the seed
     * @param total number of samples, at least one per case
     */
    static List<Sample> byRounds(String test, List<EvalCase> cases, int total) {
        Random random = new Random(test.hashCode());
        List<EvalCase> round = new ArrayList<>(cases);
        // Moving a case within its file changes nothing.
        round.sort(Comparator.comparing(EvalCase::id));
        List<Sample> order = new ArrayList<>(total);
        for (int number = 1; order.size() < total; number++) {
            Collections.shuffle(round, random);
            for (EvalCase one : round.subList(0, Math.min(round.size(), total - order.size()))) {
                order.add(new Sample(one, number));
            }
        }
        return order;
    }
}
