package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.baseline.Baseline;
import io.github.junitllm.baseline.BaselineCase;
import io.github.junitllm.compare.CaseScore;
import io.github.junitllm.exchange.Sha256;
import io.github.junitllm.server.Mode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run would leave as a baseline. */
final class BaselineOfRun {

    private static final int HASH_DIGITS = 16;

    private BaselineOfRun() {}

    static Baseline of(EvalRun run, List<SampleResult> results, Instant now) {
        // What a live run was answered is stored nowhere, so that no other run can rest on it.
        String origin = run.mode() == Mode.LIVE ? run.runId() : "";
        Map<String, BaselineCase> cases = new TreeMap<>();
        results.stream()
                .collect(Collectors.groupingBy(SampleResult::caseId))
                .forEach((id, samples) -> cases.put(id, one(samples, origin)));
        TreeSet<String> days = calls(results)
                .flatMap(call -> call.provenance().recordedAt().stream())
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC).toString())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> models = calls(results)
                .flatMap(call -> call.model().stream())
                .distinct()
                .sorted()
                .toList();
        String version = BaselineOfRun.class.getPackage().getImplementationVersion();
        return new Baseline(
                run.testId(),
                now.truncatedTo(ChronoUnit.SECONDS),
                run.runId(),
                version == null ? "unknown" : version,
                EvidenceText.counts(results),
                days.isEmpty() ? List.of() : List.of(days.first(), days.last()),
                run.samplesPerCase(),
                models,
                List.of(),
                cases);
    }

    private static Stream<CallTrace> calls(List<SampleResult> results) {
        return results.stream().flatMap(result -> result.calls().stream());
    }

    static CaseScore score(List<SampleResult> samples) {
        return samples.stream()
                .map(result -> Tally.of(result.outcome()))
                .reduce(Tally.NONE, Tally::plus)
                .score();
    }

    private static BaselineCase one(List<SampleResult> samples, String origin) {
        String messages = samples.stream()
                .flatMap(result -> firstPrompt(result).stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
        List<String> takes = samples.stream()
                .filter(result -> !result.calls().isEmpty())
                .map(result -> takes(result, origin))
                .sorted()
                .toList();
        return new BaselineCase(score(samples), messages.isEmpty() ? "" : hash(messages), takes);
    }

    private static Optional<String> firstPrompt(SampleResult result) {
        return result.calls().stream().flatMap(call -> call.prompt().stream()).findFirst();
    }

    /** The same for the run that recorded an answer and for one that replays it. */
    private static String takes(SampleResult result, String origin) {
        return hash(
                origin + result.calls().stream().map(CallTrace::name).sorted().collect(Collectors.joining("\n")));
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(UTF_8)).substring(0, HASH_DIGITS);
    }
}
