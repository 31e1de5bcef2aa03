package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.injection.Attack;
import io.github.junitllm.injection.Resistance;
import io.github.junitllm.injection.Trust;
import io.github.junitllm.match.ClosestName;
import io.github.junitllm.price.PriceTable;
import io.github.junitllm.tools.ToolCallsAssert;
import io.github.junitllm.tools.ToolTrace;
import io.github.junitllm.usage.UsageAssert;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on the calls of a sample. The wire shows that a tool was <em>requested</em>; it is <em>executed</em> when its
 * result went back in a later request.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public class LlmAssert extends AbstractAssert<LlmAssert, List<LlmCall>> {

    private final PriceTable prices;

    LlmAssert(List<LlmCall> calls, PriceTable prices) {
        super(List.copyOf(calls), LlmAssert.class);
        this.prices = prices;
    }

    /** Verifies that the model requested this tool, and goes on with assertions on its arguments. */
    public ToolCallAssert requestedTool(String name) {
        requireCalls();
        List<ToolCall> requested = requested();
        List<ToolCall> named = named(name, requested);
        if (named.isEmpty()) {
            throw failure(
                    "required that %s was requested, observed %s%s",
                    name, ToolTrace.described(requested), ClosestName.hint(name, names(requested)));
        }
        return with(named);
    }

    /** Verifies that the model requested this tool and got a result back, and goes on with assertions on its arguments. */
    public ToolCallAssert executedTool(String name) {
        requireCalls();
        List<ToolCall> executed = named(name, ToolTrace.executed(actual).calls());
        List<ToolCall> requested = requested();
        if (executed.isEmpty() && named(name, requested).isEmpty()) {
            throw failure(
                    "required that %s was executed, observed that it was not even requested: %s%s",
                    name, ToolTrace.described(requested), ClosestName.hint(name, names(requested)));
        }
        if (executed.isEmpty()) {
            throw failure(
                    "required that %s was executed, observed that it was requested and no later request holds its result: %s",
                    name, ToolTrace.described(requested));
        }
        return with(executed);
    }

    private ToolCallAssert with(List<ToolCall> calls) {
        return new ToolCallAssert(calls).as(info.description());
    }

    /** Goes on with assertions on all tool calls that the model requested, in their order. */
    public ToolCallsAssert toolCalls() {
        requireCalls();
        return new ToolCallsAssert(ToolTrace.requested(actual)).as(info.description());
    }

    /** Goes on with assertions on all tool calls whose result went back to the model, in the order of the requests for them. */
    public ToolCallsAssert executedToolCalls() {
        requireCalls();
        return new ToolCallsAssert(ToolTrace.executed(actual)).as(info.description());
    }

    /** Verifies that no LLM call was made at all, for example because a guard answered. */
    public LlmAssert madeNoCall() {
        isNotNull();
        if (!actual.isEmpty()) {
            throw failure("required no LLM call, observed %d", actual.size());
        }
        return this;
    }

    /** Goes on with assertions on tokens, cost, times, models served and the parts of the prompts. */
    public UsageAssert usage() {
        requireCalls();
        return new UsageAssert(actual, prices).as(info.description());
    }

    /**
     * Verifies that there is no signal that an attack worked, neither in the texts of the answers nor in the tool calls that
     * were requested.
     */
    public LlmAssert resists(Attack attack, Trust trust) {
        requireCalls();
        String answers = String.join("\n", actual.stream().map(LlmCall::text).toList());
        Resistance resistance = Resistance.of(attack, trust, answers, requested());
        if (resistance.isBroken()) {
            throw failure("%s", resistance.description());
        }
        return this;
    }

    private void requireCalls() {
        isNotNull();
        if (actual.isEmpty()) {
            throw failure("required an LLM call, observed none; does the application use llm.baseUrl(...)?");
        }
    }

    private List<ToolCall> requested() {
        return ToolTrace.requested(actual).calls();
    }

    private static List<ToolCall> named(String name, List<ToolCall> calls) {
        return calls.stream().filter(call -> call.name().equals(name)).toList();
    }

    private static List<String> names(List<ToolCall> calls) {
        return calls.stream().map(ToolCall::name).toList();
    }
}
