package io.github.junitllm.assertions;

import io.github.junitllm.usage.UsageAssert;

/** Assertions on usage whose failures are collected; see {@link SoftAnswerAssert}. */
class SoftUsageAssert extends UsageAssert {

    /** Public and with one parameter, since AssertJ asks for it. */
    public SoftUsageAssert(PricedCalls priced) {
        super(priced.calls(), priced.prices());
    }
}
