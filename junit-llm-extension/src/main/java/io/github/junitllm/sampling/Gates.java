package io.github.junitllm.sampling;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All gates of an eval, and where each sample stands in them. */
final class Gates {

    private static final Place[] NONE = {};

    private final List<Gate> all;
    /** By case, and there by the number of the sample. */
    private final Map<String, Place[][]> places = new HashMap<>();

    /** The gate, by its number, and the position in the order in which its samples count. */
    record Place(int gate, int position) {}

    Gates(List<Gate> gates) {
        this.all = List.copyOf(gates);
        for (int gate = 0; gate < all.size(); gate++) {
            List<Sample> samples = all.get(gate).samples();
            for (int position = 0; position < samples.size(); position++) {
                add(samples.get(position), new Place(gate, position));
            }
        }
    }

    private void add(Sample sample, Place place) {
        Place[][] ofCase = places.getOrDefault(sample.caseId(), new Place[0][]);
        if (ofCase.length <= sample.number()) {
            ofCase = Arrays.copyOf(ofCase, Math.max(sample.number() + 1, 2 * ofCase.length));
            places.put(sample.caseId(), ofCase);
        }
        Place[] there = ofCase[sample.number()];
        Place[] more = there == null ? new Place[1] : Arrays.copyOf(there, there.length + 1);
        more[more.length - 1] = place;
        ofCase[sample.number()] = more;
    }

    List<Gate> all() {
        return all;
    }

    /** The places of a sample, none when the eval has no such sample. */
    Place[] places(String caseId, int number) {
        Place[][] ofCase = places.get(caseId);
        Place[] there = ofCase == null || number >= ofCase.length ? null : ofCase[number];
        return there == null ? NONE : there;
    }
}
