package io.github.junitllm.assertions;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.price.PriceTable;
import java.util.List;

/** The calls of a sample and what calls cost. */
record PricedCalls(List<LlmCall> calls, PriceTable prices) {}
