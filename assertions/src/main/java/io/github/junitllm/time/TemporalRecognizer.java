package io.github.junitllm.time;

import com.microsoft.recognizers.text.Culture;
import com.microsoft.recognizers.text.ModelResult;
import com.microsoft.recognizers.text.datetime.DateTimeOptions;
import com.microsoft.recognizers.text.datetime.DateTimeRecognizer;
import io.github.junitllm.time.TemporalExpression.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The library's results in types of our own. */
record TemporalRecognizer(LocalDateTime now) implements TemporalWindows.Finder {

    private static final String PREFIX = "datetimeV2.";
    private static final Map<String, Kind> KINDS = Map.of(
            "date", Kind.DATE,
            "daterange", Kind.DATE_RANGE,
            "datetime", Kind.DATE_TIME,
            "datetimerange", Kind.DATE_TIME_RANGE,
            "time", Kind.TIME,
            "timerange", Kind.TIME_RANGE,
            "duration", Kind.DURATION,
            "set", Kind.REPEATED);

    @Override
    public List<TemporalExpression> in(String piece) {
        List<TemporalExpression> found = new ArrayList<>();
        for (ModelResult result : DateTimeRecognizer.recognizeDateTime(
                sameLength(piece), Culture.English, DateTimeOptions.None, true, now)) {
            kind(result).ifPresent(kind -> found.add(expression(piece, result, kind)));
        }
        found.sort(Comparator.comparingInt(TemporalExpression::start));
        return found;
    }

    /** The library counts in lower case, where this letter would be two. */
    private static String sameLength(String piece) {
        return piece.replace('\u0130', 'I');
    }

    private static Optional<Kind> kind(ModelResult result) {
        return Optional.ofNullable(KINDS.get(result.typeName.substring(PREFIX.length())));
    }

    private static TemporalExpression expression(String piece, ModelResult result, Kind kind) {
        int end = result.end + 1;
        return new TemporalExpression(
                piece.substring(result.start, end), result.start, end, kind, readings(result, kind));
    }

    private static List<TemporalValue> readings(ModelResult result, Kind kind) {
        List<TemporalValue> readings = new ArrayList<>();
        if (result.resolution != null && result.resolution.get("values") instanceof List<?> values) {
            values.forEach(value ->
                    reading(value, kind).filter(one -> !readings.contains(one)).ifPresent(readings::add));
        }
        return readings;
    }

    private static Optional<TemporalValue> reading(Object value, Kind kind) {
        Map<String, String> texts = new TreeMap<>();
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
        }
        try {
            return reading(texts, kind);
        } catch (DateTimeException e) {
            // "not resolved", and what is in no calendar
            return Optional.empty();
        }
    }

    private static Optional<TemporalValue> reading(Map<String, String> texts, Kind kind) {
        String value = texts.getOrDefault("value", "");
        return switch (kind) {
            case DATE -> Optional.of(new TemporalValue.Day(LocalDate.parse(value)));
            case DATE_TIME -> Optional.of(new TemporalValue.Moment(moment(value)));
            case DURATION -> Optional.of(new TemporalValue.Length(Duration.parse("PT" + value + "S")));
            case DATE_RANGE ->
                Optional.of(new TemporalValue.Days(
                                Optional.ofNullable(texts.get("start")).map(LocalDate::parse),
                                Optional.ofNullable(texts.get("end")).map(LocalDate::parse)))
                        .filter(days -> days.from().isPresent() || days.until().isPresent())
                        .map(TemporalValue.class::cast);
            case DATE_TIME_RANGE ->
                Optional.of(new TemporalValue.Moments(
                                Optional.ofNullable(texts.get("start")).map(TemporalRecognizer::moment),
                                Optional.ofNullable(texts.get("end")).map(TemporalRecognizer::moment)))
                        .filter(moments ->
                                moments.from().isPresent() || moments.until().isPresent())
                        .map(TemporalValue.class::cast);
            case TIME, TIME_RANGE, REPEATED -> Optional.empty();
        };
    }

    private static LocalDateTime moment(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }
}
