package io.github.junitllm.text;

/** Checks of the length of an answer. */
final class Lengths {

    private Lengths() {}

    static AnswerCheck atMost(int most, TextUnit unit) {
        return within(1, most, unit, "at most " + unit.counted(most));
    }

    static AnswerCheck atLeast(int least, TextUnit unit) {
        return within(least, Integer.MAX_VALUE, unit, "at least " + unit.counted(least));
    }

    static AnswerCheck between(int least, int most, TextUnit unit) {
        if (least > most) {
            throw new IllegalArgumentException("between %d and %d: the lower limit comes first".formatted(least, most));
        }
        return within(least, most, unit, "%d to %s".formatted(least, unit.counted(most)));
    }

    private static AnswerCheck within(int least, int most, TextUnit unit, String required) {
        if (least < 1 || most < 1) {
            throw new IllegalArgumentException("a limit of %d, allowed are 1 and more; a blank answer fails anyway"
                    .formatted(Math.min(least, most)));
        }
        return AnswerCheck.of(required, answer -> {
            int count = unit.count(answer);
            return count >= least && count <= most
                    ? CheckResult.held()
                    : CheckResult.failed("%s in %s".formatted(unit.counted(count), CheckReport.startOf(answer)));
        });
    }
}
