package io.github.junitllm.tools;

import io.github.junitllm.exchange.Message;
import io.github.junitllm.grounding.Stated;
import io.github.junitllm.json.JsonReading;
import io.github.junitllm.json.StrictJson;
import io.github.junitllm.json.Visible;
import io.github.junitllm.match.ClosestName;
import io.github.junitllm.text.AnswerCheck;
import io.github.junitllm.text.CheckResult;
import io.github.junitllm.text.Phrases;
import io.github.junitllm.text.TextChecks;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks for the values of one call's arguments in the texts that the model had before it. */
final class ArgumentTrace {

    private static final int CONTEXT = 30;
    private static final int LONGEST = 10_000;
    private static final Set<String> SYSTEM = Set.of("system", "developer");

    private final ToolTrace.Step step;
    private final List<Source> sources = new ArrayList<>();

    private record Source(ArgumentOrigin origin, String text) {}

    private record Found(ArgumentOrigin origin, String quote) {

        @Override
        public String toString() {
            return "%s \"%s\"".formatted(origin, quote);
        }
    }

    ArgumentTrace(ToolTrace.Step step, List<String> documents) {
        this.step = step;
        List<String> plain = documents.stream().map(ArgumentTrace::plain).toList();
        List<Message> messages = step.answer().messages();
        for (Message message : messages) {
            origin(message).ifPresent(origin -> sources.add(new Source(origin, without(plain, plain(message.text())))));
        }
        for (int i = 0; i < plain.size(); i++) {
            String document = plain.get(i);
            if (messages.stream().noneMatch(message -> plain(message.text()).contains(document))) {
                throw new IllegalArgumentException(
                        "document %d (\"%s\") stands in no message before %s; give it as the application sends it"
                                .formatted(
                                        i + 1,
                                        Visible.excerpt(document, 60),
                                        ToolTrace.described(List.of(step.call()))));
            }
            sources.add(new Source(ArgumentOrigin.DOCUMENT, document));
        }
        sources.add(new Source(ArgumentOrigin.TOOL_DEFINITION, step.answer().toolDefinitions()));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String without(List<String> documents, String text) {
        String rest = text;
        for (String document : documents) {
            rest = document.isEmpty() ? rest : rest.replace(document, "\n");
        }
        return rest;
    }

    private static Optional<ArgumentOrigin> origin(Message message) {
        if (!message.toolCallId().isEmpty() || message.role().equals("tool")) {
            return Optional.of(ArgumentOrigin.TOOL_RESULT);
        }
        if (SYSTEM.contains(message.role())) {
            return Optional.of(ArgumentOrigin.SYSTEM);
        }
        return message.role().equals("user") ? Optional.of(ArgumentOrigin.USER) : Optional.empty();
    }

    /** What is wrong with where the argument comes from, or nothing. */
    Optional<String> wrong(String argument, Set<ArgumentOrigin> allowed) {
        if (!(StrictJson.read(step.call().arguments()) instanceof JsonReading.Valid valid)
                || !(valid.value() instanceof Map<?, ?> arguments)) {
            return Optional.of("its arguments are no JSON object");
        }
        if (!arguments.containsKey(argument)) {
            List<String> names =
                    arguments.keySet().stream().map(String::valueOf).toList();
            return Optional.of("the argument is absent" + ClosestName.hint(argument, names));
        }
        List<Object> values = new ArrayList<>();
        collect(arguments.get(argument), values);
        if (values.isEmpty()) {
            return Optional.of("there is no text and no number in it, nothing else can be traced");
        }
        return values.stream()
                .distinct()
                .flatMap(value -> wrong(value, allowed).stream())
                .findFirst();
    }

    private static void collect(@Nullable Object value, List<Object> values) {
        if (value instanceof Map<?, ?> object) {
            object.values().forEach(member -> collect(member, values));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, values));
        } else if (value instanceof Number || (value instanceof String text && !text.isBlank())) {
            values.add(value);
        }
    }

    private Optional<String> wrong(Object value, Set<ArgumentOrigin> allowed) {
        List<Found> found = sources.stream()
                .flatMap(source -> place(value, source.text()).map(quote -> new Found(source.origin(), quote)).stream())
                .toList();
        if (found.stream().anyMatch(one -> allowed.contains(one.origin()))) {
            return Optional.empty();
        }
        String shown = value instanceof String text ? "\"" + Visible.excerpt(text, 80) + "\"" : String.valueOf(value);
        return Optional.of(
                found.isEmpty()
                        ? shown + " stands nowhere in what the model was given: invented"
                        : shown + " stands only in "
                                + found.stream().limit(3).map(Found::toString).collect(Collectors.joining(", ")));
    }

    private static Optional<String> place(Object value, String text) {
        if (value instanceof Number number) {
            BigDecimal plain = new BigDecimal(number.toString());
            BigDecimal wanted = plain.signum() == 0 ? BigDecimal.ZERO : plain.stripTrailingZeros();
            return has(text, wanted) ? Optional.of(narrowed(text, wanted)) : Optional.empty();
        }
        String wanted = String.valueOf(value);
        return literal(wanted, text)
                .or(() -> day(wanted).filter(new Stated(text)::has).map(day -> excerpt(text, 0, 0)));
    }

    private static boolean has(String text, BigDecimal number) {
        return new Stated(text).has(number);
    }

    /** Halves the text as long as one half has the number, so that the quote shows it. */
    private static String narrowed(String text, BigDecimal number) {
        int from = 0;
        int to = text.length();
        while (to - from > 2 * CONTEXT) {
            int middle = (from + to) / 2;
            int quarter = (to - from) / 4;
            if (has(text.substring(from, middle), number)) {
                to = middle;
            } else if (has(text.substring(middle, to), number)) {
                from = middle;
            } else if (has(text.substring(from + quarter, to - quarter), number)) {
                from += quarter;
                to -= quarter;
            } else {
                break;
            }
        }
        return Visible.excerpt(text.substring(from, to), 4 * CONTEXT);
    }

    private static Optional<String> literal(String value, String text) {
        if (value.length() > LONGEST || text.isBlank()) {
            return Optional.empty();
        }
        AnswerCheck absent = TextChecks.mentionsNone(new Phrases(List.of(value), true));
        return absent.check(text) instanceof CheckResult.Failed failed
                ? failed.evidence().stream().findFirst().map(span -> excerpt(text, span.from(), span.to()))
                : Optional.empty();
    }

    private static Optional<LocalDate> day(String value) {
        try {
            return Optional.of(LocalDate.parse(value));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    private static String excerpt(String text, int from, int to) {
        int start = Math.max(0, from - CONTEXT);
        int end = Math.min(text.length(), to + CONTEXT);
        return (start > 0 ? "..." : "")
                + Visible.excerpt(text.substring(start, end), 4 * CONTEXT)
                + (end < text.length() ? "..." : "");
    }
}
