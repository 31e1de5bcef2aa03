package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.tools.ArgumentRule;
import io.github.junitllm.tools.ExpectedToolCall;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on the calls of one tool. Each narrows the calls to those that fit, so that one of several calls may satisfy a
 * chain, but no two calls half of it each.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ToolCallAssert extends AbstractAssert<ToolCallAssert, List<ToolCall>> {

    ToolCallAssert(List<ToolCall> calls) {
        super(calls, ToolCallAssert.class);
    }

    /** Verifies that a call has this argument with this value: numbers by value, texts and the rest as they are. */
    public ToolCallAssert withArgument(String name, Object value) {
        return with(name, ArgumentRule.oneOf(value));
    }

    /** Verifies that a call has this argument with a value that the rule allows. */
    public ToolCallAssert with(String name, ArgumentRule rule) {
        ExpectedToolCall wanted =
                ExpectedToolCall.named(actual.get(0).name()).with(name, rule).allowingOthers();
        List<ToolCall> fitting = actual.stream().filter(wanted::matches).toList();
        if (fitting.isEmpty()) {
            throw failure(
                    "required %s, observed %s: %s",
                    wanted, LlmAssert.described(actual), wanted.mismatch(actual.get(0)));
        }
        return new ToolCallAssert(fitting);
    }

    /** Verifies that exactly so many calls fit what was asked so far. */
    public ToolCallAssert times(int count) {
        if (actual.size() != count) {
            throw failure("required %d such calls, observed %s", count, LlmAssert.described(actual));
        }
        return this;
    }
}
