package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.assertions.LlmAssert;
import io.github.junitllm.assertions.LlmAssertions;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.fault.FaultKind;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.price.PriceTable;
import io.github.junitllm.server.Lane;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.api.AssertProvider;

/**
 * The model as one sample sees it, given to an {@link LlmEval} method as a parameter: addresses for the application's
 * client, and the calls that it made. {@code assertThat(llm)} asserts on these calls.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Llm implements AssertProvider<LlmAssert> {

    private final Lane lane;
    private final String caseId;
    private final int sample;
    private final PriceTable prices;
    private volatile boolean callsWereAsserted;

    Llm(Lane lane, String caseId, int sample, PriceTable prices) {
        this.lane = lane;
        this.caseId = caseId;
        this.sample = sample;
        this.prices = prices;
    }

    /**
     * Returns the base URL for the application's client of this provider; it serves clients that add {@code /v1} and
     * those that do not.
     *
     * @param upstream name of a known provider, for example {@code openai}, or of one configured with {@code
     *     junit.llm.upstream.<name>}
     * @throws IllegalArgumentException when there is no such upstream
     */
    public String baseUrl(String upstream) {
        return lane.baseUrl(upstream);
    }

    /** Returns a key for the application's client: a dummy; the recorder adds the real one when it calls the provider. */
    public String apiKey(String upstream) {
        lane.baseUrl(upstream);
        return Lane.DUMMY_KEY;
    }

    /**
     * Makes the next call meet a fault. A fault that no call meets is an error.
     *
     * @see Fault
     */
    public void fault(FaultKind kind) {
        fault(FaultPlan.first(kind));
    }

    /** Makes calls from now on meet a fault; the next call is call 1 of the plan. */
    public void fault(FaultPlan plan) {
        lane.plan(plan.seededFor(caseId));
    }

    /** Returns the calls of this sample whose API is known, in order. */
    public List<LlmCall> calls() {
        return lane.llmCalls();
    }

    /** Returns the id of the golden. */
    public String caseId() {
        return caseId;
    }

    /** Returns the number of the sample, from 1. */
    public int sample() {
        return sample;
    }

    /** Whether the test asserted on the calls; with no call, only {@code madeNoCall()} does not fail. */
    boolean callsWereAsserted() {
        return callsWereAsserted;
    }

    @Override
    public LlmAssert assertThat() {
        callsWereAsserted = true;
        return LlmAssertions.assertThatCalls(calls(), prices);
    }
}
