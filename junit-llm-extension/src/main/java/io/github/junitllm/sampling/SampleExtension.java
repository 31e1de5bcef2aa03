package io.github.junitllm.sampling;

import io.github.junitllm.assertions.Checks;
import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.dataset.Goldens;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.fault.InjectedFault;
import io.github.junitllm.judge.LlmJudge;
import io.github.junitllm.report.Printable;
import io.github.junitllm.server.CurrentLane;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.LaneCall;
import io.github.junitllm.server.RecorderServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * The life of one sample: its lane, its parameters, and what its end means. An assertion of a test body is turned into the
 * sample's outcome here; what becomes of it (red or aborted) depends on whether the sample decides by itself.
 */
final class SampleExtension
        implements ExecutionCondition,
                BeforeEachCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler,
                AfterTestExecutionCallback,
                AfterEachCallback,
                TestWatcher {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final EvalRun run;
    private final EvalCase evalCase;
    private final int number;
    private final SampleText text;
    private final Scores scores;
    private final SampleJudges judges;
    private AtomicLong checks = new AtomicLong();
    private long start = System.nanoTime();
    private boolean recorded;

    /** A worker that waits within one sample may run another one meanwhile: the lane before is put back. */
    private Optional<String> laneBefore = Optional.empty();

    @Nullable
    private Lane lane;

    @Nullable
    private Llm llm;

    SampleExtension(EvalRun run, EvalCase evalCase, int number) {
        this.run = run;
        this.evalCase = evalCase;
        this.number = number;
        this.text = new SampleText(run, evalCase, number);
        this.scores = run.measured().scores();
        this.judges = new SampleJudges(run, evalCase.id(), number);
    }

    /** A sample that can change nothing any more is not taken: it would cost calls for nothing. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (run.isResumed(evalCase.id(), number)) {
            recorded = true;
            return ConditionEvaluationResult.disabled("not paid again: its result is that of the run resumed");
        }
        if (run.needs(evalCase.id(), number)) {
            return ConditionEvaluationResult.enabled("the verdict is open");
        }
        recorded = true;
        return ConditionEvaluationResult.disabled("not needed: the verdict stands without this sample");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start = System.nanoTime();
        checks = Checks.start();
        laneBefore = CurrentLane.id();
        try {
            CurrentLane.set(openLane().id());
        } catch (CassetteException e) {
            throwUnchecked(ended(e));
        }
    }

    private Lane openLane() {
        if (lane == null) {
            lane = RecorderServer.shared().openLane(run.setup(evalCase.id(), number));
        }
        return lane;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Llm.class
                || type == Scores.class
                || type == LlmJudge.class
                || (evalCase.variant().isPresent() && VariantPlan.isVariant(context.getRequiredTestMethod(), type))
                || (parameter.getIndex() == run.goldenParameter()
                        && parameter.getDeclaringExecutable().equals(context.getRequiredTestMethod()));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Scores.class) {
            return scores;
        }
        if (type == LlmJudge.class) {
            return judges.open(run.judge(parameter.getIndex()).orElseThrow());
        }
        if (evalCase.variant().isPresent() && VariantPlan.isVariant(context.getRequiredTestMethod(), type)) {
            return setup(evalCase.variant().get());
        }
        if (type != Llm.class) {
            return Goldens.convert(evalCase.golden(), type);
        }
        Llm given = new Llm(
                openLane(), evalCase.golden().id(), number, run.spending().prices());
        llm = given;
        return given;
    }

    private Object setup(Variant variant) {
        return run.plan()
                .variants()
                .flatMap(VariantPlan::type)
                .<Object>map(type -> VariantPlan.constant(type, variant))
                .orElse(variant);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw ended(thrown);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw ended(thrown);
    }

    /** What a sample has ended in already stays; a broken clean-up is red beside it. */
    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw recorded ? thrown : ended(thrown);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            return;
        }
        awaitCalls(openLane());
        boolean noCallIsRight = llm != null && llm.callsWereAsserted();
        Outcome outcome = judges.trouble().orElseGet(() -> Outcomes.ofPassedBody(openLane(), noCallIsRight));
        if (outcome == Outcome.PASSED && !judges.opinions().isEmpty() && checks.get() == 0) {
            throwUnchecked(ended(new EvalError(SampleText.ADVISORY_ALONE)));
        }
        if (outcome != Outcome.PASSED) {
            SampleResult result = record(outcome, text.ofPassedBody(outcome, openLane(), judges));
            throwUnchecked(text.exception(result, new EvalError("the body ended well")));
        }
        if (!scores.missing().isEmpty()) {
            throwUnchecked(ended(new EvalError(SampleText.unscored(scores))));
        }
    }

    /** The callback may throw anything, but its signature allows exceptions only. */
    private static void throwUnchecked(Throwable thrown) {
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        throw (Error) thrown;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Lane closing = lane; // null when its cassette could not be read
        try {
            if (!recorded) {
                Optional<Throwable> thrown = context.getExecutionException();
                if (thrown.isPresent()) {
                    ended(thrown.get());
                } else {
                    record(Outcome.PASSED, "");
                }
            }
        } finally {
            laneBefore.ifPresentOrElse(CurrentLane::set, CurrentLane::clear);
            if (closing != null) {
                closing.close();
            }
            judges.close();
        }
    }

    /** A condition of the user's switched the sample off. */
    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        if (recorded) {
            return;
        }
        record(Outcome.SKIPPED, "disabled: " + reason.orElse("no reason given"));
    }

    /** A constructor or another extension broke before our callbacks had their turn. */
    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        if (!recorded) {
            ended(cause);
        }
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        if (!recorded) {
            ended(cause);
        }
    }

    /** Streams mostly: the application has its last event, and the recorder is about to write the take. */
    private static void awaitCalls(Lane lane) {
        try {
            lane.awaitCalls(LONGEST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Throwable ended(Throwable thrown) {
        Lane current = lane;
        if (current != null && !(thrown instanceof TimeoutException)) {
            awaitCalls(current);
        }
        Outcome outcome = current == null
                ? (thrown instanceof CassetteException ? Outcome.INFRA_ERROR : Outcome.DEFECT)
                : judges.trouble().orElseGet(() -> Outcomes.of(current, thrown));
        List<String> troubles = current == null ? List.of() : text.troubles(outcome, current, judges);
        return text.exception(
                record(outcome, text.of(outcome, thrown, troubles, current == null ? List.of() : current.calls())),
                thrown);
    }

    private SampleResult record(Outcome outcome, String message) {
        List<LaneCall> calls = lane == null ? List.of() : lane.calls();
        List<RecordedRequest> missed = lane == null
                ? List.of()
                : Stream.concat(lane.missed().stream(), judges.missed().stream())
                        .toList();
        List<InjectedFault> faults = lane == null ? List.of() : lane.injectedFaults();
        SampleResult result = new SampleResult(
                        evalCase.id(),
                        number,
                        outcome,
                        Printable.text(lane == null || message.isEmpty() ? message : lane.redacted(message)),
                        run.traces(calls),
                        MissedCall.of(missed, run.spending().prices()),
                        faults,
                        (System.nanoTime() - start) / 1_000_000)
                .measuring(Measured.of(scores.all(), calls, !faults.isEmpty(), judges.opinions()));
        if (!recorded) {
            recorded = true;
            run.sampleEnded(result, calls);
        }
        return result;
    }
}
