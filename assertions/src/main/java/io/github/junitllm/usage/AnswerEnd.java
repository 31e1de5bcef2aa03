package io.github.junitllm.usage;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.LlmCall;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/** Says how an answer ended that is not whole. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class AnswerEnd {

    private AnswerEnd() {}

    /** Says what became of an answer that was cut by a token limit, or holds nothing; empty when it is whole. */
    public static Optional<String> trouble(LlmCall call) {
        OptionalLong output = call.usage().output();
        OptionalLong reasoning = call.usage().reasoning();
        String cap = output.isPresent() ? "the cap of %d tokens".formatted(output.getAsLong()) : "the cap of tokens";
        if (call.isTruncated() && call.isEmpty()) {
            boolean thinking = reasoning.isPresent()
                    ? reasoning.getAsLong() > 0
                    : !call.reasoning().isEmpty();
            return Optional.of(
                    thinking
                            ? "no visible answer: %s was spent on reasoning; raise the cap or lower the effort"
                                    .formatted(cap)
                            : "no visible answer: %s was spent; raise the cap".formatted(cap));
        }
        if (call.isTruncated()) {
            return Optional.of("the answer was cut at %s%s; raise the cap or ask for less"
                    .formatted(
                            cap,
                            reasoning.orElse(0) > 0
                                    ? ", of which %d went into reasoning".formatted(reasoning.getAsLong())
                                    : ""));
        }
        return call.isEmpty()
                ? Optional.of("the answer is empty: neither text nor a tool call%s"
                        .formatted(call.finishReason()
                                .map(" (finish reason %s)"::formatted)
                                .orElse("")))
                : Optional.empty();
    }
}
