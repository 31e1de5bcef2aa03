package io.github.junitllm.benchmarks;

import java.io.IOException;
import java.io.Serial;

/** The data that a kind was pointed at cannot be read; the message names the file and what was expected. */
final class Unreadable extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
        super(message);
    }
}
