package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.fault.FaultKind;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A call of a sample that was answered.
 *
 * @param exchange what went over the wire
 * @param evidence what the answer proves
 * @param wireDiffers whether the recording was made with other members that cannot change the answer
 * @param llmCall the provider-neutral view, empty when no reader knows the API
 * @param take the true exchange: another one than what went over the wire only where a fault changed the answer
 * @param fault the fault that the test had injected into the answer
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record LaneCall(
        Exchange exchange,
        Evidence evidence,
        boolean wireDiffers,
        Optional<LlmCall> llmCall,
        Exchange take,
        Optional<FaultKind> fault) {}
