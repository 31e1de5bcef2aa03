package io.github.junitllm.grounding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The run of sentences that holds most of a claim, words weighted by how telling they are. */
record Windows(int sentence, double sum) {

    /**
     * Looks for the best run of so many sentences; the first of equal ones. An empty claim, or one without a single known word,
     * gets the first run and a sum of 0.
     */
    static Windows best(Map<String, Double> claim, PassageIndex index, int length) {
        Map<Integer, Double> sums = new HashMap<>();
        claim.forEach((stem, weight) ->
                starts(index.sentencesOf(stem), length).forEach(start -> sums.merge(start, weight, Double::sum)));
        Windows best = new Windows(0, 0);
        for (Map.Entry<Integer, Double> entry : sums.entrySet()) {
            double gain = entry.getValue() - best.sum();
            if (gain > 1e-9 || (gain > -1e-9 && entry.getKey() < best.sentence())) {
                best = new Windows(entry.getKey(), entry.getValue());
            }
        }
        return best;
    }

    /** The first sentences of all runs that hold one of these sentences, each once. */
    private static List<Integer> starts(List<Integer> sentences, int length) {
        List<Integer> starts = new ArrayList<>();
        int next = 0;
        for (int sentence : sentences) {
            for (int start = Math.max(next, sentence - length + 1); start <= sentence; start++) {
                starts.add(start);
            }
            next = sentence + 1;
        }
        return starts;
    }
}
