package io.github.junitllm.injection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the greater part of a canary: the share of its 4-character parts that stand close together, or for one word of
 * letters and other characters, one insertion, deletion or change that leaves its digits alone.
 */
final class NearMatch {

    static final double SHARE = 0.65;

    private static final int GRAM = 4;
    private static final int FEWEST_GRAMS = 5;
    private static final int LONGEST_WORD = 15;
    private static final int FILTER = 1 << 16;

    private final String canary;
    private final String folded;
    private final Map<Long, Integer> grams = new TreeMap<>();
    /** Most of a text is none of the grams; this says so without boxing. */
    private final boolean[] filter = new boolean[FILTER];

    NearMatch(String canary, String folded) {
        this.canary = canary;
        this.folded = folded;
        for (int i = 0; i + GRAM <= folded.length(); i++) {
            long gram = gram(folded, i);
            grams.putIfAbsent(gram, grams.size());
            filter[filtered(gram)] = true;
        }
    }

    private static long gram(String text, int at) {
        long gram = 0;
        for (int i = at; i < at + GRAM; i++) {
            gram = (gram << 16) | text.charAt(i);
        }
        return gram;
    }

    private static int filtered(long gram) {
        return (int) ((gram * 0x9E3779B97F4A7C15L) >>> 48);
    }

    Optional<Hit> find(Placed text) {
        return isWord() ? word(text) : part(text);
    }

    private boolean isWord() {
        return folded.length() <= LONGEST_WORD && folded.indexOf(' ') < 0;
    }

    private Optional<Hit> part(Placed text) {
        if (grams.size() < FEWEST_GRAMS) {
            return Optional.empty();
        }
        Window window = new Window(folded.length() + folded.length() / 2);
        int most = 0;
        int from = 0;
        int to = 0;
        for (int i = 0; i + GRAM <= text.text().length(); i++) {
            window.move(index(gram(text.text(), i)));
            if (window.distinct > most) {
                most = window.distinct;
                from = i - window.reach();
                to = i + GRAM;
            }
        }
        double share = (double) most / grams.size();
        return share < SHARE ? Optional.empty() : Optional.of(hit(share, text.place(from), text.place(to - 1) + 1));
    }

    private Hit hit(double share, int from, int to) {
        return new Hit(
                SignalKind.NEAR_CANARY,
                String.format(
                        Locale.ROOT, "%.0f %% of the 4-character parts of %s", 100 * share, Excerpt.quoted(canary)),
                from,
                to);
    }

    private int index(long gram) {
        return filter[filtered(gram)] ? grams.getOrDefault(gram, -1) : -1;
    }

    /** The last grams of the text, and how many different ones of the canary are among them. */
    private final class Window {

        private final int[] last;
        private final int[] counts = new int[grams.size()];
        private int moved;
        private int distinct;

        Window(int length) {
            last = new int[length];
            Arrays.fill(last, -1);
        }

        void move(int gram) {
            int slot = moved++ % last.length;
            int gone = last[slot];
            if (gone >= 0 && --counts[gone] == 0) {
                distinct--;
            }
            last[slot] = gram;
            if (gram >= 0 && counts[gram]++ == 0) {
                distinct++;
            }
        }

        /** How far back the first of them stands. */
        int reach() {
            int back = Math.min(moved, last.length) - 1;
            while (back > 0 && last[(moved - 1 - back) % last.length] < 0) {
                back--;
            }
            return back;
        }
    }

    private Optional<Hit> word(Placed text) {
        if (folded.length() < FEWEST_GRAMS
                || folded.chars().allMatch(Character::isLetter)
                || folded.chars().noneMatch(Character::isLetter)) {
            return Optional.empty();
        }
        String plain = text.text();
        int from = 0;
        while (from < plain.length()) {
            int blank = plain.indexOf(' ', from);
            int end = blank < 0 ? plain.length() : blank;
            Optional<Hit> hit = word(text, from, end);
            if (hit.isPresent()) {
                return hit;
            }
            from = end + 1;
        }
        return Optional.empty();
    }

    private Optional<Hit> word(Placed text, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && !Folding.isWord(text.text().charAt(from))) {
            from++;
        }
        while (to > from && !Folding.isWord(text.text().charAt(to - 1))) {
            to--;
        }
        if (Math.abs(to - from - folded.length()) > 1 || !isOneAway(text.text().substring(from, to))) {
            return Optional.empty();
        }
        return Optional.of(new Hit(
                SignalKind.NEAR_CANARY,
                "one character away from " + Excerpt.quoted(canary),
                text.place(from),
                text.place(to - 1) + 1));
    }

    private boolean isOneAway(String word) {
        int same = 0;
        while (same < Math.min(word.length(), folded.length()) && word.charAt(same) == folded.charAt(same)) {
            same++;
        }
        String restOfWord = word.substring(Math.min(word.length(), same + (word.length() >= folded.length() ? 1 : 0)));
        String rest = folded.substring(Math.min(folded.length(), same + (folded.length() >= word.length() ? 1 : 0)));
        return restOfWord.equals(rest) && digits(word).equals(digits(folded));
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }
}
