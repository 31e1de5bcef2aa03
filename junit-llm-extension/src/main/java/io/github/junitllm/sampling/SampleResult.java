package io.github.junitllm.sampling;

import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.fault.InjectedFault;
import io.github.junitllm.server.LaneCall;
import java.util.Comparator;
import java.util.List;
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
        Optional<ResumeFile.Line> resumed) {

    SampleResult {
        calls = List.copyOf(calls);
        missed = List.copyOf(missed);
        faults = List.copyOf(faults);
    }

    SampleResult(
            String caseId,
            int sample,
            Outcome outcome,
            String message,
            List<LaneCall> calls,
            List<RecordedRequest> missed,
            List<InjectedFault> faults,
            long millis) {
        this(caseId, sample, outcome, message, calls, missed, faults, millis, Optional.empty());
    }

    /** One that an earlier run has paid; what it called is in the lines of that run. */
    static SampleResult resumed(Sample sample, ResumeFile.Line line) {
        return new SampleResult(
                sample.caseId(),
                sample.number(),
                line.outcome(),
                line.json().path("message").asText(""),
                List.of(),
                List.of(),
                List.of(),
                0,
                Optional.of(line));
    }

    /** The weakest kind of evidence among the calls: a sample is worth no more. */
    Optional<Evidence> evidence() {
        return resumed.isPresent()
                ? resumed.get().evidence()
                : calls.stream().map(LaneCall::evidence).max(Comparator.naturalOrder());
    }
}
