package io.github.junitllm.sampling;

import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.price.PriceTable;
import io.github.junitllm.server.LaneCall;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What is kept of a call until the verdict: no bodies, so that memory does not grow with them.
 *
 * @param evidence what the answer proves
 * @param provenance where the true answer comes from
 * @param wireDiffers whether it was recorded with other members that cannot change the answer
 * @param replayed whether no provider was called
 * @param cost what it cost, then or now
 * @param millis its time as its reader tells it
 * @param model the model that served it, or else the one asked for
 * @param prompt the messages, where a baseline compares them; else empty
 * @param name which take it was
 * @param take the take itself where a cassette holds it anyway
 */
record CallTrace(
        Evidence evidence,
        Provenance provenance,
        boolean wireDiffers,
        boolean replayed,
        Cost cost,
        OptionalDouble millis,
        Optional<String> model,
        Optional<String> prompt,
        String name,
        Optional<Exchange> take) {

    /**
     * Reads a call.
     *
     * @param inCassette whether a cassette holds its take
     * @param forBaseline whether a baseline needs its messages
     */
    static CallTrace of(LaneCall call, PriceTable prices, boolean inCassette, boolean forBaseline) {
        Optional<LlmCall> read = call.llmCall();
        return new CallTrace(
                call.evidence(),
                call.exchange().provenance(),
                call.wireDiffers(),
                call.attempts() == 0,
                Cost.of(call, prices),
                read.map(llm -> llm.timing().total()).orElse(OptionalDouble.empty()),
                read.flatMap(llm -> llm.responseModel().or(llm::requestModel)),
                forBaseline ? read.map(CallTrace::messages) : Optional.empty(),
                name(call.take()),
                inCassette ? Optional.of(call.take()) : Optional.empty());
    }

    private static String messages(LlmCall call) {
        return call.messages().stream()
                .map((Message message) -> message.role() + ":" + message.text())
                .collect(Collectors.joining("\n"));
    }

    private static String name(Exchange take) {
        return "%s %d.%d %s %s"
                .formatted(
                        take.key(),
                        take.sample(),
                        take.occurrence(),
                        take.provenance().recordedAt().map(Instant::toString).orElse(""),
                        take.provenance().source());
    }
}
