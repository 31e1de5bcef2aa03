package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.budget.Purpose;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.judge.Rubric;
import io.github.junitllm.redact.RedactionRules;
import io.github.junitllm.report.Printable;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.LaneCall;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.ReplaySpeed;
import io.github.junitllm.server.Spending;
import io.github.junitllm.server.Upstreams;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
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
    private final Map<String, EvalCase> cases;
    private final List<Sample> order;
    private final PlanText words;
    private final Stopping stopping;
    private final Settings settings;
    private final Mode mode;
    private final Upstreams upstreams;
    private final ReplaySpeed speed;
    private final RedactionRules redaction;
    private final boolean keepsErrors;
    private final boolean isSelection;
    private final RunReport report;
    private final EvalCassettes cassettes;
    private final List<DeclaredJudge> judges;
    /** Looked up once, since annotations are slow to find. */
    private final int goldenParameter;

    private final Spending spending;
    private final Optional<BaselineGate> baseline;
    private final MeasuredGates measured;
    private final Optional<CorrectedGate> corrected;
    private final Map<String, String> commands = new ConcurrentHashMap<>();
    private final Optional<VariantsGate> variants;
    private final List<SampleResult> results = new ArrayList<>();
    /** The results in order and those that count, made again only when there are more. */
    private List<SampleResult> sorted = List.of();

    private List<SampleResult> counted = List.of();
    private int countedOf;
    private final Set<SampleId> running = ConcurrentHashMap.newKeySet();
    private final String attemptId;
    private final Attempts attempts;
    private final Map<String, String> fingerprints;
    private Optional<Resumed> resumed = Optional.empty();
    private Optional<Ruling> own = Optional.empty();
    private TakeUse takeUse = TakeUse.UNKNOWN;
    private Optional<String> forecast = Optional.empty();
    private volatile boolean concluded;

    EvalRun(
            ExtensionContext context,
            Plan plan,
            List<FaultPlan> faults,
            List<EvalCase> cases,
            List<DeclaredJudge> judges,
            Settings settings) {
        this.testClass = context.getRequiredTestClass();
        this.test = context.getRequiredTestMethod();
        this.plan = plan;
        this.faults = faults;
        this.cases = new LinkedHashMap<>();
        cases.forEach(one -> this.cases.put(one.id(), one));
        this.order = plan.order(testId(), cases);
        List<Gate> gates = plan.gates(cases, order);
        this.words = new PlanText(plan, gates);
        this.measured = new MeasuredGates(MeasuredClaims.of(test), cases.size(), order.size());
        this.corrected = CorrectedGate.of(plan, judges, order.size());
        // A corrected rate rests on all samples: those left out would be missing from it.
        this.stopping = new Stopping(new Gates(gates), plan.stopsEarly() && corrected.isEmpty());
        this.settings = settings;
        this.mode = settings.mode();
        this.upstreams = settings.upstreams();
        this.speed = settings.speed();
        this.redaction = settings.redaction();
        this.keepsErrors = settings.keepsErrors();
        this.isSelection = settings.onlyCase().isPresent()
                || settings.onlySample().isPresent()
                || settings.onlyVariant().isPresent();
        this.report = RunReport.of(context, settings);
        this.cassettes = new EvalCassettes(testClass.getName(), test.getName(), cases, judges, settings);
        this.judges = judges;
        this.goldenParameter = GoldenParameter.indexIn(test);
        this.attemptId = context.getUniqueId() + " " + settings.results().toAbsolutePath();
        this.fingerprints = mode == Mode.LIVE ? Fingerprint.ofAll(testClass, cases) : Map.of();
        this.attempts = Attempts.before(attemptId, mode);
        this.spending = report.budgets().of(testClass, test, settings);
        this.baseline = plan.noWorseThan().map(than -> new BaselineGate(this, than, settings));
        this.variants = plan.variants().map(setups -> new VariantsGate(this, setups));
    }

    Plan plan() {
        return plan;
    }

    List<EvalCase> cases() {
        return List.copyOf(cases.values());
    }

    EvalCase evalCase(String id) {
        return Objects.requireNonNull(cases.get(id), id);
    }

    /** The number of goldens. */
    int goldens() {
        return cases.size()
                / plan.variants().map(setups -> setups.setups().size()).orElse(1);
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

    /** The declared faults; a seed gives every golden faults of its own, the same under every set-up. */
    private List<FaultPlan> faults(String goldenId) {
        return faults.isEmpty()
                ? faults
                : faults.stream().map(fault -> fault.seededFor(goldenId)).toList();
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
     * Estimates what the selected samples will cost.
     *
     * @throws ExtensionConfigurationException when a budget has no room for that
     */
    void forecast(List<Sample> selected) {
        forecast = CostForecast.of(this, selected, Plan.label(test));
    }

    /**
     * Counts what the run that this one goes on from has finished, and returns the samples that are left.
     *
     * @throws ExtensionConfigurationException when that run cannot be read, or was one of other code
     */
    List<Sample> resume(List<Sample> selected) {
        Optional<String> from = settings.resume();
        if (from.isEmpty() || selected.size() < order.size()) {
            return selected;
        }
        Resumed earlier = Resumed.read(from.get(), settings.results(), report.file(), testId(), fingerprints);
        resumed = Optional.of(earlier);
        earlier.samples().values().stream()
                .filter(line ->
                        stopping.plans(line.result().caseId(), line.result().sample()))
                .forEach(line -> ended(line.result(), line.line()));
        return selected.stream()
                .filter(sample -> !earlier.has(sample.caseId(), sample.number()))
                .toList();
    }

    /** Whether the sample was paid in the run that this one goes on from; then it is forgotten here. */
    boolean isResumed(String caseId, int sample) {
        boolean there = resumed.filter(earlier -> earlier.has(caseId, sample)).isPresent();
        if (there) {
            running.remove(new SampleId(caseId, sample));
        }
        return there;
    }

    Optional<String> resumedLine() {
        return resumed.map(earlier -> earlier.line(order.size()));
    }

    /** What code and case a sample of a live run belongs to. */
    Optional<String> fingerprint(String caseId) {
        return Optional.ofNullable(fingerprints.get(caseId));
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

    Optional<BaselineGate> baseline() {
        return baseline;
    }

    MeasuredGates measured() {
        return measured;
    }

    List<DeclaredJudge> judges() {
        return judges;
    }

    /** The claim about the rate behind the passes of a calibrated judge. */
    Optional<CorrectedGate> corrected() {
        return corrected;
    }

    Optional<VariantsGate> variants() {
        return variants;
    }

    /** What makes this eval unable to PASS, with what would do. */
    Optional<String> infeasible() {
        return unreachable()
                .or(() -> corrected.flatMap(CorrectedGate::infeasible))
                .or(measured::infeasible)
                .or(() -> baseline.flatMap(BaselineGate::refusal));
    }

    /** Which claim or comparison of set-ups no outcome of the plan's samples could show, with what would do. */
    Optional<String> unreachable() {
        return words.infeasible().or(() -> variants.flatMap(VariantsGate::infeasible));
    }

    /** A failed sample is red by itself where it decides, and where a person selected it to look at it. */
    boolean failedSampleIsRed() {
        return plan.everySampleMustPass() || isSelection;
    }

    /** The Maven command that runs this eval again. */
    String command(String... options) {
        String name = testClass.getName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return "mvn test -Dtest=%s %s"
                .formatted(VerdictText.quoted(simple + "#" + test.getName()), String.join(" ", options))
                .strip();
    }

    /** For a command that runs one case alone. */
    String selecting(String caseId) {
        EvalCase one = evalCase(caseId);
        return "-Djunit.llm.case=" + VerdictText.quoted(one.golden().id())
                + one.variant()
                        .map(setup -> " -Djunit.llm.variant=" + VerdictText.quoted(setup.name()))
                        .orElse("");
    }

    /** The command that runs one sample again. */
    String again(String caseId, int sample) {
        String ofCase = commands.computeIfAbsent(caseId, id -> command(selecting(id)));
        String mode = modeOption();
        return ofCase
                + (samplesPerCase() > 1 ? " -Djunit.llm.sample=" + sample : "")
                + (mode.isEmpty() ? "" : " " + mode);
    }

    /** For a command that does the same again; replay needs no word. */
    String modeOption() {
        return mode == Mode.REPLAY ? "" : "-Djunit.llm.mode=" + mode.name().toLowerCase(Locale.ROOT);
    }

    Lane.Setup setup(String caseId, int sample) {
        return setup(
                sample,
                cassettes.of(caseId),
                () -> cassettes.draftsOf(caseId),
                spending,
                faults(evalCase(caseId).golden().id()));
    }

    /** For the calls of a judge about a sample: no faults are injected into them, and their cost is told apart. */
    Lane.Setup judgeSetup(String caseId, int sample, Rubric rubric) {
        return setup(
                sample,
                cassettes.ofJudge(caseId, rubric),
                () -> cassettes.draftsOfJudge(caseId, rubric),
                spending.forPurpose(Purpose.JUDGE),
                List.of());
    }

    private Lane.Setup setup(
            int sample,
            Optional<Cassette> cassette,
            Supplier<Cassette> drafts,
            Spending allowed,
            List<FaultPlan> injected) {
        return new Lane.Setup(
                mode,
                cassette,
                sample,
                upstreams,
                mode == Mode.DRAFT ? Optional.of(drafts.get()) : Optional.empty(),
                allowed,
                speed,
                redaction,
                injected,
                keepsErrors);
    }

    /** The index of the parameter that takes the golden, -1 when there is none. */
    int goldenParameter() {
        return goldenParameter;
    }

    Optional<DeclaredJudge> judge(int parameter) {
        return judges.stream().filter(judge -> judge.parameter() == parameter).findFirst();
    }

    /** Until a sample ends in its own words it counts as broken, so that one that never got so far is not lost. */
    void sampleSelected(String caseId, int sample) {
        running.add(new SampleId(caseId, sample));
    }

    /** Whether the sample can still change the verdict; one that cannot is forgotten. A draft and a selection look at all. */
    boolean needs(String caseId, int sample) {
        boolean needed = mode == Mode.DRAFT || isSelection || stopping.needs(caseId, sample);
        if (!needed) {
            running.remove(new SampleId(caseId, sample));
        }
        return needed;
    }

    private record SampleId(String caseId, int sample) {

        SampleResult broken() {
            String broke = "the sample broke before its method began: see the constructor, @BeforeEach or an extension";
            return new SampleResult(caseId, sample, Outcome.DEFECT, broke, List.of(), List.of(), List.of(), 0);
        }
    }

    /** What is kept of the calls of a sample until the verdict. */
    List<CallTrace> traces(List<LaneCall> calls) {
        return calls.stream()
                .map(call -> CallTrace.of(call, spending.prices(), mode != Mode.LIVE, baseline.isPresent()))
                .toList();
    }

    void sampleEnded(SampleResult result, List<LaneCall> calls) {
        cassettes.sampleEnded(result);
        running.remove(new SampleId(result.caseId(), result.sample()));
        ended(result, ResultLines.sample(this, result, calls));
    }

    private void ended(SampleResult result, ObjectNode line) {
        synchronized (results) {
            results.add(result);
        }
        stopping.ended(result.caseId(), result.sample(), result.outcome());
        report.results().write(line);
    }

    @Override
    public void close() {
        cassettes.close();
        List.copyOf(running).forEach(sample -> sampleEnded(sample.broken(), List.of()));
        if (!concluded) {
            conclude();
        }
    }

    /**
     * Ends the container as aborted where the test asks for that. Under parallel execution samples may still run at this
     * point; the container can then only be red, which {@link #close} makes it.
     */
    void abortIfUndecided() {
        if (!running.isEmpty()
                || plan.inconclusive() != Inconclusive.ABORT
                || plan.foreseen().isPresent()) {
            return;
        }
        List<SampleResult> ended = ended();
        Ruling alone = own(ended);
        Ruling ruling = attempts.limit(alone, compares());
        if (ruling.verdict() == Verdict.INCONCLUSIVE) {
            concluded = true;
            String text = report(alone, ruling, ended);
            refuseUnused(ruling.verdict());
            throw new TestAbortedException(text);
        }
    }

    /** Whether something else than counts of samples has a say. */
    private boolean compares() {
        return plan.compares() || !measured.isEmpty();
    }

    private void conclude() {
        List<SampleResult> ended = ended();
        Ruling alone = own(ended);
        Ruling ruling = attempts.limit(alone, compares());
        decide(ruling.verdict(), report(alone, ruling, ended));
        refuseUnused(ruling.verdict());
    }

    private void refuseUnused(Verdict verdict) {
        if (takeUse.hasUnused() && settings.unusedRecordingsFail()) {
            throw new EvalError(
                    "%s: %s (red because junit.llm.unused = fail)".formatted(verdict, takeUse.unusedLine()));
        }
    }

    /** Without a look at earlier attempts. */
    private Ruling own(List<SampleResult> ended) {
        Ruling raw = Ruling.of(plan, stopping.rulings(), isComplete(), order.size(), caseIds(), counted(ended));
        Ruling unjudged = corrected.map(gate -> gate.judge(raw, counted(ended))).orElse(raw);
        if (mode == Mode.DRAFT) {
            Ruling draft = unjudged.asDraft();
            return variants.map(gate -> gate.judge(draft, counted(ended))).orElse(draft);
        }
        Ruling ruling = measured.judge(
                baseline.map(gate -> gate.judge(unjudged, counted(ended)))
                        .or(() -> variants.map(gate -> gate.judge(unjudged, counted(ended))))
                        .orElse(unjudged),
                counted(ended));
        return FaultText.struckNothing(faults, counted(ended)).isEmpty() ? ruling : ruling.checkedNothing();
    }

    private String report(Ruling alone, Ruling ruling, List<SampleResult> ended) {
        boolean askedItsCassettes = ruling.verdict() != Verdict.NONE && mode != Mode.LIVE && mode != Mode.DRAFT;
        takeUse = askedItsCassettes
                ? TakeUse.of(cassettes.opened(), cassettes.orphans(), ended, stopping::plans)
                : TakeUse.UNKNOWN;
        own = Optional.of(alone);
        Attempts.ended(attemptId, mode, alone);
        List<SampleResult> counted = counted(ended);
        baseline.ifPresent(gate -> gate.update(ruling, counted));
        String text = Printable.text(VerdictText.of(this, ruling, counted));
        report.results().write(ResultLines.verdict(this, ruling, counted, text));
        report.add(VerdictRow.of(this, ruling, counted));
        if (corrected.isEmpty()) {
            // The p-value is of the raw counts; a corrected rate has none that would be known.
            report.count(name(), ruling);
        }
        return text;
    }

    /** What earlier attempts say; known once the verdict is. */
    Optional<String> attempts(Ruling ruling) {
        return own.flatMap(alone -> attempts.line(alone, ruling));
    }

    void describeAttempts(ObjectNode line) {
        own.ifPresent(alone -> attempts.describe(line, alone));
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
                        accept.addObject()
                                .put("test", testId())
                                .put("case", evalCase(id).golden().id()),
                        cassettes.of(id).orElseThrow(),
                        cassettes.draftsOf(id),
                        ended.stream()
                                .filter(result -> result.caseId().equals(id))
                                .toList()));
    }

    /** Whether all samples that are needed have ended. One that a person selected may fail, and is no verdict for that. */
    private boolean isComplete() {
        return stopping.isComplete() && (!isSelection || ended().size() == order.size());
    }

    /** The results that count in the verdict; of a selection, all. */
    private List<SampleResult> counted(List<SampleResult> ended) {
        if (countedOf != ended.size()) {
            boolean complete = isComplete();
            counted = ended.stream()
                    .filter(result -> !complete || stopping.counts(result.caseId(), result.sample()))
                    .toList();
            countedOf = ended.size();
        }
        return counted;
    }

    /** The results of samples that were under way when the verdict stood. */
    List<SampleResult> late() {
        List<SampleResult> ended = ended();
        if (counted(ended).size() == ended.size()) {
            return List.of();
        }
        return ended.stream()
                .filter(result -> !stopping.counts(result.caseId(), result.sample()))
                .toList();
    }

    private List<String> caseIds() {
        return List.copyOf(cases.keySet());
    }

    /** The results in the order of the goldens. */
    private List<SampleResult> ended() {
        Map<String, Integer> order = new HashMap<>();
        cases.keySet().forEach(id -> order.put(id, order.size()));
        synchronized (results) {
            if (sorted.size() != results.size()) {
                sorted = new ArrayList<>(results);
                sorted.sort(Comparator.comparingInt((SampleResult result) -> order.getOrDefault(result.caseId(), 0))
                        .thenComparingInt(SampleResult::sample));
            }
            return sorted;
        }
    }

    /** Over several set-ups a mean says nothing. */
    Optional<Repeats> repeats(Ruling ruling) {
        return variants.isPresent() ? Optional.empty() : Repeats.of(ruling);
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
