package io.github.junitllm.assertions;

import io.github.junitllm.tools.ToolCallsAssert;
import io.github.junitllm.tools.ToolTrace;
import io.github.junitllm.usage.UsageAssert;

/** Assertions on calls whose failures are collected; see {@link SoftAnswerAssert}. */
class SoftLlmAssert extends LlmAssert {

    private LlmSoftAssertions softly = new LlmSoftAssertions();

    private final PricedCalls priced;

    /** Public and with one parameter, since AssertJ asks for it. */
    public SoftLlmAssert(PricedCalls priced) {
        super(priced.calls(), priced.prices());
        this.priced = priced;
    }

    final void collectIn(LlmSoftAssertions collector) {
        softly = collector;
    }

    @Override
    public final ToolCallAssert requestedTool(String name) {
        return softly.narrowed(() -> super.requestedTool(name));
    }

    @Override
    public final ToolCallAssert executedTool(String name) {
        return softly.narrowed(() -> super.executedTool(name));
    }

    @Override
    public final ToolCallsAssert toolCalls() {
        return softly.trace(super::toolCalls, ToolTrace.requested(priced.calls()));
    }

    @Override
    public final ToolCallsAssert executedToolCalls() {
        return softly.trace(super::executedToolCalls, ToolTrace.executed(priced.calls()));
    }

    @Override
    public final UsageAssert usage() {
        return softly.usage(super::usage, priced);
    }
}
