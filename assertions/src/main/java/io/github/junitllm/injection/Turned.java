package io.github.junitllm.injection;

/** Folded text in the writings that keep its length. */
final class Turned {

    private static final String LEET = "0123456789@$!|l";
    private static final String PLAIN = "oizeasgtbgasiii";

    private Turned() {}

    static String rot13(String text) {
        StringBuilder turned = new StringBuilder(text);
        for (int i = 0; i < turned.length(); i++) {
            char c = turned.charAt(i);
            if (c >= 'a' && c <= 'z') {
                turned.setCharAt(i, (char) ('a' + (c - 'a' + 13) % 26));
            }
        }
        return turned.toString();
    }

    static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    /** Figures and signs become the letters that they stand for, and so do letters that stand for each other. */
    static String leet(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            int at = LEET.indexOf(plain.charAt(i));
            if (at >= 0) {
                plain.setCharAt(i, PLAIN.charAt(at));
            }
        }
        return plain.toString();
    }
}
