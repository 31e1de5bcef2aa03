package io.github.junitllm.assertions;

import io.github.junitllm.exchange.LlmCall;
import java.util.List;

/** Assertions on calls whose failures are collected; see {@link SoftAnswerAssert}. */
class SoftLlmAssert extends LlmAssert {

    private LlmSoftAssertions softly = new LlmSoftAssertions();

    /** Public, since AssertJ asks for it. */
    public SoftLlmAssert(List<LlmCall> calls) {
        super(calls);
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
}
