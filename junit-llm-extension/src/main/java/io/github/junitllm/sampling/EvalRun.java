package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.redact.RedactionRules;
import io.github.junitllm.report.Printable;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.ReplaySpeed;
import io.github.junitllm.server.Spending;
import io.github.junitllm.server.Upstreams;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * One eval method from its first sample to its verdict. The method's store closes it after the last sample, and what it
 * throws then becomes the result of the method's container: no rerun of single samples can turn that green.
 */
final class EvalRun implements AutoCloseable, ExtensionContext.Store.CloseableResource {

    private final Class<?> testClass;
    private final Method test;
    private final Plan plan;
    private final List<FaultPlan> faults;
    private final List<GoldenCase> cases;
    private final List<Sample> order;
    private final PlanText words;
    private final Stopping stopping;
    private final Settings settings;
    private final Mode mode;
    private final Upstreams upstreams;
    private final ReplaySpeed speed;
    private final RedactionRules redaction;
    private final RunReport report;
    private final EvalCassettes cassettes;
    private final Spending spending;
    private final Optional<BaselineGate> baseline;
    private final Attempts attempts;
    private final Resume resume;
    private final List<SampleResult> results = new ArrayList<>();
    private final Map<String, SampleResult> running = new ConcurrentHashMap<>();
    private TakeUse takeUse = TakeUse.UNKNOWN;
    private Optional<String> forecast = Optional.empty();
    private volatile boolean concluded;

    EvalRun(ExtensionContext context, Plan plan, List<FaultPlan> faults, List<GoldenCase> cases, Settings settings) {
        this.testClass = context.getRequiredTestClass();
        this.test = context.getRequiredTestMethod();
        this.plan = plan;
        this.faults = faults;
        this.cases = List.copyOf(cases);
        this.order = plan.order(testId(), cases);
        List<Gate> gates = plan.gates(cases, order);
        this.words = new PlanText(plan, gates);
        this.stopping = new Stopping(new Gates(gates), plan.stopsEarly());
        this.settings = settings;
        this.mode = settings.mode();
        this.upstreams = settings.upstreams();
        this.speed = settings.speed();
        this.redaction = settings.redaction();
        this.report = RunReport.of(context, settings);
        this.cassettes = new EvalCassettes(testClass.getName(), test.getName(), settings);
        this.spending = report.budgets().of(testClass, test, settings);
        this.attempts = new Attempts(settings.results(), testId(), plan, mode);
        this.resume = new Resume(testClass, testId(), order, settings, report.resumed(settings));
        this.baseline = plan.noWorseThan().map(than -> new BaselineGate(this, than, settings));
    }

    Plan plan() {
        return plan;
    }

    List<GoldenCase> cases() {
        return cases;
    }

    /** All samples in the order in which they run and count. */
    List<Sample> order() {
        return order;
    }

    PlanText words() {
        return words;
    }

    /** The most samples of one case. */
    int samplesPerCase() {
        return plan.samplesPerCase(cases.size());
    }

    Mode mode() {
        return mode;
    }

    /** The declared faults; a seed gives every case faults of its own. */
    private List<FaultPlan> faults(String caseId) {
        return faults.stream().map(fault -> fault.seededFor(caseId)).toList();
    }

