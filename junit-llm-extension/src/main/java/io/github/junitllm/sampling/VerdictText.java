package io.github.junitllm.sampling;

import io.github.junitllm.report.Wording;
import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.RateVerdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The words of a verdict: what is claimed, what was seen, on what evidence, what failed, how to see it again. */
final class VerdictText {

    private static final int MOST_LINES = 4;

    private VerdictText() {}

    static String of(EvalRun run, Ruling ruling, List<SampleResult> results) {
        StringBuilder text = new StringBuilder();
        text.append(headline(run, ruling, results));
        lines(run, ruling, results).forEach(line -> text.append("\n  ").append(line));
        return text.toString();
    }

    private static String headline(EvalRun run, Ruling ruling, List<SampleResult> results) {
        int asked = run.order().size();
        return "%s: %s, %s; evidence %s"
                .formatted(
                        ruling.verdict() == Verdict.NONE
                                ? noVerdict(run, results.size(), asked)
                                : ruling.verdict().name(),
                        rate(run, ruling, results.size()),
                        run.words().words() + run.measured().words(),
                        EvidenceText.counts(results));
    }

    private static String noVerdict(EvalRun run, int ran, int asked) {
        return ran == asked && run.baseline().filter(BaselineGate::updates).isPresent()
                ? "NO VERDICT, a baseline was asked for"
                : "NO VERDICT, %d of %d samples were selected".formatted(ran, asked);
    }

    private static String rate(EvalRun run, Ruling ruling, int ran) {
        if (ruling.scored() == 0) {
            return "no sample of %d was scored".formatted(ran);
        }
        if (run.variants().isPresent()) {
            return "pass rate " + run.variants().get().rates();
        }
        Tally tally = ruling.tally();
        String counted = tally.scored() == ran
                ? "%d of %d".formatted(tally.passed(), ran)
                : "%d of %d scored, %d ran".formatted(tally.passed(), tally.scored(), ran);
        String unsure = tally.unsure() == 0 ? "" : ", %d unsure".formatted(tally.unsure());
        String spared = ruling.notNeeded() == 0 ? "" : "; %d more not needed".formatted(ruling.notNeeded());
        return "pass rate %s (%s%s%s)%s"
                .formatted(
                        rateOf(ruling),
                        counted,
                        unsure,
                        spared,
                        ruling.bounds()
                                .map(bounds ->
                                        ", one-sided %s %% bounds %s".formatted(confidence(ruling), words(bounds)))
                                .orElse(""));
    }

    static String rateOf(Ruling ruling) {
        return ruling.scored() == 0 ? "-" : three((double) ruling.passed() / ruling.scored());
    }

    static String bounds(Ruling ruling) {
        return ruling.bounds().map(VerdictText::words).orElse("-");
    }

    private static String words(Bounds bounds) {
        return three(bounds.lower()) + ".." + three(bounds.upper());
    }

    static String confidence(Ruling ruling) {
        return Wording.percentage(ruling.confidence());
    }

    private static List<String> lines(EvalRun run, Ruling ruling, List<SampleResult> results) {
        List<String> lines = new ArrayList<>();
        run.resumedLine().ifPresent(lines::add);
        run.attempts(ruling).ifPresent(lines::add);
        lines.addAll(findings(run, ruling, results));
        lines.addAll(EvidenceText.details(results));
        lines.addAll(run.takeUse().lines());
        lines.addAll(CostText.lines(run, ruling, results));
        lines.addAll(remedies(run, ruling, results));
        lines.add("results: " + run.resultFile());
        return lines;
    }

