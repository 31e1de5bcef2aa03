package io.github.junitllm.match;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import io.github.junitllm.exchange.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The places in which two texts differ, word by word, each with a little of what stands around it. */
final class TextDifference {

    private static final int CONTEXT = 24;
    private static final int LONGEST = 60;
    /** Comparing by words takes the square of the number of changes; above this many words it is not tried. */
    private static final int MOST_WORDS = 4_000;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]++|\\s++|.", Pattern.DOTALL);

    private TextDifference() {}

    /** A place: from and to in both, in characters of a text or elements of a list. */
    record Place(int beforeFrom, int beforeTo, int afterFrom, int afterTo) {}

    static List<String> lines(String before, String after) {
        return places(before, after).stream()
                .map(place -> "recorded " + excerpt(before, place.beforeFrom(), place.beforeTo()) + ", now "
                        + excerpt(after, place.afterFrom(), place.afterTo()))
                .toList();
    }

    static List<Place> places(String before, String after) {
        List<String> old = words(before);
        List<String> now = words(after);
        if (old.size() > MOST_WORDS || now.size() > MOST_WORDS) {
            return List.of(middle(before, after));
        }
        List<Place> places = new ArrayList<>();
        for (Place change : changes(old, now)) {
            int beforeFrom = length(old, 0, change.beforeFrom());
            int afterFrom = length(now, 0, change.afterFrom());
            Place place = new Place(
                    beforeFrom,
                    beforeFrom + length(old, change.beforeFrom(), change.beforeTo()),
                    afterFrom,
                    afterFrom + length(now, change.afterFrom(), change.afterTo()));
            // Places whose surroundings overlap are read as one.
            addOrJoin(places, place, CONTEXT);
        }
        return places;
    }

    /**
     * Where two lists differ, as indices. In linear space: the library's usual way keeps the square of the number of
     * changes.
     */
    static List<Place> changes(List<String> before, List<String> after) {
        List<Place> changes = new ArrayList<>();
        DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>(String::equals), null).getDeltas().stream()
                .map(delta -> new Place(
                        delta.getSource().getPosition(),
                        delta.getSource().getPosition() + delta.getSource().size(),
                        delta.getTarget().getPosition(),
                        delta.getTarget().getPosition() + delta.getTarget().size()))
                .sorted(Comparator.comparingInt(Place::beforeFrom).thenComparingInt(Place::afterFrom))
                .forEach(change -> addOrJoin(changes, change, 0));
        return changes;
    }

    private static void addOrJoin(List<Place> places, Place place, int gap) {
        Place last = places.isEmpty() ? null : places.get(places.size() - 1);
        if (last != null && place.beforeFrom() - last.beforeTo() <= gap && place.afterFrom() - last.afterTo() <= gap) {
            places.set(
                    places.size() - 1,
                    new Place(last.beforeFrom(), place.beforeTo(), last.afterFrom(), place.afterTo()));
        } else {
            places.add(place);
        }
    }

    private static Place middle(String before, String after) {
        int start = 0;
        int shorter = Math.min(before.length(), after.length());
        while (start < shorter && before.charAt(start) == after.charAt(start)) {
            start++;
        }
        int tail = 0;
        while (tail < shorter - start
                && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
            tail++;
        }
        return new Place(start, before.length() - tail, start, after.length() - tail);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (words.size() <= MOST_WORDS && matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static int length(List<String> words, int from, int to) {
        int length = 0;
        for (int i = from; i < to; i++) {
            length += words.get(i).length();
        }
        return length;
    }

    private static String excerpt(String text, int start, int end) {
        int from = Math.max(0, start - CONTEXT);
        int to = Math.min(text.length(), Math.min(end, start + LONGEST) + CONTEXT);
        return (from > 0 ? "…" : "")
                + Json.write(Json.MAPPER.getNodeFactory().textNode(text.substring(from, to)))
                + (to < text.length() ? "…" : "");
    }
}
