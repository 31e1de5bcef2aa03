package io.github.junitllm.sampling;

import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.judge.JudgeException;
import io.github.junitllm.report.Printable;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.LaneCall;
import io.github.junitllm.server.Trouble;
import io.github.junitllm.usage.AnswerEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The words of one sample that did not pass, and the exception that carries them. */
final class SampleText {

    private static final int MOST_TROUBLES = 3;

    /** Of the cause: an answer of megabytes must not push out of the message what to do about it. */
    private static final int LONGEST_CAUSE = 4_000;

    static final String ADVISORY_ALONE =
            "the only checks seen are those of an advisory judge, which count nothing; assert something with assertThatAnswer(...) or assertThat(llm), or let the judge count: @Judge(value = ..., uncalibrated = COUNTED)";

    private static final Set<Outcome> EXPLAINED_BY_THE_WIRE =
            Set.of(Outcome.RECORDING_MISSING, Outcome.BUDGET_EXCEEDED, Outcome.INFRA_ERROR, Outcome.DEFECT);

    private final EvalRun run;
    private final EvalCase evalCase;
    private final int number;

    SampleText(EvalRun run, EvalCase evalCase, int number) {
        this.run = run;
        this.evalCase = evalCase;
        this.number = number;
    }

    /** What the wire says went wrong, as far as it explains the outcome. */
    List<String> troubles(Outcome outcome, Lane lane, SampleJudges judges) {
        List<String> lines = new ArrayList<>();
        if (judges.trouble().isPresent()) {
            lines.addAll(judges.troubles());
        }
        if (EXPLAINED_BY_THE_WIRE.contains(outcome)) {
            lane.troubles().stream().map(Trouble::message).forEach(lines::add);
        }
        if (outcome == Outcome.INFRA_ERROR && lines.isEmpty()) {
            List<LaneCall> calls = lane.calls();
            if (!calls.isEmpty()) {
                LaneCall last = calls.get(calls.size() - 1);
                lines.add("the last call was answered with status %d%s"
                        .formatted(
                                last.exchange().response().status(),
                                last.llmCall()
                                        .map(LlmCall::error)
                                        .filter(error -> !error.isEmpty())
                                        .map(": "::concat)
                                        .orElse("")));
            }
        }
        if (outcome == Outcome.TRUNCATED || outcome == Outcome.EMPTY) {
            lane.llmCalls().stream()
                    .flatMap(call -> AnswerEnd.trouble(call).stream())
                    .forEach(trouble -> lines.add(trouble + " (the sample is not scored)"));
        }
        lines.addAll(FaultText.lines(lane));
        return lines;
    }

    String ofPassedBody(Outcome outcome, Lane lane, SampleJudges judges) {
        if (judges.broken().isPresent()) {
            return of(outcome, judges.broken().get(), judges.troubles(), lane.calls());
        }
        boolean unmet = outcome == Outcome.DEFECT && !FaultText.unmet(lane).isEmpty();
        String what = unmet && lane.requests() > 0 && lane.troubles().isEmpty()
                ? FaultText.checkedNothing(lane)
                : lane.requests() == 0
                        ? "this sample made no LLM call through llm.baseUrl(...), so that its answer has no evidence; does the application use a URL of its own? If no call is right, say so: assertThat(llm).madeNoCall()"
                        : lane.calls().isEmpty() && lane.troubles().isEmpty()
                                ? "the test body ended well, but none of its calls was answered, so that it proves nothing"
                                : "the test body ended well, but a call did not, so that it proves nothing";
        return of(outcome, new EvalError(what), troubles(outcome, lane, judges), lane.calls());
    }

    static String unscored(Scores scores) {
        return "the test body ended well without the score %s, of which @MeanClaim claims the mean; it reported %s; call scores.add(...) with that name in every sample"
                .formatted(
                        scores.missing().stream().map("\"%s\""::formatted).collect(Collectors.joining(", ")),
                        scores.all().isEmpty()
                                ? "none"
                                : scores.all().keySet().stream()
                                        .sorted()
                                        .map(name -> "\"%s\"".formatted(Printable.text(name)))
                                        .collect(Collectors.joining(", ")));
    }