    /** What was found: outcomes by case, cases that stand out, what the plan can see. */
    static List<String> findings(EvalRun run, Ruling ruling, List<SampleResult> results) {
        List<String> lines = new ArrayList<>();
        run.variants().ifPresent(gate -> lines.addAll(gate.lines()));
        byOutcome(results).forEach((outcome, cases) -> {
            int count = cases.values().stream().mapToInt(Integer::intValue).sum();
            String name = outcome == Outcome.FAILED ? "failed" : outcome == Outcome.UNSURE ? "unsure" : outcome.name();
            lines.add("%s %d: %s".formatted(name, count, names(cases, ruling)));
        });
        run.baseline().ifPresent(gate -> lines.addAll(gate.lines()));
        lines.addAll(run.measured().lines());
        lines.addAll(JudgeText.lines(results, run.judges()));
        run.corrected().ifPresent(gate -> lines.addAll(gate.lines()));
        if (ruling.verdict() == Verdict.NONE || ruling.verdict() == Verdict.DRAFT) {
            return lines;
        }
        lines.addAll(FaultText.struckNothing(run.faults(), results));
        lines.addAll(missed(run.plan(), ruling));
        if (run.samplesPerCase() > 1) {
            // A case that stopped at its first failure is no case that never passes.
            Predicate<Tally> looked =
                    tally -> (run.plan().claimsARate() && !run.plan().perCase()) || tally.ran() == run.samplesPerCase();
            casesWhere(ruling, looked.and(tally -> tally.scored() > 0 && tally.passed() == 0))
                    .ifPresent(cases -> lines.add("never passed: " + cases));
            casesWhere(ruling, looked.and(tally -> tally.passed() > 0 && tally.passed() < tally.scored()))
                    .ifPresent(cases -> {
                        lines.add("passed sometimes: " + cases);
                        run.repeats(ruling)
                                .filter(repeats -> ruling.perCase().size() > 1)
                                .ifPresent(repeats -> lines.add(repeats.words()));
                    });
        }
        lines.addAll(errorRates(ruling, run.plan().maxErrorRate()));
        lines.addAll(notCounted(run, ruling));
        run.unreachable().ifPresent(lines::add);
        lines.addAll(run.words().power());
        return lines;
    }

    private static List<String> errorRates(Ruling ruling, double allowed) {
        Tally tally = ruling.tally();
        if (tally.errors() == 0 || tally.scored() == 0) {
            return List.of();
        }
        return List.of("errors %s of the samples (allowed %s): pass rate %s without them, %s with them"
                .formatted(
                        three((double) tally.errors() / tally.ran()),
                        three(allowed),
                        rateOf(ruling),
                        three((double) tally.passed() / tally.ran())));
    }

    private static List<String> notCounted(EvalRun run, Ruling ruling) {
        List<String> lines = new ArrayList<>();
        if (ruling.notNeeded() > 0) {
            lines.add(
                    run.plan().maxTotalSamples() > 0
                            ? "stopped after %d of at most %d samples, where the verdict stood; the bounds allow for that"
                                    .formatted(ruling.tally().ran(), run.order().size())
                            : "not needed: %d of %d samples, whose outcomes could not change the verdict%s"
                                    .formatted(
                                            ruling.notNeeded(),
                                            run.order().size(),
                                            ruling.bounds().isEmpty() ? "" : "; the bounds hold whatever they are"));
        }
        List<SampleResult> late = run.late();
        if (!late.isEmpty()) {
            long passed = late.stream()
                    .filter(result -> result.outcome() == Outcome.PASSED)
                    .count();
            lines.add("under way when the verdict stood, not counted: %d, of which %d passed"
                    .formatted(late.size(), passed));
        }
        return lines;
    }

    /** The cases that decide against an eval whose every case must reach its bar; the rate over all of them hides these. */
    private static List<String> missed(Plan plan, Ruling ruling) {
        List<String> lines = new ArrayList<>();
        if (plan.minPasses() > 0) {
            casesWhere(ruling, tally -> tally.scored() > 0 && tally.passed() < plan.minPasses())
                    .ifPresent(
                            cases -> lines.add("below %d of %d: ".formatted(plan.minPasses(), plan.samples()) + cases));
        }
        if (plan.perCase()) {
            gates(ruling, RateVerdict.FAIL).ifPresent(cases -> lines.add("claim refuted for: " + cases));
            gates(ruling, RateVerdict.INCONCLUSIVE).ifPresent(cases -> lines.add("claim not shown for: " + cases));
        }
        if (!plan.tagClaims().isEmpty() || (plan.variants().isPresent() && plan.claimsARate() && !plan.perCase())) {
            String kind = plan.variants().isPresent() ? "variant " : "tag ";
            ruling.gates().forEach(gate -> lines.add(gate(kind, gate)));
        }
        return lines;
    }

    private static Optional<String> gates(Ruling ruling, RateVerdict verdict) {
        List<String> names = ruling.gatesWith(verdict).stream()
                .map(gate -> counts(gate.gate().name(), gate.tally()))
                .toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(Wording.some(names));
    }

    private static String gate(String kind, GateRuling gate) {
        Tally tally = gate.tally();
        return "%s: %s, %d of %d passed%s, claim %s"
                .formatted(
                        gate.gate().name().isEmpty()
                                ? "all cases"
                                : kind + gate.gate().name(),
                        gate.verdict(),
                        tally.passed(),
                        tally.scored(),
                        gate.bounds()
                                .map(bounds -> ", one-sided %s %% bounds %s"
                                        .formatted(Wording.percentage(gate.confidence()), words(bounds)))
                                .orElse(""),
                        gate.gate().rule().rate().map(PlanText::words).orElse(""));
    }

