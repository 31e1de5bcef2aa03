package io.github.junitllm.sampling;

import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.fault.InjectedFault;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How one sample of one case ended, with what is kept of the calls it made.
 *
 * @param evidence the weakest kind among the calls: a sample is worth no more
 */
record SampleResult(
        String caseId,
        int sample,
        Outcome outcome,
        String message,
        List<CallTrace> calls,
        List<MissedCall> missed,
        List<InjectedFault> faults,
        long millis,
        Optional<Evidence> evidence,
        Measured measured) {

    SampleResult {
        calls = List.copyOf(calls);
        missed = List.copyOf(missed);
        faults = List.copyOf(faults);
    }

    /** A sample of this run: its calls tell what it rests on. */
    SampleResult(
            String caseId,
            int sample,
            Outcome outcome,
            String message,
            List<CallTrace> calls,
            List<MissedCall> missed,
            List<InjectedFault> faults,
            long millis) {
        this(
                caseId,
                sample,
                outcome,
                message,
                calls,
                missed,
                faults,
                millis,
                calls.stream().map(CallTrace::evidence).max(Comparator.naturalOrder()),
                Measured.NOTHING);
    }

    /** The same with the numbers that it has measured. */
    SampleResult measuring(Measured numbers) {
        return new SampleResult(caseId, sample, outcome, message, calls, missed, faults, millis, evidence, numbers);
    }
}
