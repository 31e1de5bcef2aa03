package io.github.junitllm.sampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All gates of an eval, and where each sample stands in them. */
final class Gates {

    private final List<Gate> all;
    private final Map<Key, List<Place>> places = new HashMap<>();

    private record Key(String caseId, int number) {}

    /** The gate, by its number, and the position in the order in which its samples count. */
    record Place(int gate, int position) {}

    Gates(List<Gate> gates) {
        this.all = List.copyOf(gates);
        for (int gate = 0; gate < all.size(); gate++) {
            List<Sample> samples = all.get(gate).samples();
            for (int position = 0; position < samples.size(); position++) {
                Sample sample = samples.get(position);
                places.computeIfAbsent(new Key(sample.caseId(), sample.number()), key -> new ArrayList<>(1))
                        .add(new Place(gate, position));
            }
        }
    }

    List<Gate> all() {
        return all;
    }

    List<Place> places(String caseId, int number) {
        return places.getOrDefault(new Key(caseId, number), List.of());
    }
}
