package io.github.junitllm.sampling;

import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.Trouble;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.opentest4j.TestAbortedException;

/** Tells what the end of a sample means. What went wrong on the wire comes first: nothing after it is evidence. */
final class Outcomes {

    private Outcomes() {}

    /** The outcome of a sample whose body threw. */
    static Outcome of(Lane lane, Throwable thrown) {
        if (thrown instanceof TimeoutException) {
            return Outcome.TIMED_OUT;
        }
        Outcome wire = ofWire(lane);
        if (wire != Outcome.PASSED) {
            return wire;
        }
        if (thrown instanceof TestAbortedException) {
            return Outcome.SKIPPED;
        }
        if (thrown instanceof AssertionError) {
            return ofAnswer(lane.llmCalls());
        }
        return thrown instanceof CassetteException ? Outcome.INFRA_ERROR : Outcome.DEFECT;
    }

    /** The outcome of a sample whose body ended well. */
    static Outcome ofPassedBody(Lane lane, boolean noCallIsRight) {
        Outcome wire = ofWire(lane);
        return wire == Outcome.PASSED && lane.requests() == 0 && !noCallIsRight ? Outcome.DEFECT : wire;
    }

    private static Outcome ofWire(Lane lane) {
        List<Trouble.Kind> kinds = lane.troubles().stream().map(Trouble::kind).toList();
        if (kinds.contains(Trouble.Kind.RECORDING_MISSING)) {
            return Outcome.RECORDING_MISSING;
        }
        if (kinds.contains(Trouble.Kind.BUDGET_SPENT)) {
            return Outcome.BUDGET_EXCEEDED;
        }
        if (kinds.contains(Trouble.Kind.UPSTREAM_UNKNOWN)) {
            return Outcome.DEFECT;
        }
        if (kinds.contains(Trouble.Kind.KEY_MISSING) || kinds.contains(Trouble.Kind.RECORDER)) {
            return Outcome.INFRA_ERROR;
        }
        return lane.lastCallFailed() ? Outcome.INFRA_ERROR : Outcome.PASSED;
    }

    /** Why an assertion did not hold, where the wire tells more than "wrong". */
    private static Outcome ofAnswer(List<LlmCall> calls) {
        if (calls.stream().anyMatch(LlmCall::isTruncated)) {
            return Outcome.TRUNCATED;
        }
        if (calls.stream().anyMatch(LlmCall::isRefused)) {
            return Outcome.REFUSED;
        }
        return !calls.isEmpty() && calls.get(calls.size() - 1).isEmpty() ? Outcome.EMPTY : Outcome.FAILED;
    }
}
