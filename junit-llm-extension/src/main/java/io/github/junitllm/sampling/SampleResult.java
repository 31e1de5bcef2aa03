package io.github.junitllm.sampling;

import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.fault.InjectedFault;
import io.github.junitllm.judge.LlmJudge.Opinion;
import io.github.junitllm.server.LaneCall;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one sample of one case ended, with the calls it made. */
record SampleResult(
        String caseId,
        int sample,
        Outcome outcome,
        String message,
        List<LaneCall> calls,
        List<RecordedRequest> missed,
        List<InjectedFault> faults,
        long millis,
        Optional<Evidence> told,
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
            List<LaneCall> calls,
            List<RecordedRequest> missed,
            List<InjectedFault> faults,
            long millis) {
        this(caseId, sample, outcome, message, calls, missed, faults, millis, Optional.empty(), Measured.NOTHING);
    }

    /** The same with the scores that it has reported, the time of its calls, and what judges said. */
    SampleResult measuring(Map<String, Double> scores, List<Opinion> opinions) {
        Measured numbers = Measured.of(scores, calls, !faults.isEmpty(), opinions);
        return new SampleResult(caseId, sample, outcome, message, calls, missed, faults, millis, told, numbers);
    }

    /** The weakest kind of evidence among the calls: a sample is worth no more. */
    Optional<Evidence> evidence() {
        return calls.stream()
                .map(LaneCall::evidence)
                .max(Comparator.naturalOrder())
                .or(() -> told);
    }
}
