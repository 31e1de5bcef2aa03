package io.github.junitllm.sampling;

import io.github.junitllm.report.Printable;
import io.github.junitllm.report.VerdictTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An eval's row in the table at the end of the run. What is green needs few words, what is red gets all of them. */
final class VerdictRow {

    private VerdictRow() {}

    static VerdictTable.Row of(EvalRun run, Ruling ruling, List<SampleResult> results) {
        Optional<Foreseen> foreseen = run.plan().foreseen().filter(said -> !said.leaves(ruling.verdict()));
        boolean asForeseen =
                foreseen.filter(said -> said.foresees(ruling.verdict())).isPresent();
        boolean green = asForeseen || (ruling.verdict() == Verdict.PASS && foreseen.isEmpty());
        List<String> notes = new ArrayList<>();
        foreseen.ifPresent(said -> notes.add(said.note(ruling.verdict())));
        run.resumedLine().ifPresent(notes::add);
        run.attempts(ruling).ifPresent(notes::add);
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
                ruling.verdict()
                        + foreseen.filter(said -> asForeseen)
                                .map(said -> " (" + said.label() + ")")
                                .orElse(""),
                run.name(),
                run.goldens(),
                results.size(),
                ruling.passed(),
                errors.isEmpty() ? "0" : errors,
                run.variants().map(VariantsGate::briefRates).orElseGet(() -> VerdictText.rateOf(ruling)),
                run.variants().map(VariantsGate::briefBounds).orElseGet(() -> bounds(ruling)),
                run.words().brief() + run.measured().brief(),
                EvidenceText.counts(results),
                notes.stream().map(Printable::text).toList());
    }

    private static String bounds(Ruling ruling) {
        return VerdictText.bounds(ruling)
                + (ruling.confidence() == GateRuling.USUAL_CONFIDENCE
                        ? ""
                        : " (" + VerdictText.confidence(ruling) + " %)");
    }
}