    /** What to type next. */
    static List<String> remedies(EvalRun run, Ruling ruling, List<SampleResult> results) {
        List<String> lines = new ArrayList<>();
        results.stream()
                .filter(result -> !result.outcome().isScored())
                .findFirst()
                .ifPresent(result -> lines.add("first: " + firstLines(result.message())));
        if (ruling.verdict() == Verdict.DRAFT) {
            lines.add("a draft is never green; to keep its answers: junit-llm accept; then record what lacks: "
                    + run.command("-Djunit.llm.mode=record"));
        }
        if (run.cassettes().lostInFlight() > 0) {
            lines.add(
                    "an earlier recording run was killed with %d exchange%s in flight, which the next one makes up for"
                            .formatted(
                                    run.cassettes().lostInFlight(),
                                    run.cassettes().lostInFlight() == 1 ? "" : "s"));
        }
        if (ruling.errors().containsKey(Outcome.RECORDING_MISSING)) {
            if (run.unreachable().or(run.measured()::infeasible).isPresent()) {
                lines.add("recording is refused until the plan can PASS, see above");
            } else {
                lines.add("record: " + run.command("-Djunit.llm.mode=record"));
                lines.add("that calls " + calls(run, results));
            }
        }
        firstTrouble(results).ifPresent(id -> lines.add("again: " + run.command(run.selecting(id), run.modeOption())));
        lines.add("cassettes: " + ProjectLayout.shown(run.cassettes().folder()));
        return lines;
    }

    /** What recording will call. An application that stopped at its first miss may make more calls than we saw. */
    private static String calls(EvalRun run, List<SampleResult> results) {
        List<MissedCall> missed =
                results.stream().flatMap(result -> result.missed().stream()).toList();
        Map<String, Integer> perModel = new TreeMap<>();
        missed.forEach(request -> perModel.merge(request.where(), 1, Integer::sum));
        int bytes = missed.stream().mapToInt(MissedCall::bytes).sum();
        return perModel.entrySet().stream()
                        .map(entry -> "%s at least %d time%s"
                                .formatted(entry.getKey(), entry.getValue(), entry.getValue() == 1 ? "" : "s"))
                        .collect(Collectors.joining(", "))
                + String.format(Locale.ROOT, ", with %,d bytes of requests; ", bytes)
                + CostText.most(run, missed).orElse("what it costs depends on the provider's prices");
    }

    /** The part of a sample's message that says why, without the part that says where. */
    private static String firstLines(String message) {
        return message.lines()
                .takeWhile(line -> !line.startsWith("  record: ") && !line.startsWith("  case "))
                .limit(MOST_LINES)
                .collect(Collectors.joining("\n  "));
    }

    private static Map<Outcome, Map<String, Integer>> byOutcome(List<SampleResult> results) {
        Map<Outcome, Map<String, Integer>> byOutcome = new EnumMap<>(Outcome.class);
        results.stream().filter(result -> result.outcome() != Outcome.PASSED).forEach(result -> byOutcome
                .computeIfAbsent(result.outcome(), kind -> new LinkedHashMap<>())
                .merge(result.caseId(), 1, Integer::sum));
        return byOutcome;
    }

    private static Optional<String> casesWhere(Ruling ruling, Predicate<Tally> condition) {
        List<String> cases = ruling.perCase().entrySet().stream()
                .filter(entry -> condition.test(entry.getValue()))
                .map(entry -> counts(entry.getKey(), entry.getValue()))
                .toList();
        return cases.isEmpty() ? Optional.empty() : Optional.of(Wording.some(cases));
    }

    private static String counts(String name, Tally tally) {
        return "%s (%d of %d)".formatted(name, tally.passed(), tally.scored());
    }

    private static String names(Map<String, Integer> cases, Ruling ruling) {
        boolean several = ruling.perCase().values().stream().anyMatch(tally -> tally.ran() > 1);
        return Wording.some(cases.entrySet().stream()
                .map(entry -> several
                        ? "%s (%d of %d)"
                                .formatted(
                                        entry.getKey(),
                                        entry.getValue(),
                                        ruling.perCase()
                                                .getOrDefault(entry.getKey(), Tally.NONE)
                                                .ran())
                        : entry.getKey())
                .toList());
    }

    private static Optional<String> firstTrouble(List<SampleResult> results) {
        return results.stream()
                .filter(result -> result.outcome() != Outcome.PASSED)
                .map(SampleResult::caseId)
                .findFirst();
    }

    static String quoted(String id) {
        return id.matches("[A-Za-z0-9._#-]+") ? id : "'" + id.replace("'", "'\\''") + "'";
    }

    private static String three(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
