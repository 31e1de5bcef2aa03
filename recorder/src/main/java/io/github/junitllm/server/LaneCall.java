package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.fault.FaultKind;
import io.github.junitllm.provider.CallReaders;
import java.util.Optional;
import org.apiguardian.api.API;

/** A call of a sample that was answered. Immutable; the provider-neutral view is read when it is first asked for. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class LaneCall {

    private final Exchange exchange;
    private final Evidence evidence;
    private final boolean wireDiffers;

    private final boolean brokenOff;
    private final Exchange take;
    private final Optional<FaultKind> fault;
    private final int attempts;
    private boolean isRead;
    private Optional<LlmCall> llmCall = Optional.empty();

    LaneCall(Exchange exchange, Evidence evidence, boolean wireDiffers, boolean brokenOff) {
        this(exchange, evidence, wireDiffers, brokenOff, exchange, Optional.empty(), brokenOff ? 1 : 0);
    }

    private LaneCall(
            Exchange exchange,
            Evidence evidence,
            boolean wireDiffers,
            boolean brokenOff,
            Exchange take,
            Optional<FaultKind> fault,
            int attempts) {
        this.exchange = exchange;
        this.evidence = evidence;
        this.wireDiffers = wireDiffers;
        this.brokenOff = brokenOff;
        this.take = take;
        this.fault = fault;
        this.attempts = attempts;
    }

    /** A call that a provider answered at this try. */
    static LaneCall live(Exchange exchange, int attempts) {
        return new LaneCall(exchange, exchange.provenance().live(), false, false, exchange, Optional.empty(), attempts);
    }

    /** A call whose answer a fault has changed, from the take to what is shown. */
    static LaneCall faulty(FaultKind fault, Exchange take, Exchange shown, Evidence evidence, boolean wireDiffers) {
        return new LaneCall(shown, evidence, wireDiffers, false, take, Optional.of(fault), 0);
    }

    /** Returns what went over the wire. */
    public Exchange exchange() {
        return exchange;
    }

    /** Returns what the answer proves. */
    public Evidence evidence() {
        return evidence;
    }

    /** Tells whether the recording was made with other members that cannot change the answer. */
    public boolean wireDiffers() {
        return wireDiffers;
    }

    /**
     * Tells whether the application closed the connection in mid-stream; the exchange then holds the events that came
     * before.
     */
    public boolean brokenOff() {
        return brokenOff;
    }

    /** Returns the true exchange: another one than what went over the wire only where a fault has changed the answer. */
    public Exchange take() {
        return take;
    }

    /** Returns the fault that the test had injected into the answer. */
    public Optional<FaultKind> fault() {
        return fault;
    }

    /** Returns how often the recorder sent the call to its provider before it was answered; 0 when it was replayed. */
    public int attempts() {
        return attempts;
    }

    /** Returns the provider-neutral view, empty when no reader knows the API. */
    public synchronized Optional<LlmCall> llmCall() {
        if (!isRead) {
            llmCall = CallReaders.read(exchange);
            isRead = true;
        }
        return llmCall;
    }
}
