package io.github.junitllm.redact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Joins what stands at one place of consecutive records, so that a credential in pieces is found: the deltas of a stream.
 * Knows no provider. Two joints each: by place alone, and by place with its index and type, for parallel texts. For one
 * thread.
 */
final class Joints {

    /** No credential that is found is longer, so that a text that is this far from the end of its joint is settled. */
    static final int WINDOW = 8 * 1024;

    /** The same in every record, and long when joined. */
    private static final Set<String> CONSTANT = Set.of("id", "model", "object", "type", "role", "status", "event");

    private static final int MOST = 2_000;

    private final Finder finder;
    private final boolean suspicious;
    private final Map<String, Joint> joints = new HashMap<>();
    private long fed;
    private Optional<Suspicion> suspicion = Optional.empty();

    /**
     * Makes empty joints.
     *
     * @param suspicious whether to look for what only seems to be a credential
     */
    Joints(Finder finder, boolean suspicious) {
        this.finder = finder;
        this.suspicious = suspicious;
    }

    Optional<Suspicion> suspicion() {
        return suspicion;
    }

    void add(int record, Leaves leaves) {
        for (Leaf leaf : leaves.all()) {
            if (isJoined(leaf)) {
                String place = leaf.place().pointer();
                String pure = leaves.inArray() ? place.replaceFirst("^/[0-9]+", "") : place;
                String stream = leaf.place().stream(leaves.inArray());
                joint(pure, leaf).add(record, leaf);
                joint(stream + "#", leaf).add(record, leaf);
            }
        }
        fed += leaves.text().length();
    }

    private static boolean isJoined(Leaf leaf) {
        return (leaf.kind() == Leaf.Kind.STRING || leaf.kind() == Leaf.Kind.DATA)
                && !leaf.value().isEmpty()
                && !CONSTANT.contains(leaf.place().name())
                && !OpaqueNames.isOpaque(leaf.place());
    }

    private Joint joint(String key, Leaf leaf) {
        if (joints.size() >= MOST) {
            // Places that are made up as they come join nothing.
            joints.values().removeIf(joint -> !joint.isActive());
        }
        return joints.computeIfAbsent(key, none -> new Joint(leaf.place(), key.endsWith("#")));
    }

    /**
     * Hides what is found in all joints.
     *
     * @param last whether nothing more comes
     * @return the lowest number of a record that must be held back, since a credential could go on after it
     */
    int scan(boolean last) {
        int held = Integer.MAX_VALUE;
        for (Joint joint : joints.values()) {
            joint.scan(last);
            held = Math.min(held, last ? held : joint.firstOpen());
        }
        return held;
    }

    /** Forgets the records before this one, which are written. */
    void written(int before) {
        joints.values().forEach(joint -> joint.written(before));
    }

    private record Segment(int record, int start, Leaf leaf) {
        int end() {
            return start + leaf.value().length();
        }
    }

    private final class Joint {

        private final JsonPlace place;
        private final boolean pure;
        private final StringBuilder text = new StringBuilder();
        private List<Segment> segments = new ArrayList<>();
        private boolean json;
        private boolean begun;
        private boolean cut;
        private int firstUnwritten;
        private long lastFed;

        Joint(JsonPlace place, boolean pure) {
            this.place = place;
            this.pure = pure;
        }

        void add(int record, Leaf leaf) {
            segments.add(new Segment(record, text.length(), leaf));
            text.append(leaf.value());
            lastFed = fed;
        }

        /** One that nothing has been added to for long will not go on in the middle of a word. */
        boolean isActive() {
            return fed - lastFed < 64 * 1024;
        }

        void scan(boolean last) {
            if (!begun) {
                json = Leaf.isJson(text);
                begun = text.length() >= WINDOW;
            }
            String all = text.toString();
            List<Finding> found =
                    finder.rules().allows(place.pointer()) ? finder.findKnown(all) : finder.find(all, json);
            found.forEach(this::hide);
            if (suspicious && pure && suspicion.isEmpty() && !finder.rules().allows(place.pointer())) {
                RandomText.find(all).stream()
                        .filter(token -> (last || token.end() < all.length()) && (!cut || token.start() > 0))
                        .filter(token -> segments.stream().noneMatch(segment -> isHidden(segment, token)))
                        .findFirst()
                        .ifPresent(token -> suspect(token, all));
            }
        }

        private boolean isHidden(Segment segment, Finding token) {
            int from = Math.max(token.start(), segment.start()) - segment.start();
            int to = Math.min(token.end(), segment.end()) - segment.start();
            return from < to && segment.leaf().isHidden(from, to);
        }

        private void hide(Finding finding) {
            boolean first = true;
            for (Segment segment : overlapping(finding)) {
                if (segment.record() < firstUnwritten) {
                    suspicion = Optional.of(new Suspicion(
                            finding.kind(),
                            "event %d %s".formatted(segment.record() + 1, place.pointer()),
                            place.pointer(),
                            "",
                            finding.end() - finding.start()));
                    return;
                }
                int from = Math.max(finding.start() - segment.start(), 0);
                int to = Math.min(
                        finding.end() - segment.start(), segment.leaf().value().length());
                segment.leaf().hide(from, to, first);
                first = false;
            }
        }

        private void suspect(Finding token, String all) {
            Segment segment = overlapping(token).get(0);
            suspicion = Optional.of(Suspicion.randomText(
                    "event %d %s".formatted(segment.record() + 1, place.pointer()),
                    place.pointer(),
                    all.substring(token.start(), token.end())));
        }

        private List<Segment> overlapping(Finding finding) {
            int at = Collections.binarySearch(
                    segments,
                    new Segment(0, finding.start(), new Leaf(Leaf.Kind.TEXT, JsonPlace.NONE, "", 0, 0)),
                    Comparator.comparingInt(Segment::start));
            List<Segment> overlapping = new ArrayList<>();
            for (int i = Math.max(0, at >= 0 ? at : -at - 2);
                    i < segments.size() && segments.get(i).start() < finding.end();
                    i++) {
                overlapping.add(segments.get(i));
            }
            return overlapping;
        }

        int firstOpen() {
            if (!isActive()) {
                return Integer.MAX_VALUE;
            }
            int settled = text.length() - WINDOW;
            return segments.stream()
                    .filter(segment -> segment.end() > settled)
                    .mapToInt(Segment::record)
                    .findFirst()
                    .orElse(Integer.MAX_VALUE);
        }

        void written(int before) {
            firstUnwritten = before;
            int settled = text.length() - WINDOW;
            int drop = 0;
            while (drop < segments.size()
                    && segments.get(drop).record() < before
                    && segments.get(drop).end() <= settled) {
                drop++;
            }
            if (drop == 0) {
                return;
            }
            int from =
                    drop == segments.size() ? text.length() : segments.get(drop).start();
            text.delete(0, from);
            cut = true;
            segments = new ArrayList<>(segments.subList(drop, segments.size()).stream()
                    .map(segment -> new Segment(segment.record(), segment.start() - from, segment.leaf()))
                    .toList());
        }
    }
}
