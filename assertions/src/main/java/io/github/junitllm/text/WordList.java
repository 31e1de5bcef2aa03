package io.github.junitllm.text;

import java.util.Arrays;

/** The words of a text by their hashes, with their places. Case does not count. */
final class WordList {

    private static final long PRIME = 0x100000001b3L;

    private long[] hashes = new long[64];
    private int[] froms = new int[64];
    private int[] tos = new int[64];
    private boolean[] flags = new boolean[64];
    private int size;
    private final String text;

    private WordList(String text) {
        this.text = text;
    }

    static WordList of(String text) {
        WordList words = new WordList(text);
        boolean code = false;
        int at = 0;
        while (at < text.length()) {
            code ^= text.startsWith("```", at) && (at == 0 || text.charAt(at - 1) == '\n');
            int end = at;
            while (end < text.length() && isPart(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                words.add(at, end, code);
            }
            at = Math.max(end, at + 1);
        }
        return words;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || FoldedText.isMark(c);
    }

    private void add(int from, int to, boolean code) {
        if (size == froms.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
            froms = Arrays.copyOf(froms, size * 2);
            tos = Arrays.copyOf(tos, size * 2);
            flags = Arrays.copyOf(flags, size * 2);
        }
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ Character.toLowerCase(text.charAt(i))) * PRIME;
        }
        hashes[size] = hash;
        froms[size] = from;
        tos[size] = to;
        flags[size] = code;
        size++;
    }

    int size() {
        return size;
    }

    long hash(int word) {
        return hashes[word];
    }

    long hash(int first, int end) {
        long hash = 0;
        for (int i = first; i < end; i++) {
            hash = (hash ^ hashes[i]) * PRIME + 1;
        }
        return hash;
    }

    int from(int word) {
        return froms[word];
    }

    int to(int word) {
        return tos[word];
    }

    boolean isInCode(int word) {
        return flags[word];
    }

    boolean hasLetter(int first, int end) {
        return text.substring(froms[first], tos[end - 1]).chars().anyMatch(c -> Character.isLetter(c));
    }

    /** Whether a sentence or a line ends between this word and the next. */
    boolean endsSentence(int word) {
        int next = word + 1 < size ? froms[word + 1] : text.length();
        for (int i = tos[word]; i < next; i++) {
            if (".!?\n\u3002\uff01\uff1f".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