    List<FaultPlan> faults() {
        return faults;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    String name() {
        return testClass.getSimpleName() + "." + test.getName();
    }

    String testId() {
        return testClass.getName() + "#" + test.getName();
    }

    /**
     * Takes over what an earlier run has paid, and estimates what the other samples will cost.
     *
     * @throws ExtensionConfigurationException when a budget has no room for that
     */
    void forecast(List<Sample> selected) {
        List<SampleResult> paid = resume.take(selected);
        forecast = CostForecast.of(
                this, selected.stream().filter(sample -> !resume.has(sample)).toList(), Plan.label(test));
        paid.forEach(result -> {
            ended(result);
            report.results().write(resume.line(result.resumed().orElseThrow()));
        });
    }

    /** What an earlier run has paid. */
    Resume resume() {
        return resume;
    }

    Optional<String> forecast() {
        return forecast;
    }

    Spending spending() {
        return spending;
    }

    EvalCassettes cassettes() {
        return cassettes;
    }

    String resultFile() {
        return ProjectLayout.shown(report.file());
    }

    /** The id of the run, which result files are named by. */
    String runId() {
        return String.valueOf(report.file().getFileName()).replaceFirst("\\.jsonl$", "");
    }

    /** Earlier ones of this eval, which the verdict allows for. */
    Attempts attempts() {
        return attempts;
    }

    Optional<BaselineGate> baseline() {
        return baseline;
    }

    /** What makes this eval unable to PASS, with what would do. */
    Optional<String> infeasible() {
        return words.infeasible().or(() -> baseline.flatMap(BaselineGate::refusal));
    }

    /** A failed sample is red by itself where it decides, and where a person selected it to look at it. */
    boolean failedSampleIsRed() {
        return plan.everySampleMustPass()
                || settings.onlyCase().isPresent()
                || settings.onlySample().isPresent();
    }

    /** The Maven command that runs this eval again. */
    String command(String... options) {
        String name = testClass.getName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return "mvn test -Dtest=%s %s"
                .formatted(VerdictText.quoted(simple + "#" + test.getName()), String.join(" ", options))
                .strip();
    }

    /** For a command that does the same again; replay needs no word. */
    String modeOption() {
        return mode == Mode.REPLAY ? "" : "-Djunit.llm.mode=" + mode.name().toLowerCase(Locale.ROOT);
    }

    Lane.Setup setup(String caseId, int sample) {
        Lane.Setup setup = new Lane.Setup(mode, cassettes.of(caseId), sample, upstreams)
                .withSpending(spending)
                .withSpeed(speed)
                .withRedaction(redaction)
                .withFaults(faults(caseId))
                .keepingErrors(settings.keepsErrors());
        return mode == Mode.DRAFT ? setup.withDrafts(cassettes.draftsOf(caseId)) : setup;
    }

    /** Until a sample ends in its own words it counts as broken, so that one that never got so far is not lost. */
    void sampleSelected(String caseId, int sample) {
        String broke = "the sample broke before its method began: see the constructor, @BeforeEach or an extension";
        running.put(
                identity(caseId, sample),
                new SampleResult(caseId, sample, Outcome.DEFECT, broke, List.of(), List.of(), List.of(), 0));
    }

    /** Whether the sample can still change the verdict; one that cannot is forgotten. A draft and a selection look at all. */
    boolean needs(String caseId, int sample) {
        boolean looksAtAll = mode == Mode.DRAFT
                || settings.onlyCase().isPresent()
                || settings.onlySample().isPresent();
        boolean needed = looksAtAll || stopping.needs(caseId, sample);
        if (!needed) {
            running.remove(identity(caseId, sample));
        }
        return needed;
    }

    private static String identity(String caseId, int sample) {
        return sample + "/" + caseId;
    }

    void sampleEnded(SampleResult result) {
        cassettes.sampleEnded(result);
        running.remove(identity(result.caseId(), result.sample()));
        ended(result);
        report.results().write(ResultLines.sample(this, result));
    }

    private void ended(SampleResult result) {
        synchronized (results) {
            results.add(result);
        }
        stopping.ended(result.caseId(), result.sample(), result.outcome());
    }

    /** A sample of an earlier run is forgotten here: its result is known. */
    Optional<String> resumed(GoldenCase golden, int sample) {
        if (!resume.has(new Sample(golden, sample))) {
            return Optional.empty();
        }
        running.remove(identity(golden.id(), sample));
        return Optional.of("resumed: the run before this one has paid this sample");
    }

    @Override
    public void close() {
        cassettes.close();
        List.copyOf(running.values()).forEach(this::sampleEnded);
        if (!concluded) {
            conclude();
        }
    }

    /**
     * Ends the container as aborted where the test asks for that. Under parallel execution samples may still run at this
     * point; the container can then only be red, which {@link #close} makes it.
     */
    void abortIfUndecided() {
        if (!running.isEmpty()) {
            return;
        }
        List<SampleResult> ended = ended();
        Ruling ruling = ruling(ended);
        boolean aborts = ruling.verdict() == Verdict.INCONCLUSIVE
                && plan.foreseen().isEmpty()
                && plan.inconclusive() == Inconclusive.ABORT;
        if (aborts) {
            concluded = true;
            String text = report(ruling, ended);
            refuseUnused(ruling.verdict());
            throw new TestAbortedException(text);
        }
    }

    private void conclude() {
        List<SampleResult> ended = ended();
        Ruling ruling = ruling(ended);
        decide(ruling.verdict(), report(ruling, ended));
        refuseUnused(ruling.verdict());
    }

    private void refuseUnused(Verdict verdict) {
        if (takeUse.hasUnused() && settings.unusedRecordingsFail()) {
            throw new EvalError(
                    "%s: %s (red because junit.llm.unused = fail)".formatted(verdict, takeUse.unusedLine()));
        }
    }

    private Ruling ruling(List<SampleResult> ended) {
        Ruling unjudged =
                Ruling.of(plan, stopping.rulings(), stopping.isComplete(), order.size(), caseIds(), counted(ended));
        if (mode == Mode.DRAFT) {
            return unjudged.asDraft();
        }
        Ruling ruling =
                baseline.map(gate -> gate.judge(unjudged, counted(ended))).orElse(unjudged);
        Ruling checked = FaultText.struckNothing(faults, counted(ended)).isEmpty() ? ruling : ruling.checkedNothing();
        return attempts.judge(checked, counted(ended));
    }

    private String report(Ruling ruling, List<SampleResult> ended) {
        boolean askedItsCassettes = ruling.verdict() != Verdict.NONE && mode != Mode.LIVE && mode != Mode.DRAFT;
        takeUse = askedItsCassettes
                ? TakeUse.of(cassettes.opened(), cassettes.orphans(caseIds()), ended, stopping::plans)
                : TakeUse.UNKNOWN;
        List<SampleResult> counted = counted(ended);
        baseline.ifPresent(gate -> gate.update(ruling, counted));
        String text = Printable.text(VerdictText.of(this, ruling, counted));
        report.results().write(ResultLines.verdict(this, ruling, counted, text));
        report.add(VerdictRow.of(this, ruling, counted));
        report.count(name(), ruling);
        attempts.add(ruling, counted);
        return text;
    }

    /** Known once the verdict is, and only where every sample ran and asked its cassette. */
    TakeUse takeUse() {
        return takeUse;
    }

    /** What a draft used, by case, for {@code junit-llm accept}; only of cases whose samples all had their answers. */
    void describeDraft(ArrayNode accept, List<SampleResult> ended) {
        Set<String> broken = ended.stream()
                .filter(result -> !result.outcome().isScored())
                .map(SampleResult::caseId)
                .collect(Collectors.toSet());
        caseIds().stream()
                .filter(id -> cassettes.hasDrafts(id) && !broken.contains(id))
                .forEach(id -> TakeUse.describeDraft(
                        accept.addObject().put("test", testId()).put("case", id),
                        cassettes.of(id).orElseThrow(),
                        cassettes.draftsOf(id),
                        ended.stream()
                                .filter(result -> result.caseId().equals(id))
                                .toList()));
    }

    /** The results that count in the verdict; of a selection, all. */
    private List<SampleResult> counted(List<SampleResult> ended) {
        return stopping.isComplete()
                ? ended.stream()
                        .filter(result -> stopping.counts(result.caseId(), result.sample()))
                        .toList()
                : ended;
    }

    /** The results of samples that were under way when the verdict stood. */
    List<SampleResult> late() {
        return stopping.isComplete()
                ? ended().stream()
                        .filter(result -> !stopping.counts(result.caseId(), result.sample()))
                        .toList()
                : List.of();
    }

    private List<String> caseIds() {
        return cases.stream().map(GoldenCase::id).toList();
    }

    /** The results in the order of the goldens. */
    private List<SampleResult> ended() {
        Map<String, Integer> order = new HashMap<>();
        cases.forEach(golden -> order.put(golden.id(), order.size()));
        synchronized (results) {
            List<SampleResult> ended = new ArrayList<>(results);
            ended.sort(Comparator.comparingInt((SampleResult result) -> order.getOrDefault(result.caseId(), 0))
                    .thenComparingInt(SampleResult::sample));
            return ended;
        }
    }

    private void decide(Verdict verdict, String text) {
        if (plan.foreseen().isPresent() && !plan.foreseen().get().leaves(verdict)) {
            Foreseen foreseen = plan.foreseen().get();
            if (!foreseen.foresees(verdict)) {
                throw new AssertionFailedError(foreseen.complaint(verdict, text));
            }
            return;
        }
        switch (verdict) {
            case PASS -> {
                // the one verdict that is green by itself
            }
            case FAIL -> throw new AssertionFailedError(text);
            case ERROR, NONE, DRAFT -> throw new EvalError(text);
            case INCONCLUSIVE -> {
                if (plan.inconclusive() != Inconclusive.PASS) {
                    throw new AssertionFailedError(text);
                }
            }
        }
    }
}
