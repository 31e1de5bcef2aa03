package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.injection.Attack;
import io.github.junitllm.injection.Resistance;
import io.github.junitllm.injection.Trust;
import io.github.junitllm.match.ClosestName;
import io.github.junitllm.price.PriceTable;
import io.github.junitllm.tools.ExpectedToolCall;
import io.github.junitllm.usage.UsageAssert;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
                    name, described(requested), ClosestName.hint(name, names(requested)));
        }
        return with(named);
    }

    /** Verifies that the model requested this tool and got a result back, and goes on with assertions on its arguments. */
    public ToolCallAssert executedTool(String name) {
        requireCalls();
        List<ToolCall> executed = named(name, executed());
        List<ToolCall> requested = requested();
        if (executed.isEmpty() && named(name, requested).isEmpty()) {
            throw failure(
                    "required that %s was executed, observed that it was not even requested: %s%s",
                    name, described(requested), ClosestName.hint(name, names(requested)));
        }
        if (executed.isEmpty()) {
            throw failure(
                    "required that %s was executed, observed that it was requested and no later request holds its result: %s",
                    name, described(requested));
        }
        return with(executed);
    }

    private ToolCallAssert with(List<ToolCall> calls) {
        return new ToolCallAssert(calls).as(info.description());
    }

    /** The calls whose results stand in a later request; one without an id cannot be told from others and does not count. */
    private List<ToolCall> executed() {
        List<ToolCall> executed = new ArrayList<>();
        Set<String> answered = new HashSet<>();
        for (int i = actual.size() - 1; i >= 0; i--) {
            actual.get(i).toolCalls().stream()
                    .filter(call -> answered.contains(call.id()))
                    .forEach(executed::add);
            actual.get(i).messages().stream()
                    .map(Message::toolCallId)
                    .filter(id -> !id.isEmpty())
                    .forEach(answered::add);
        }
        return executed;
    }

    /** Verifies that no LLM call was made at all, for example because a guard answered. */
    public LlmAssert madeNoCall() {
        isNotNull();
        if (!actual.isEmpty()) {
            throw failure("required no LLM call, observed %d", actual.size());
        }
        return this;
    }

    /** Verifies that the model requested no tool. */
    public LlmAssert requestedNoTool() {
        requireCalls();
        if (!requested().isEmpty()) {
            throw failure("required no tool call, observed %s", described(requested()));
        }
        return this;
    }

    /** Verifies that the model requested just these tool calls, in any order; equal ones as often as they are given. */
    public LlmAssert requestedToolsInAnyOrder(List<ExpectedToolCall> expected) {
        requireCalls();
        CallMatching matching = new CallMatching(expected, requested());
        List<ToolCall> rest = matching.extra();
        List<String> missing = matching.missing().stream()
                .map(wanted -> wanted
                        + named(wanted.name(), rest).stream()
                                .findFirst()
                                .map(call -> ", but " + wanted.mismatch(call))
                                .orElse(""))
                .toList();
        if (!missing.isEmpty() || !rest.isEmpty()) {
            throw failure(
                    "required %d tool call%s in any order, observed %s%s%s",
                    expected.size(),
                    expected.size() == 1 ? "" : "s",
                    described(requested()),
                    missing.isEmpty() ? "" : "\n  missing: " + String.join("\n  missing: ", missing),
                    rest.isEmpty() ? "" : "\n  not expected: " + described(rest));
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
        return actual.stream().flatMap(call -> call.toolCalls().stream()).toList();
    }

    private static List<ToolCall> named(String name, List<ToolCall> calls) {
        return calls.stream().filter(call -> call.name().equals(name)).toList();
    }

    private static List<String> names(List<ToolCall> calls) {
        return calls.stream().map(ToolCall::name).toList();
    }

    static String described(List<ToolCall> calls) {
        return calls.isEmpty()
                ? "no tool call"
                : String.join(
                        ", ",
                        calls.stream()
                                .map(call -> call.name() + call.arguments())
                                .toList());
    }
}
