package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.tools.ArgumentRule;
import io.github.junitllm.tools.ExpectedToolCall;
import io.github.junitllm.tools.ToolCallsAssert;
import io.github.junitllm.tools.ToolTrace;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the calls of one tool. Each narrows the calls to those that fit, so that one of several calls may satisfy a
 * chain, but no two calls half of it each.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public class ToolCallAssert extends AbstractAssert<ToolCallAssert, List<ToolCall>> {

    private static final int MOST = 10;

    ToolCallAssert(List<ToolCall> calls) {
        super(calls, ToolCallAssert.class);
    }

    /** The calls that fit what was asked so far. */
    final List<ToolCall> calls() {
        return actual;
    }

    /**
     * Verifies that a call has this argument with this value: numbers by value, texts and the rest as they are.
     *
     * @param value a text, a number, a boolean, null, or a List or Map of these
     * @throws IllegalArgumentException when the value is none that JSON has, such as a date
     */
    public ToolCallAssert withArgument(String name, @Nullable Object value) {
        return with(name, ArgumentRule.oneOf(value));
    }

    /** Verifies that a call has this argument with a value that the rule allows. */
    public ToolCallAssert with(String name, ArgumentRule rule) {
        ExpectedToolCall wanted =
                ExpectedToolCall.call(actual.get(0).name()).with(name, rule).allowingOthers();
        List<ToolCall> fitting = actual.stream().filter(wanted::matches).toList();
        if (fitting.isEmpty()) {
            throw failure("required %s, observed %s", wanted, observed(wanted));
        }
        return new ToolCallAssert(fitting).as(info.description());
    }

    private String observed(ExpectedToolCall wanted) {
        String mismatches = actual.stream()
                .limit(MOST)
                .map(call -> ToolTrace.described(List.of(call)) + ": " + wanted.mismatch(call))
                .collect(Collectors.joining(actual.size() == 1 ? "" : "\n  "));
        String more = actual.size() > MOST ? "\n  and %d more".formatted(actual.size() - MOST) : "";
        return (actual.size() == 1 ? "" : actual.size() + " calls\n  ") + mismatches + more;
    }

    /**
     * Verifies that exactly so many calls fit what was asked so far.
     *
     * @param count 1 or more; {@link ToolCallsAssert#doesNotContain(String...)} asks for none
     */
    public ToolCallAssert times(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "times(%d) after a tool was found, allowed are 1 and more; for none write toolCalls().doesNotContain(\"%s\")"
                            .formatted(
                                    count,
                                    actual.isEmpty() ? "refund" : actual.get(0).name()));
        }
        if (actual.size() != count) {
            throw failure(
                    "required %d such call%s, observed %d: %s",
                    count, count == 1 ? "" : "s", actual.size(), ToolTrace.described(actual));
        }
        return this;
    }
}
