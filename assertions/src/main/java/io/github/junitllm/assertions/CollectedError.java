package io.github.junitllm.assertions;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Descriptable;

/** An error of a soft assertion, and the line of the test that made it. */
record CollectedError(AssertionError error, String place) {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    static CollectedError here(AssertionError error) {
        return new CollectedError(
                error, STACK.walk(frames -> frames.filter(frame -> isOfTest(frame.getDeclaringClass()))
                        .findFirst()
                        .map(frame -> "%s.%s(%s:%d)"
                                .formatted(
                                        frame.getClassName(),
                                        frame.getMethodName(),
                                        frame.getFileName(),
                                        frame.getLineNumber()))
                        .orElse("an unknown place")));
    }

    private static boolean isOfTest(Class<?> type) {
        String name = type.getName();
        return !Descriptable.class.isAssignableFrom(type)
                && type != LlmSoftAssertions.class
                && type != CollectedError.class
                && Stream.of("java.", "jdk.", "sun.", "org.assertj.").noneMatch(name::startsWith);
    }

    private boolean isUnsure() {
        return error instanceof UnsureError;
    }

    /** One error for all: unsure only when nothing failed. */
    static AssertionError together(List<CollectedError> errors) {
        List<CollectedError> failed =
                errors.stream().filter(error -> !error.isUnsure()).toList();
        List<CollectedError> unsure =
                errors.stream().filter(CollectedError::isUnsure).toList();
        List<CollectedError> all =
                Stream.concat(failed.stream(), unsure.stream()).toList();
        String message = heading(failed.size(), unsure.size())
                + IntStream.range(0, all.size())
                        .mapToObj(i -> all.get(i).numbered(i + 1))
                        .collect(Collectors.joining());
        return failed.isEmpty() ? new UnsureError(message) : new AssertionError(message);
    }

    private static String heading(int failed, int unsure) {
        String failures = "%d assertion%s failed".formatted(failed, failed == 1 ? "" : "s");
        String doubts = "%d cannot be told".formatted(unsure);
        if (failed == 0) {
            return "no assertion failed, %s:".formatted(doubts);
        }
        return unsure == 0 ? failures + ":" : "%s, %s:".formatted(failures, doubts);
    }

    private String numbered(int number) {
        String start = "\n  %d. ".formatted(number);
        String indent = " ".repeat(start.length() - 1);
        return start + String.valueOf(error.getMessage()).strip().replace("\n", "\n" + indent) + "\n" + indent + "at "
                + place;
    }
}
