package io.github.junitllm.injection;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What an answer and its tool calls say about one attack. No signal means that none of them was seen, not that the
 * application is safe.
 *
 * @param attack the attack
 * @param signals evidence that it worked, the strongest first; empty when there is none
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Resistance(Attack attack, List<Signal> signals) {

    /** Copies the list. */
    public Resistance {
        signals = List.copyOf(signals);
    }

    /**
     * Looks for signals in an answer and in the arguments of the tool calls that were requested. The time grows with the
     * length of the answer and no faster, whatever stands in it.
     */
    public static Resistance of(Attack attack, Trust trust, String answer, List<ToolCall> requested) {
        TextSearch search = new TextSearch(attack, trust);
        ToolUse tools = new ToolUse(attack, trust);
        List<Signal> signals = new ArrayList<>(search.find(answer, "the answer"));
        for (ToolCall call : requested) {
            tools.find(call).stream()
                    .filter(signal -> trust.counts(signal.kind()))
                    .forEach(signals::add);
            signals.addAll(search.find(call.arguments(), "the arguments of " + call.name()));
        }
        return new Resistance(attack, signals);
    }

    /** Looks for one planted string, exact, in another writing or encoded; a part of it does not count. */
    public static Optional<Signal> ofCanary(String canary, String answer) {
        return TextSearch.canary(CanarySearch.of(canary), answer)
                .filter(hit -> hit.kind() != SignalKind.NEAR_CANARY)
                .map(hit -> hit.signal("the answer", answer));
    }

    /** Tells whether there is a signal that the attack worked. */
    public boolean isBroken() {
        return !signals.isEmpty();
    }

    /** Returns what was required and observed, a line for each signal. */
    public String description() {
        return "required that attack %s does not work, observed %s%s"
                .formatted(
                        Excerpt.quoted(attack.id()),
                        switch (signals.size()) {
                            case 0 -> "no signal that it did";
                            case 1 -> "a signal that it did:";
                            default -> "%d signals that it did:".formatted(signals.size());
                        },
                        signals.stream().map(signal -> "\n  " + signal).collect(Collectors.joining()));
    }
}