    /** The whole message: outcome and cause, trouble on the wire, then where and how to see it again. */
    String of(Outcome outcome, Throwable thrown, List<String> troubles, List<LaneCall> calls) {
        boolean wireExplains =
                !troubles.isEmpty() && outcome != Outcome.DEFECT && EXPLAINED_BY_THE_WIRE.contains(outcome);
        boolean worded = thrown instanceof AssertionError
                || thrown instanceof EvalError
                || thrown instanceof TestAbortedException
                || thrown instanceof TimeoutException
                || thrown instanceof CassetteException
                || thrown instanceof JudgeException;
        String cause = Printable.text(
                worded ? String.valueOf(thrown.getMessage()).strip() : String.valueOf(thrown), LONGEST_CAUSE);
        List<String> lines = new ArrayList<>();
        boolean died = outcome == Outcome.FAILED && !(thrown instanceof AssertionError);
        lines.add((died
                        ? "the application did not survive an injected fault: "
                        : outcome == Outcome.FAILED ? "" : outcome + ": ")
                + (wireExplains ? Printable.text(troubles.get(0), LONGEST_CAUSE) : cause));
        troubles.stream()
                .skip(wireExplains ? 1 : 0)
                .distinct()
                .limit(MOST_TROUBLES)
                .map(trouble -> Printable.text(trouble, LONGEST_CAUSE / MOST_TROUBLES))
                .forEach(lines::add);
        if (outcome == Outcome.RECORDING_MISSING) {
            lines.add("record: " + run.command("-Djunit.llm.mode=record"));
        }
        lines.add("case %s (%s), sample %d of %d; evidence %s"
                .formatted(evalCase.id(), evalCase.golden().location(), number, run.samplesPerCase(), evidence(calls)));
        lines.add("again: " + run.again(evalCase.id(), number));
        lines.add("cassette: " + ProjectLayout.shown(run.cassettes().file(evalCase.id())));
        return String.join("\n  ", lines);
    }

    /** The last call's, since the answer under test is usually the last one. */
    private static String evidence(List<LaneCall> calls) {
        if (calls.isEmpty()) {
            return "none";
        }
        LaneCall last = calls.get(calls.size() - 1);
        Provenance provenance = last.exchange().provenance();
        String about = provenance.source().isEmpty()
                ? provenance.recordedAt().map(at -> "recorded " + at).orElse("")
                : provenance.source();
        return last.evidence() + (about.isEmpty() ? "" : " (" + about + ")");
    }

    private static boolean speaksOfTheAnswer(SampleResult result) {
        return result.outcome() == Outcome.FAILED || result.outcome() == Outcome.UNSURE;
    }

    /** Red where the sample decides or ended in an error, aborted where a verdict over many decides. */
    Throwable exception(SampleResult result, Throwable thrown) {
        boolean errorIsExpected = run.plan()
                .foreseen()
                .filter(foreseen -> foreseen.foresees(Verdict.ERROR))
                .isPresent();
        boolean red = speaksOfTheAnswer(result) ? run.failedSampleIsRed() : !errorIsExpected;
        if (!red || result.outcome() == Outcome.SKIPPED) {
            return new TestAbortedException(result.message());
        }
        if (!speaksOfTheAnswer(result)) {
            EvalError error = new EvalError(result.message());
            if (result.outcome() == Outcome.DEFECT && !(thrown instanceof EvalError)) {
                error.initCause(thrown);
            }
            return error;
        }
        // An IDE shows its difference viewer for an AssertionFailedError with both values.
        AssertionFailedError failure = thrown instanceof AssertionFailedError original && original.isExpectedDefined()
                ? new AssertionFailedError(result.message(), original.getExpected(), original.getActual())
                : new AssertionFailedError(result.message(), thrown instanceof AssertionError ? null : thrown);
        failure.setStackTrace(thrown.getStackTrace());
        return failure;
    }
}
