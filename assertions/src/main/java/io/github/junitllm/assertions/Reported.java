package io.github.junitllm.assertions;

import io.github.junitllm.text.CheckReport;
import java.util.function.Function;

/** Turns what a check said into what an assertion throws. */
final class Reported {

    private Reported() {}

    static void require(CheckReport report, Function<String, AssertionError> failure) {
        switch (report.verdict()) {
            case HOLDS -> {}
            case FAILS -> throw failure.apply(report.message());
            case UNSURE ->
                throw new UnsureError(
                        String.valueOf(failure.apply(report.message()).getMessage()));
        }
    }
}
