package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.time.TemporalExpression;
import io.github.junitllm.time.TemporalExpressions;
import io.github.junitllm.time.TemporalValue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds temporal expressions and compares with those expected. Found: the same type and the same text but for case and a leading
 * article or preposition. Resolved: found, and the same readings. Dates, ranges of days, moments and lengths of all rows count.
 */
final class TemporalKind implements Measure.Kind {

    private static final List<String> TYPES = List.of("date", "daterange", "datetime", "duration");
    private static final Set<String> LEADING = Set.of("the", "on", "at", "in", "of", "from", "during", "for");

    /** What is expected, claimed, found and resolved of one type. */
    private static final class Score {
        private int expected;
        private int claimed;
        private int found;
        private int resolved;

        private double f1(int right) {
            return expected + claimed == 0 ? 0 : 2.0 * right / (expected + claimed);
        }

        private void add(Score other) {
            expected += other.expected;
            claimed += other.claimed;
            found += other.found;
            resolved += other.resolved;
        }
    }

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Map<String, Map<String, Score>> sources = new LinkedHashMap<>();
        for (JsonNode row : Rows.of(path, "cases.jsonl")) {
            Map<String, Score> all = scores(sources, row.path("source").asText("unknown"));
            Map<String, Score> half = scores(sources, row.path("source").asText("unknown") + "/" + half(row));
            row(row, all, half, err);
        }
        if (sources.isEmpty()) {
            throw new Unreadable(path + " has no rows");
        }
        sources.forEach((source, scores) -> print(source, scores, out));
    }

    private static Map<String, Score> scores(Map<String, Map<String, Score>> sources, String source) {
        return sources.computeIfAbsent(source, none -> {
            Map<String, Score> scores = new LinkedHashMap<>();
            TYPES.forEach(type -> scores.put(type, new Score()));
            return scores;
        });
    }

    private static Score score(Map<String, Score> scores, String type) {
        return Objects.requireNonNull(scores.get(type));
    }

    /** The rules were written with one half in view; the texts tell the halves apart, so that no text is in both. */
    private static String half(JsonNode row) {
        String text = String.join(
                " ", row.path("text").asText().toLowerCase(Locale.ROOT).strip().split("\\s+"));
        byte[] digest = sha256(text.getBytes(StandardCharsets.UTF_8));
        return (digest[0] & 1) == 0 ? "tuning" : "test";
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void print(String source, Map<String, Score> scores, Figures out) {
        Score total = new Score();
        scores.values().forEach(total::add);
        out.quantity(source, "f1_found", total.f1(total.found), total.expected);
        out.quantity(source, "f1_resolved", total.f1(total.resolved), total.expected);
        out.count(source, "precision_found", total.found, total.claimed);
        out.count(source, "recall_found", total.found, total.expected);
        out.count(source, "precision_resolved", total.resolved, total.claimed);
        out.count(source, "recall_resolved", total.resolved, total.expected);
        scores.forEach((type, score) -> {
            out.quantity(source, "f1_found_" + type, score.f1(score.found), score.expected);
            out.quantity(source, "f1_resolved_" + type, score.f1(score.resolved), score.expected);
            out.count(source, "precision_resolved_" + type, score.resolved, score.claimed);
        });
    }

    private static void row(JsonNode row, Map<String, Score> all, Map<String, Score> half, PrintStream err) {
        List<TemporalExpression> left = new ArrayList<>();
        for (TemporalExpression one : TemporalExpressions.in(row.path("text").asText(), now(row))) {
            if (TYPES.contains(type(one))) {
                left.add(one);
                score(all, type(one)).claimed++;
                score(half, type(one)).claimed++;
            }
        }
        for (JsonNode wanted : row.path("expected")) {
            String type = wanted.path("type").asText();
            if (TYPES.contains(type)) {
                Optional<TemporalExpression> match = match(wanted, left);
                match.ifPresent(left::remove);
                boolean resolved = match.isPresent() && values(wanted).equals(readings(match.get()));
                for (Score score : List.of(score(all, type), score(half, type))) {
                    score.expected++;
                    score.found += match.isPresent() ? 1 : 0;
                    score.resolved += resolved ? 1 : 0;
                }
                if (!resolved) {
                    err.println("%s %s %s: \"%s\" %s, got %s"
                            .formatted(
                                    half(row),
                                    row.path("id").asText(),
                                    type,
                                    wanted.path("text").asText(),
                                    values(wanted),
                                    match.map(one -> readings(one).toString()).orElse("nothing")));
                }
            }
        }
        left.forEach(one -> err.println("%s %s: \"%s\" %s is not expected"
                .formatted(half(row), row.path("id").asText(), one.text(), type(one))));
    }

    private static Optional<TemporalExpression> match(JsonNode wanted, List<TemporalExpression> left) {
        return left.stream()
                .filter(one -> type(one).equals(wanted.path("type").asText()))
                .filter(one -> bare(one.text()).equals(bare(wanted.path("text").asText())))
                .findFirst();
    }

    private static String type(TemporalExpression one) {
        return one.kind().name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static ZonedDateTime now(JsonNode row) {
        // A row without a reference time can only ask for what is absolute.
        String now = row.path("reference_datetime").asText("");
        return (now.isEmpty() ? LocalDate.EPOCH.atStartOfDay() : LocalDateTime.parse(now)).atZone(ZoneOffset.UTC);
    }

    private static Set<String> readings(TemporalExpression one) {
        return one.readings().stream().map(TemporalValue::toString).collect(Collectors.toSet());
    }

    private static Set<String> values(JsonNode wanted) {
        String type = wanted.path("type").asText();
        Set<String> values = new HashSet<>();
        for (JsonNode value : wanted.path("values")) {
            String single = value.path("value").asText("");
            if (value.has("start") || value.has("end")) {
                values.add(
                        value.path("start").asText("") + "/" + value.path("end").asText(""));
            } else if (!single.equals("not resolved")) {
                values.add(single(type, single));
            }
        }
        return values;
    }

    private static String single(String type, String value) {
        return switch (type) {
            case "duration" -> Duration.parse("PT" + value + "S").toString();
            case "datetime" -> LocalDateTime.parse(value.replace(' ', 'T')).toString();
            default -> value;
        };
    }

    private static String bare(String text) {
        List<String> words =
                new ArrayList<>(List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+")));
        while (words.size() > 1 && LEADING.contains(words.get(0))) {
            words.remove(0);
        }
        return String.join(" ", words);
    }
}
