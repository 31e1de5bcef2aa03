package io.github.junitllm.sampling;

import io.github.junitllm.assertions.UnsureError;
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
            return waited(lane) ? Outcome.FAILED : Outcome.TIMED_OUT;
        }
        Outcome wire = ofWire(lane);
        if (wire != Outcome.PASSED) {
            return wire;
        }
        if (thrown instanceof TestAbortedException) {
            return Outcome.SKIPPED;
        }
        if (thrown instanceof CassetteException) {
            return Outcome.INFRA_ERROR;
        }
        boolean injected = !lane.injectedFaults().isEmpty();
        if (thrown instanceof UnsureError) {
            return Outcome.UNSURE;
        }
        if (thrown instanceof AssertionError) {
            return injected || FaultText.unmet(lane).isEmpty() ? ofAnswer(lane) : Outcome.DEFECT;
        }
        // The test asked whether the application survives; it does not.
        return injected ? Outcome.FAILED : Outcome.DEFECT;
    }

    /** A sample that hangs on a fault which makes it wait is what the test looks for, not a slow machine. */
    private static boolean waited(Lane lane) {
        return lane.injectedFaults().stream().anyMatch(fault -> fault.kind().waits());
    }

    /** The outcome of a sample whose body ended well. */
    static Outcome ofPassedBody(Lane lane, boolean noCallIsRight) {
        Outcome wire = ofWire(lane);
        boolean checkedNothing = lane.calls().isEmpty() && lane.injectedFaults().isEmpty() && !noCallIsRight;
        return wire == Outcome.PASSED
                        && (checkedNothing || !FaultText.unmet(lane).isEmpty())
                ? Outcome.DEFECT
                : wire;
    }

    static Outcome ofWire(Lane lane) {
        List<Trouble.Kind> kinds = lane.troubles().stream().map(Trouble::kind).toList();
        if (kinds.contains(Trouble.Kind.RECORDING_MISSING)) {
            return Outcome.RECORDING_MISSING;
        }
        if (kinds.contains(Trouble.Kind.BUDGET_SPENT)) {
            return Outcome.BUDGET_EXCEEDED;
        }
        if (kinds.contains(Trouble.Kind.UPSTREAM_UNKNOWN) || kinds.contains(Trouble.Kind.FAULT_INAPPLICABLE)) {
            return Outcome.DEFECT;
        }
        if (kinds.contains(Trouble.Kind.KEY_MISSING) || kinds.contains(Trouble.Kind.RECORDER)) {
            return Outcome.INFRA_ERROR;
        }
        return lane.lastCallFailed() ? Outcome.INFRA_ERROR : Outcome.PASSED;
    }

    /** Why an assertion did not hold, where the wire tells more than "wrong"; what was injected explains nothing. */
    private static Outcome ofAnswer(Lane lane) {
        List<LlmCall> calls = lane.calls().stream()
                .filter(call -> call.fault().isEmpty())
                .flatMap(call -> call.llmCall().stream())
                .toList();
        if (calls.stream().anyMatch(LlmCall::isTruncated)) {
            return Outcome.TRUNCATED;
        }
        if (calls.stream().anyMatch(LlmCall::isRefused)) {
            return Outcome.REFUSED;
        }
        return !calls.isEmpty() && calls.get(calls.size() - 1).isEmpty() ? Outcome.EMPTY : Outcome.FAILED;
    }
}
