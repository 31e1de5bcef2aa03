package io.github.junitllm.text;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.json.JsonText;
import io.github.junitllm.json.Visible;
import io.github.junitllm.text.CheckResult.Failed;
import io.github.junitllm.text.CheckResult.Held;
import io.github.junitllm.text.CheckResult.Unsure;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Puts an answer to a check and words what came of it.
 *
 * @param verdict whether what was required holds
 * @param message of the failure or of the doubt; empty when it holds
 */
@API(status = INTERNAL, since = "0.1")
public record CheckReport(Verdict verdict, String message) {

    /** Whether what was required holds. */
    @API(status = INTERNAL, since = "0.1")
    public enum Verdict {
        /** It does. */
        HOLDS,
        /** It does not. */
        FAILS,
        /** That cannot be told. */
        UNSURE
    }

    private static final CheckReport HOLDS = new CheckReport(Verdict.HOLDS, "");
    private static final int MOST_SPANS = 10;
    private static final int CONTEXT = 30;
    private static final int WIDTH = 160;

    /** Demands that the check holds. */
    public static CheckReport satisfied(AnswerCheck check, String answer) {
        if (answer.isBlank()) {
            return blank(check.required(), answer);
        }
        CheckResult result = result(check, answer);
        if (result instanceof Failed failed) {
            return fails(check.required(), failed.observed(), failed.evidence(), answer);
        }
        return result instanceof Unsure unsure ? doubts(check.required(), unsure, answer) : HOLDS;
    }

    /** Demands that the check fails; its doubt is a doubt here too. */
    public static CheckReport notSatisfied(AnswerCheck check, String answer) {
        String required = check.requiredWhenNegated()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the check \"%s\" has no negation: an answer may fail it for several reasons; write a check for what you want instead, or let its requiredWhenNegated() say it"
                                .formatted(check.required())));
        if (answer.isBlank()) {
            return blank(required, answer);
        }
        CheckResult result = result(check, answer);
        if (result instanceof Held held) {
            return fails(required, check.required(), held.evidence(), answer);
        }
        return result instanceof Unsure unsure ? doubts(required, unsure, answer) : HOLDS;
    }

    private static CheckResult result(AnswerCheck check, String answer) {
        CheckResult result = check.check(answer);
        // A user's own check may come from code that knows no null marks.
        if (result == null) {
            throw new IllegalStateException(
                    "the check \"%s\" returned null; expected one of CheckResult.held(), failed(...), unsure(...)"
                            .formatted(check.required()));
        }
        evidence(result).stream()
                .filter(span -> span.to() > answer.length())
                .findFirst()
                .ifPresent(span -> {
                    throw new IllegalStateException("the check \"%s\" points at %d to %d, the answer has %d chars"
                            .formatted(check.required(), span.from(), span.to(), answer.length()));
                });
        return result;
    }

    private static List<TextSpan> evidence(CheckResult result) {
        if (result instanceof Held held) {
            return held.evidence();
        }
        return result instanceof Failed failed ? failed.evidence() : ((Unsure) result).evidence();
    }

    private static CheckReport blank(String required, String answer) {
        return new CheckReport(
                Verdict.FAILS,
                "required %s, observed %s answer".formatted(required, answer.isEmpty() ? "an empty" : "a blank"));
    }

    private static CheckReport fails(String required, String observed, List<TextSpan> evidence, String answer) {
        return new CheckReport(
                Verdict.FAILS, "required %s, observed %s%s".formatted(required, observed, shown(evidence, answer)));
    }

    private static CheckReport doubts(String required, Unsure unsure, String answer) {
        return new CheckReport(
                Verdict.UNSURE,
                "required %s, which cannot be told: %s%s"
                        .formatted(required, unsure.reason(), shown(unsure.evidence(), answer)));
    }

    private static String shown(List<TextSpan> evidence, String answer) {
        if (evidence.size() == 1 && evidence.get(0).what().isEmpty()) {
            return " " + placed(evidence.get(0), answer);
        }
        String lines = evidence.stream()
                .limit(MOST_SPANS)
                .map(span -> "\n  " + (span.what().isEmpty() ? "" : span.what() + " ") + placed(span, answer))
                .collect(Collectors.joining());
        String more = evidence.size() > MOST_SPANS ? "\n  and %d more".formatted(evidence.size() - MOST_SPANS) : "";
        return (evidence.isEmpty() ? "" : ":") + lines + more;
    }

    private static String placed(TextSpan span, String answer) {
        int from = Math.max(0, span.from() - CONTEXT);
        int to = Math.min(answer.length(), span.to() + CONTEXT);
        return "at %s: \"%s%s%s\""
                .formatted(
                        new JsonText(answer).place(span.from()),
                        from > 0 ? "..." : "",
                        Visible.excerpt(answer, from, to, WIDTH),
                        to < answer.length() && to - from <= WIDTH ? "..." : "");
    }

    /** The start of an answer, for messages about what is nowhere in it. */
    static String startOf(String answer) {
        return "\"%s\"".formatted(excerpt(answer));
    }

    static String excerpt(String text) {
        return Visible.excerpt(text, WIDTH);
    }
}
