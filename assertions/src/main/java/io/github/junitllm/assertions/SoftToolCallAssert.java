package io.github.junitllm.assertions;

import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.tools.ArgumentRule;
import java.util.List;

/** Assertions on the calls of one tool whose failures are collected; see {@link SoftAnswerAssert}. */
class SoftToolCallAssert extends ToolCallAssert {

    private LlmSoftAssertions softly = new LlmSoftAssertions();

    /** Public, since AssertJ asks for it. */
    public SoftToolCallAssert(List<ToolCall> calls) {
        super(calls);
    }

    final void collectIn(LlmSoftAssertions collector) {
        softly = collector;
    }

    @Override
    public final ToolCallAssert with(String name, ArgumentRule rule) {
        // No calls are left only where an assertion before this one failed.
        return actual.isEmpty() ? this : softly.narrowed(() -> super.with(name, rule));
    }
}
