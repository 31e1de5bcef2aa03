package io.github.junitllm.json;

import com.networknt.schema.SchemaException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A pattern of a schema as the library compiles it, with an end to its backtracking. Steps are counted and not time taken, so
 * that the same answer gives the same result on every machine.
 */
final class BoundedPattern implements RegularExpression {

    /** Characters looked at in one check, by all its searches: about a second. A linear search needs a few for each. */
    static final long MOST_STEPS = 100_000_000;

    private static final ThreadLocal<Budget> BUDGET = new ThreadLocal<>();

    private final String written;
    private final Pattern pattern;

    BoundedPattern(String written) {
        this.written = written;
        this.pattern = Pattern.compile(RegularExpressions.replaceLongformCharacterProperties(
                RegularExpressions.replaceDollarAnchors(written)));
    }

    private static final class Budget {
        private long steps;
    }

    /** Does a check whose searches share one budget. */
    static <T> T withOneBudget(Supplier<T> check) {
        BUDGET.set(new Budget());
        try {
            return check.get();
        } finally {
            BUDGET.remove();
        }
    }

    @Override
    public boolean matches(String text) {
        Budget shared = BUDGET.get();
        Budget budget = shared == null ? new Budget() : shared;
        // Java's engine recurses on a repeated group, once for each repetition.
        return DeepStack.call(
                () -> pattern.matcher(new Counted(text, written, budget)).find(),
                () -> new GaveUp(written, text.length(), "for want of stack"));
    }

    /** A search that would not come to an end in time. The library passes its own exceptions on without a word in the log. */
    static final class GaveUp extends SchemaException {

        private static final long serialVersionUID = 1;

        private final String pattern;
        private final String reason;

        GaveUp(String pattern, int length, String reason) {
            super(pattern);
            this.pattern = pattern;
            this.reason = String.format(Locale.ROOT, "%s, on a text of %,d characters", reason, length);
        }

        String pattern() {
            return pattern;
        }

        String reason() {
            return reason;
        }
    }

    /** A text that gives out characters as long as there is budget. */
    private record Counted(String text, String pattern, Budget budget) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (++budget.steps > MOST_STEPS) {
                throw new GaveUp(pattern, text.length(), String.format(Locale.ROOT, "after %,d steps", MOST_STEPS));
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
