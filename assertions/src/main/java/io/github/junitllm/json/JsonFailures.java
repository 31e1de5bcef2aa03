package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.stream.Collectors;

/** The texts of failed assertions. */
final class JsonFailures {

    private static final int WIDTH = 120;
    private static final int MOST_VIOLATIONS = 50;

    private JsonFailures() {}

    static String notStrict(String text, JsonDiagnosis diagnosis) {
        return "required strict JSON, observed: %s\n%s"
                .formatted(diagnosis.message(), pointed(new JsonText(text), diagnosis.offset()));
    }

    /** The line with a caret under the place; at most 120 characters of it, the place among them. */
    private static String pointed(JsonText text, int offset) {
        int lineStart = text.lineStart(offset);
        int lineEnd = text.lineEnd(offset);
        int from = Math.max(lineStart, offset - WIDTH / 2);
        StringBuilder shown = new StringBuilder();
        int caret = 0;
        int at = from;
        while (at < lineEnd && shown.length() < WIDTH) {
            if (at == offset) {
                caret = shown.length();
            }
            shown.append(Visible.character(text.text(), at));
            at++;
        }
        if (at <= offset) {
            caret = shown.length();
        }
        String before = from > lineStart ? "..." : "";
        String after = at < lineEnd ? "..." : "";
        return "  %s%s%s\n  %s^".formatted(before, shown, after, " ".repeat(before.length() + caret));
    }

    static String differences(List<String> differences) {
        String lines = differences.stream()
                .limit(MOST_VIOLATIONS)
                .map(difference -> "\n  " + difference)
                .collect(Collectors.joining());
        String more = differences.size() > MOST_VIOLATIONS
                ? "\n  and %d more".formatted(differences.size() - MOST_VIOLATIONS)
                : "";
        return "required JSON equal to the expected, observed %d difference%s:%s%s"
                .formatted(differences.size(), differences.size() == 1 ? "" : "s", lines, more);
    }

    static String violations(String what, List<SchemaViolation> violations) {
        String lines = violations.stream()
                .limit(MOST_VIOLATIONS)
                .map(violation -> "\n  " + violation)
                .collect(Collectors.joining());
        String more = violations.size() > MOST_VIOLATIONS
                ? "\n  and %d more".formatted(violations.size() - MOST_VIOLATIONS)
                : "";
        return "required JSON that matches %s, observed %d violation%s:%s%s"
                .formatted(what, violations.size(), violations.size() == 1 ? "" : "s", lines, more);
    }

    static String unmapped(Class<?> type, JsonMappingException e) {
        return "required JSON that maps to %s, observed %s at %s"
                .formatted(type.getSimpleName(), reason(e), place(pointer(e)));
    }

    private static String reason(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            return "unknown member \"%s\"%s, known are %s"
                    .formatted(
                            Visible.excerpt(unknown.getPropertyName(), 60),
                            Visible.nearest(unknown.getPropertyName(), known),
                            String.join(", ", known));
        }
        // Jackson goes on to advise a setting that is not the user's to change.
        String message =
                String.valueOf(e.getOriginalMessage()).replace("Cannot map `null`", "Cannot map null or nothing");
        int advice = message.indexOf(" (set Deserialization");
        return "what does not fit (%s)"
                .formatted(Visible.excerpt(advice < 0 ? message : message.substring(0, advice), 300));
    }

    private static String pointer(JsonMappingException e) {
        List<JsonMappingException.Reference> path = e.getPath();
        int length = e instanceof UnrecognizedPropertyException ? path.size() - 1 : path.size();
        return path.subList(0, Math.max(0, length)).stream()
                .map(step ->
                        "/" + (step.getFieldName() == null ? step.getIndex() : JsonPath.escape(step.getFieldName())))
                .collect(Collectors.joining());
    }

    static String place(String pointer) {
        return pointer.isEmpty() ? "the root" : Visible.excerpt(pointer, 200);
    }
}
