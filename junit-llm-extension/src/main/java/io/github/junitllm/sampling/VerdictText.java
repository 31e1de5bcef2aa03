package io.github.junitllm.sampling;

import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.sampling.Ruling.Tally;
import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.RateVerdict;
import io.github.junitllm.stats.Rates;
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

    private static final int MOST_CASES = 12;
    private static final int MOST_LINES = 4;

    private VerdictText() {}

    static String of(EvalRun run, Ruling ruling, List<SampleResult> results) {
        StringBuilder text = new StringBuilder();
        text.append(headline(run, ruling, results));
        lines(run, ruling, results).forEach(line -> text.append("\n  ").append(line));
        return text.toString();
    }

    private static String headline(EvalRun run, Ruling ruling, List<SampleResult> results) {
        int asked = run.plan().samples() * run.cases().size();
        return "%s: %s, %s; evidence %s"
                .formatted(
                        ruling.verdict() == Verdict.NONE
                                ? "NO VERDICT, %d of %d samples were selected".formatted(results.size(), asked)
                                : ruling.verdict().name(),
                        rate(ruling, results.size()),
                        run.plan().words(),
                        EvidenceText.counts(results));
    }

    private static String rate(Ruling ruling, int ran) {
        if (ruling.bounds().isEmpty()) {
            return "no sample of %d was scored".formatted(ran);
        }
        String counted = ruling.scored() == ran
                ? "%d of %d".formatted(ruling.passed(), ran)
                : "%d of %d scored, %d ran".formatted(ruling.passed(), ruling.scored(), ran);
        return "pass rate %s (%s), one-sided %s %% bounds %s"
                .formatted(rateOf(ruling), counted, confidence(ruling), bounds(ruling));
    }

    static String rateOf(Ruling ruling) {
        return ruling.scored() == 0 ? "-" : three((double) ruling.passed() / ruling.scored());
    }

    static String bounds(Ruling ruling) {
        return ruling.bounds()
                .map(bounds -> three(bounds.lower()) + ".." + three(bounds.upper()))
                .orElse("-");
    }

    static String confidence(Ruling ruling) {
        return Plan.percentage(ruling.confidence());
    }

    private static List<String> lines(EvalRun run, Ruling ruling, List<SampleResult> results) {
        List<String> lines = new ArrayList<>(findings(run, ruling, results));
        lines.addAll(EvidenceText.details(results));
        lines.addAll(run.takeUse().lines());
        lines.addAll(remedies(run, ruling, results));
        lines.add("results: " + run.resultFile());
        return lines;
    }

    /** What was found: outcomes by case, cases that stand out, what the plan can see. */
    static List<String> findings(EvalRun run, Ruling ruling, List<SampleResult> results) {
        List<String> lines = new ArrayList<>();
        byOutcome(results).forEach((outcome, cases) -> {
            int count = cases.values().stream().mapToInt(Integer::intValue).sum();
            String name = outcome == Outcome.FAILED ? "failed" : outcome.name();
            lines.add("%s %d: %s".formatted(name, count, names(cases, run.plan().samples())));
        });
        if (ruling.verdict() == Verdict.NONE || ruling.verdict() == Verdict.DRAFT) {
            return lines;
        }
        lines.addAll(FaultText.struckNothing(run.faults(), results));
        lines.addAll(missed(run.plan(), ruling));
        if (run.plan().samples() > 1) {
            casesWhere(ruling, tally -> tally.scored() > 0 && tally.passed() == 0)
                    .ifPresent(cases -> lines.add("never passed: " + cases));
            casesWhere(ruling, tally -> tally.passed() > 0 && tally.passed() < tally.scored())
                    .ifPresent(cases -> lines.add("passed sometimes: " + cases));
        }
        run.plan().infeasible(run.cases().size()).ifPresent(lines::add);
        lines.addAll(run.plan().power(run.cases().size()));
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
        if (plan.claim().isPresent() && plan.perCase()) {
            RateClaim claim = plan.claim().get();
            casesWhere(ruling, tally -> is(RateVerdict.FAIL, claim, tally))
                    .ifPresent(cases -> lines.add("claim refuted for: " + cases));
            casesWhere(ruling, tally -> is(RateVerdict.INCONCLUSIVE, claim, tally))
                    .ifPresent(cases -> lines.add("claim not shown for: " + cases));
        }
        return lines;
    }

    private static boolean is(RateVerdict verdict, RateClaim claim, Tally tally) {
        return tally.scored() > 0 && Rates.verdict(claim, tally.passed(), tally.scored()) == verdict;
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
            if (run.plan().infeasible(run.cases().size()).isPresent()) {
                lines.add("recording is refused until the plan can PASS, see above");
            } else {
                lines.add("record: " + run.command("-Djunit.llm.mode=record"));
                lines.add("that calls " + calls(results));
            }
        }
        firstTrouble(results)
                .ifPresent(
                        id -> lines.add("again: " + run.command("-Djunit.llm.case=" + quoted(id), run.modeOption())));
        lines.add("cassettes: " + ProjectLayout.shown(run.cassettes().folder()));
        return lines;
    }

    /** What recording will call. An application that stopped at its first miss may make more calls than we saw. */
    private static String calls(List<SampleResult> results) {
        List<RecordedRequest> missed =
                results.stream().flatMap(result -> result.missed().stream()).toList();
        Map<String, Integer> perModel = new TreeMap<>();
        missed.forEach(request -> perModel.merge(request.upstream() + model(request), 1, Integer::sum));
        int bytes = missed.stream().mapToInt(request -> request.body().size()).sum();
        return perModel.entrySet().stream()
                        .map(entry -> "%s at least %d time%s"
                                .formatted(entry.getKey(), entry.getValue(), entry.getValue() == 1 ? "" : "s"))
                        .collect(Collectors.joining(", "))
                + String.format(
                        Locale.ROOT,
                        ", with %,d bytes of requests; what it costs depends on the provider's prices",
                        bytes);
    }

    private static String model(RecordedRequest request) {
        return request.body()
                .exactText()
                .flatMap(Json::tryRead)
                .map(body -> body.path("model").asText(""))
                .filter(model -> !model.isEmpty())
                .map(" (%s)"::formatted)
                .orElse("");
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
                .map(entry -> "%s (%d of %d)"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().passed(),
                                entry.getValue().scored()))
                .toList();
        return cases.isEmpty() ? Optional.empty() : Optional.of(some(cases));
    }

    private static String names(Map<String, Integer> cases, int samples) {
        return some(cases.entrySet().stream()
                .map(entry -> samples == 1
                        ? entry.getKey()
                        : "%s (%d of %d)".formatted(entry.getKey(), entry.getValue(), samples))
                .toList());
    }

    private static String some(List<String> names) {
        String shown = String.join(", ", names.stream().limit(MOST_CASES).toList());
        return names.size() > MOST_CASES ? shown + " and %d more".formatted(names.size() - MOST_CASES) : shown;
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
