package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import io.github.junitllm.tools.ExpectedToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on the calls of a sample. The wire shows that a tool was <em>requested</em>; it is <em>executed</em> when its
 * result went back in a later request.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class LlmAssert extends AbstractAssert<LlmAssert, List<LlmCall>> {

    LlmAssert(List<LlmCall> calls) {
        super(List.copyOf(calls), LlmAssert.class);
    }

    /** Verifies that the model requested this tool, and goes on with assertions on its arguments. */
    public ToolCallAssert requestedTool(String name) {
        requireCalls();
        return new ToolCallAssert(named(name, requested(), "requested"));
    }

    /** Verifies that the model requested this tool and got a result back, and goes on with assertions on its arguments. */
    public ToolCallAssert executedTool(String name) {
        requireCalls();
        Set<String> answered = new HashSet<>();
        for (LlmCall call : actual) {
            call.messages().stream()
                    .map(Message::toolCallId)
                    .filter(id -> !id.isEmpty())
                    .forEach(answered::add);
        }
        List<ToolCall> requested = requested();
        List<ToolCall> executed =
                requested.stream().filter(call -> answered.contains(call.id())).toList();
        if (executed.stream().noneMatch(call -> call.name().equals(name))
                && requested.stream().anyMatch(call -> call.name().equals(name))) {
            throw failure(
                    "required that %s was executed, observed that it was requested and no later request holds its result: %s",
                    name, described(requested));
        }
        return new ToolCallAssert(named(name, executed, "executed"));
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
        List<ToolCall> rest = new ArrayList<>(requested());
        List<String> missing = new ArrayList<>();
        for (ExpectedToolCall wanted : expected) {
            ToolCall match = rest.stream().filter(wanted::matches).findFirst().orElse(null);
            if (match == null) {
                missing.add(wanted
                        + rest.stream()
                                .filter(call -> call.name().equals(wanted.name()))
                                .findFirst()
                                .map(call -> ", but " + wanted.mismatch(call))
                                .orElse(""));
            } else {
                rest.remove(match);
            }
        }
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

    /**
     * Verifies that all calls together used at most so many tokens, input and output, as the provider counted them.
     *
     * @throws IllegalStateException when the wire of a call carries no usage: unknown is not 0
     */
    public LlmAssert usedAtMostTokens(long limit) {
        return usedAtMost(limit, "", Usage::total);
    }

    /**
     * Verifies that all calls together used at most so many output tokens, as the provider counted them.
     *
     * @throws IllegalStateException when the wire of a call carries no usage: unknown is not 0
     */
    public LlmAssert usedAtMostOutputTokens(long limit) {
        return usedAtMost(limit, "output ", Usage::output);
    }

    private LlmAssert usedAtMost(long limit, String kind, Function<Usage, OptionalLong> part) {
        requireCalls();
        long sum = 0;
        List<String> each = new ArrayList<>();
        for (LlmCall call : actual) {
            OptionalLong tokens = part.apply(call.usage());
            if (tokens.isEmpty()) {
                throw new IllegalStateException(
                        "call %d of %d (%s, %s) has no usage on the wire, so that its %stokens are unknown; a limit of %d cannot be checked"
                                .formatted(
                                        each.size() + 1,
                                        actual.size(),
                                        call.provider(),
                                        call.requestModel().orElse("model unknown"),
                                        kind,
                                        limit));
            }
            sum += tokens.getAsLong();
            each.add(String.valueOf(tokens.getAsLong()));
        }
        if (sum > limit) {
            throw failure(
                    "required at most %d %stokens, observed %d in %d call%s (%s)",
                    limit, kind, sum, actual.size(), actual.size() == 1 ? "" : "s", String.join(" + ", each));
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

    private List<ToolCall> named(String name, List<ToolCall> calls, String verb) {
        List<ToolCall> named =
                calls.stream().filter(call -> call.name().equals(name)).toList();
        if (named.isEmpty()) {
            throw failure("required that %s was %s, observed %s", name, verb, described(calls));
        }
        return named;
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
