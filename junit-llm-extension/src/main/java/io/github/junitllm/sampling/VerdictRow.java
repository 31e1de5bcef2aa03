package io.github.junitllm.sampling;

import io.github.junitllm.report.Printable;
import io.github.junitllm.report.VerdictTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An eval's row in the table at the end of the run. What is green needs few words, what is red gets all of them. */
final class VerdictRow {

    private VerdictRow() {}

    static VerdictTable.Row of(EvalRun run, Ruling ruling, List<SampleResult> results) {
        boolean asExpected = run.plan()
                .expected()
                .filter(expected -> expected.value() == ruling.verdict())
                .isPresent();
        boolean excused = run.plan()
                .knownRed()
                .filter(known -> known.excuses(ruling.verdict()))
                .isPresent();
        boolean passes = ruling.verdict() == Verdict.PASS
                && run.plan().expected().isEmpty()
                && run.plan().knownRed().isEmpty();
        boolean green = asExpected || excused || passes;
        List<String> notes = new ArrayList<>();
        run.plan()
                .expected()
                .ifPresent(expected -> notes.add(
                        (asExpected ? "expected: " : "NOT AS EXPECTED, which was %s: ".formatted(expected.value()))
                                + expected.reason()));
        run.resumedLine().ifPresent(notes::add);
        run.attempts(ruling).ifPresent(notes::add);
        run.plan().knownRed().ifPresent(known -> {
            notes.add(known.line());
            known.complaint(ruling.verdict()).ifPresent(notes::add);
        });
        notes.addAll(VerdictText.findings(run, ruling, results));
        notes.addAll(EvidenceText.details(results));
        notes.addAll(run.takeUse().lines());
        if (!green) {
            notes.addAll(VerdictText.remedies(run, ruling, results));
        }
        String errors = ruling.errors().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return new VerdictTable.Row(
                green,
                ruling.verdict() + (asExpected ? " (expected)" : excused ? " (known red)" : ""),
                run.name(),
                run.cases().size(),
                results.size(),
                ruling.passed(),
                errors.isEmpty() ? "0" : errors,
                VerdictText.rateOf(ruling),
                VerdictText.bounds(ruling)
                        + (ruling.confidence() == GateRuling.USUAL_CONFIDENCE
                                ? ""
                                : " (" + VerdictText.confidence(ruling) + " %)"),
                run.words().brief(),
                EvidenceText.counts(results),
                notes.stream().map(Printable::text).toList());
    }
}
