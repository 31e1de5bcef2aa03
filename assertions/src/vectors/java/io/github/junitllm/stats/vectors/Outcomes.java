package io.github.junitllm.stats.vectors;

/** The letters of outcomes. */
final class Outcomes {

    private Outcomes() {}

    static boolean passed(char letter) {
        if (letter != 'P' && letter != 'F') {
            throw new IllegalArgumentException("outcome '%s': expected P or F".formatted(letter));
        }
        return letter == 'P';
    }
}
