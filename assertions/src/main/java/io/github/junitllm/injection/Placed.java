package io.github.junitllm.injection;

import java.util.Arrays;

/** A text made from another one, where each character knows the place that it comes from. */
final class Placed {

    private final String text;
    private final int[] places;

    private Placed(String text, int[] places) {
        this.text = text;
        this.places = places;
    }

    /** A part of a text as it is. */
    static Placed part(String whole, int from, int to) {
        int[] places = new int[to - from];
        Arrays.setAll(places, i -> from + i);
        return new Placed(whole.substring(from, to), places);
    }

    /** A text that comes from one place as a whole. */
    static Placed at(String text, int place) {
        int[] places = new int[text.length()];
        Arrays.fill(places, place);
        return new Placed(text, places);
    }

    String text() {
        return text;
    }

    /** The place of a character, and of the end. */
    int place(int index) {
        if (index < places.length) {
            return places[index];
        }
        return places.length == 0 ? 0 : places[places.length - 1] + 1;
    }

    static Builder builder(int size) {
        return new Builder(size);
    }

    /** Collects characters with their places. */
    static final class Builder {

        private final StringBuilder text;
        private int[] places;

        private Builder(int size) {
            text = new StringBuilder(size);
            places = new int[Math.max(16, size)];
        }

        void add(char c, int place) {
            if (text.length() == places.length) {
                places = Arrays.copyOf(places, 2 * places.length);
            }
            places[text.length()] = place;
            text.append(c);
        }

        void add(CharSequence characters, int place) {
            for (int i = 0; i < characters.length(); i++) {
                add(characters.charAt(i), place);
            }
        }

        int length() {
            return text.length();
        }

        char last() {
            return text.isEmpty() ? '\0' : text.charAt(text.length() - 1);
        }

        Placed build() {
            return new Placed(text.toString(), Arrays.copyOf(places, text.length()));
        }
    }
}
