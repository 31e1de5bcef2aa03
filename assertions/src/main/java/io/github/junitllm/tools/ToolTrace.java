package io.github.junitllm.tools;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.json.Visible;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The tool calls of a sample in the order in which the model asked for them.
 *
 * @param steps the calls, each with the answer that asks for it
 * @param answers all answers of the sample
 * @param executed whether only calls count whose result went back to the model
 */
@API(status = INTERNAL, since = "0.1")
public record ToolTrace(List<Step> steps, List<LlmCall> answers, boolean executed) {

    private static final int MOST = 50;
    private static final int LONGEST = 1_000;

    /** A tool call and the answer that asks for it. */
    @API(status = INTERNAL, since = "0.1")
    public record Step(ToolCall call, LlmCall answer) {}

    /** Copies the lists. */
    public ToolTrace {
        steps = List.copyOf(steps);
        answers = List.copyOf(answers);
    }

    /** All calls that the model asked for. */
    public static ToolTrace requested(List<LlmCall> answers) {
        List<Step> steps = new ArrayList<>();
        for (LlmCall answer : answers) {
            answer.toolCalls().forEach(call -> steps.add(new Step(call, answer)));
        }
        return new ToolTrace(steps, answers, false);
    }

    /** The calls whose results stand in a later request; one without an id cannot be told from others and does not count. */
    public static ToolTrace executed(List<LlmCall> answers) {
        List<Step> backwards = new ArrayList<>();
        Set<String> answered = new HashSet<>();
        for (int i = answers.size() - 1; i >= 0; i--) {
            LlmCall answer = answers.get(i);
            for (int k = answer.toolCalls().size() - 1; k >= 0; k--) {
                if (answered.contains(answer.toolCalls().get(k).id())) {
                    backwards.add(new Step(answer.toolCalls().get(k), answer));
                }
            }
            answer.messages().stream()
                    .map(Message::toolCallId)
                    .filter(id -> !id.isEmpty())
                    .forEach(answered::add);
        }
        Collections.reverse(backwards);
        return new ToolTrace(backwards, answers, true);
    }

    /** The calls alone. */
    public List<ToolCall> calls() {
        return steps.stream().map(Step::call).toList();
    }

    /** The last text that the model wrote for the user; empty when it wrote none. */
    String reply() {
        return answers.stream()
                .map(LlmCall::text)
                .filter(text -> !text.isBlank())
                .reduce("", (earlier, later) -> later);
    }

    /** Shows calls as they are, with the arguments as the model wrote them. */
    public static String described(List<ToolCall> calls) {
        String shown = calls.stream()
                .limit(MOST)
                .map(call -> call.name() + Visible.excerpt(call.arguments(), LONGEST))
                .collect(Collectors.joining(", "));
        String more = calls.size() > MOST ? " and %d more".formatted(calls.size() - MOST) : "";
        return calls.isEmpty() ? "no tool call" : shown + more;
    }
}
