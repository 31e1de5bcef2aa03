package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.baseline.Baseline;
import io.github.junitllm.baseline.BaselineComparison;
import io.github.junitllm.baseline.BaselineException;
import io.github.junitllm.baseline.BaselineFile;
import io.github.junitllm.baseline.BaselineRule;
import io.github.junitllm.baseline.BaselineText;
import io.github.junitllm.stats.RateVerdict;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The baseline of an eval: read before the first sample, compared with after the last one, written when asked. */
final class BaselineGate {

    private final EvalRun run;
    private final Plan.NoWorse than;
    private final BaselineRule rule;
    private final Path file;
    private final boolean updates;
    private final Clock clock = Clock.systemUTC();
    private final Optional<Baseline> committed;
    private final Optional<String> unreadable;
    private Optional<BaselineComparison> comparison = Optional.empty();
    private List<String> lines = List.of();

    BaselineGate(EvalRun run, Plan.NoWorse than, Settings settings) {
        this.run = run;
        this.than = than;
        this.rule = new BaselineRule(
                than.margin(), than.confidence(), settings.missingCasesFail(), settings.newCasesFail());
        this.file = settings.baselines().resolve(run.cassettes().testFolder()).resolve(than.name() + ".json");
        this.updates = settings.updatesBaselines();
        Optional<Baseline> read = Optional.empty();
        Optional<String> trouble = Optional.empty();
        if (!updates) {
            try {
                read = BaselineFile.read(file, ProjectLayout.shown(file));
                trouble = read.isPresent()
                        ? Optional.empty()
                        : Optional.of("there is no baseline %s; write it: %s"
                                .formatted(
                                        ProjectLayout.shown(file),
                                        run.command("-Djunit.llm.baseline=update", run.modeOption())));
            } catch (BaselineException e) {
                trouble = Optional.of("%s; write it anew: %s"
                        .formatted(e.getMessage(), run.command("-Djunit.llm.baseline=update", run.modeOption())));
            }
        }
        this.committed = read;
        this.unreadable = trouble;
    }

    boolean updates() {
        return updates;
    }

    /** Why calls would be paid for nothing. */
    Optional<String> refusal() {
        return unreadable.or(() -> committed.flatMap(this::infeasible));
    }

    private Optional<String> infeasible(Baseline baseline) {
        int common = (int) run.cases().stream()
                .map(EvalCase::id)
                .filter(baseline.cases()::containsKey)
                .count();
        return BaselineText.infeasible(common, than.margin(), than.confidence());
    }

    /** The verdict of the samples and of the comparison together. */
    Ruling judge(Ruling ruling, List<SampleResult> results) {
        if (ruling.verdict() == Verdict.NONE) {
            lines = List.of("baseline: only a part of the samples was selected, so nothing was compared or written");
            return ruling;
        }
        if (updates) {
            lines = List.of();
            return ruling.and(Verdict.NONE);
        }
        if (committed.isEmpty()) {
            lines = List.of("baseline: ERROR, " + unreadable.orElseThrow());
            return ruling.and(Verdict.ERROR);
        }
        BaselineComparison compared =
                BaselineComparison.of(committed.get(), BaselineOfRun.of(run, results, clock.instant()), rule);
        comparison = Optional.of(compared);
        lines = new ArrayList<>(BaselineText.lines(compared, clock.instant()));
        if (compared.error().isPresent()) {
            lines.add(remedy(compared));
            return ruling.and(Verdict.ERROR);
        }
        if (compared.verdict() == RateVerdict.INCONCLUSIVE) {
            infeasible(committed.get()).ifPresent(lines::add);
        }
        return ruling.and(Verdict.valueOf(compared.verdict().name()));
    }

    private String remedy(BaselineComparison compared) {
        String update = "write the baseline anew: " + run.command("-Djunit.llm.baseline=update", run.modeOption());
        if (compared.isOfTheSameRun()) {
            return "record new answers: " + run.command("-Djunit.llm.mode=rerecord");
        }
        String setting = rule.missingCasesFail() && !compared.missing().isEmpty() ? "missing-cases" : "new-cases";
        return compared.isOfAnotherTest()
                ? update
                : "%s; or leave such cases out: -Djunit.llm.baseline.%s=report".formatted(update, setting);
    }

    /** Writes the baseline where that was asked for and every sample was scored. */
    void update(Ruling ruling, List<SampleResult> results) {
        boolean whole = results.size() == run.order().size()
                && results.stream().allMatch(result -> result.outcome().isScored());
        if (!updates || ruling.verdict() == Verdict.DRAFT || !lines.isEmpty()) {
            return;
        }
        if (!whole) {
            lines = List.of("baseline: not written, since %d of %d samples were scored; a baseline needs all of them"
                    .formatted(
                            results.stream()
                                    .filter(result -> result.outcome().isScored())
                                    .count(),
                            run.order().size()));
            return;
        }
        Baseline written = BaselineOfRun.of(run, results, clock.instant());
        BaselineFile.write(file, written);
        lines = List.of(
                "baseline: written to %s, %d cases; nothing was compared. Review and commit it, then run without junit.llm.baseline=update"
                        .formatted(ProjectLayout.shown(file), written.cases().size()));
    }

    List<String> lines() {
        return lines;
    }

    void describe(ObjectNode line) {
        comparison.ifPresent(compared -> {
            ObjectNode out = line.putObject("baseline")
                    .put("name", than.name())
                    .put("run", compared.baseline().run())
                    .put("written_at", compared.baseline().writtenAt().toString())
                    .put(
                            "verdict",
                            compared.error().isPresent()
                                    ? "ERROR"
                                    : compared.verdict().name())
                    .put("margin", than.margin())
                    .put("confidence", than.confidence())
                    .put("pairs", compared.paired().pairs().size())
                    .put("method", "stabilised paired bound, sign flip by case, one-sided");
            compared.paired().difference().ifPresent(difference -> out.put("difference", difference.mean())
                    .put("lower", difference.lower().orElseThrow()));
            compared.paired().worse().ifPresent(p -> out.put("p", p));
            put(out.putArray("newly_failing"), compared.paired().lower());
            put(out.putArray("newly_passing"), compared.paired().higher());
            put(out.putArray("missing"), compared.missing());
            put(out.putArray("new"), compared.fresh());
            put(out.putArray("same_recordings"), compared.same());
        });
    }

    private static void put(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
