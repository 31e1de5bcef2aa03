package io.github.junitllm.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Origin;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import java.io.Serial;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of cassette format version 1. Each is a JSON object whose first member says what it is. */
final class CassetteLine {

    static final int FORMAT = 1;

    private CassetteLine() {}

    static ObjectNode header(String test, String caseId) {
        return Json.MAPPER
                .createObjectNode()
                .put("cassette", FORMAT)
                .put("test", test)
                .put("case", caseId);
    }

    static ObjectNode request(String id, Exchange exchange, BodyFiles files) {
        RecordedRequest request = exchange.request();
        ObjectNode line = Json.MAPPER
                .createObjectNode()
                .put("request", id)
                .put("sample", exchange.sample())
                .put("occurrence", exchange.occurrence())
                .put("method", request.method())
                .put("upstream", request.upstream())
                .put("path", request.path());
        if (!request.contentType().isEmpty()) {
            line.put("content_type", request.contentType());
        }
        if (!request.headers().isEmpty()) {
            ObjectNode headers = line.putObject("headers");
            request.headers().forEach(headers::put);
        }
        return files.writeRequest(line, request.body());
    }

    static ObjectNode response(String id, RecordedResponse response, Provenance provenance, BodyFiles files) {
        ObjectNode line = Json.MAPPER.createObjectNode().put("response", id).put("status", response.status());
        if (!response.contentType().isEmpty()) {
            line.put("content_type", response.contentType());
        }
        if (!response.headers().isEmpty()) {
            ObjectNode headers = line.putObject("headers");
            response.headers().forEach(headers::put);
        }
        line.put("origin", provenance.origin().name().toLowerCase(Locale.ROOT));
        provenance.recordedAt().ifPresent(at -> line.put("recorded_at", at.toString()));
        if (!provenance.source().isEmpty()) {
            line.put("source", provenance.source()).put("licence", provenance.licence());
        }
        if (provenance.wireSynthesised()) {
            line.put("wire", "synthesised");
        }
        if (response.isStreamed()) {
            return line.put("stream", true);
        }
        putMillis(line, response.totalMillis());
        return files.write(line, response.body());
    }

    static ObjectNode event(String id, StreamEvent event, BodyFiles files) {
        ObjectNode line = Json.MAPPER.createObjectNode().put("event", id);
        putMillis(line, event.atMillis());
        return files.write(line, event.raw());
    }

    static ObjectNode end(String id, double totalMillis) {
        ObjectNode line = Json.MAPPER.createObjectNode().put("end", id);
        putMillis(line, totalMillis);
        return line;
    }

    /** One take that gives way to a newer one, in the log of a recording run. */
    static ObjectNode discard(String key, int sample, int occurrence, Optional<String> outcome) {
        ObjectNode line = Json.MAPPER
                .createObjectNode()
                .put("discard", key)
                .put("sample", sample)
                .put("occurrence", occurrence);
        outcome.ifPresent(name -> line.put("outcome", name));
        return line;
    }

    /** How many takes of a request have given way, in a sorted file. */
    static ObjectNode discarded(String key, Discarded tally) {
        return Json.MAPPER
                .createObjectNode()
                .put("discarded", key)
                .put("takes", tally.takes())
                .put("passed", tally.passed())
                .put("unknown", tally.unknown());
    }

    static ObjectNode outcome(int sample, String outcome) {
        return Json.MAPPER.createObjectNode().put("outcome", outcome).put("sample", sample);
    }

    static RecordedRequest readRequest(JsonNode line, BodyFiles files) {
        return new RecordedRequest(
                text(line, "method"),
                text(line, "upstream"),
                text(line, "path"),
                line.path("content_type").asText(""),
                headers(line),
                files.read(line));
    }

    private static SortedMap<String, String> headers(JsonNode line) {
        SortedMap<String, String> headers = new TreeMap<>();
        line.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    static RecordedResponse readResponse(JsonNode line, BodyFiles files) {
        JsonNode status = line.path("status");
        if (!status.isInt() || status.intValue() < 100 || status.intValue() > 599) {
            throw new BadLine("the member \"status\" must be an HTTP status from 100 to 599");
        }
        return new RecordedResponse(
                status.intValue(),
                line.path("content_type").asText(""),
                headers(line),
                files.read(line),
                List.of(),
                millis(line));
    }

    static Provenance readProvenance(JsonNode line) {
        Origin origin;
        try {
            origin = Origin.valueOf(text(line, "origin").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new BadLine("the member \"origin\" must be \"recorded\", \"imported\" or \"simulated\"");
        }
        Optional<Instant> recordedAt = Optional.empty();
        if (line.has("recorded_at")) {
            try {
                recordedAt = Optional.of(Instant.parse(text(line, "recorded_at")));
            } catch (DateTimeParseException notATime) {
                throw new BadLine("the member \"recorded_at\" must be a time like 2026-01-31T12:00:00Z");
            }
        }
        return new Provenance(
                origin,
                recordedAt,
                line.path("source").asText(""),
                line.path("licence").asText(""),
                line.path("wire").asText("").equals("synthesised"));
    }

    static int positive(JsonNode line, String member) {
        JsonNode value = line.path(member);
        if (!value.isInt() || value.intValue() < 1) {
            throw new BadLine("the member \"%s\" must be a whole number from 1".formatted(member));
        }
        return value.intValue();
    }

    static int count(JsonNode line, String member) {
        JsonNode value = line.path(member);
        if (!value.isInt() || value.intValue() < 0) {
            throw new BadLine("the member \"%s\" must be a whole number from 0".formatted(member));
        }
        return value.intValue();
    }

    static String text(JsonNode line, String member) {
        JsonNode value = line.path(member);
        if (!value.isTextual()) {
            throw new BadLine("the member \"%s\" must be a text".formatted(member));
        }
        return value.asText();
    }

    static double millis(JsonNode line) {
        double millis = line.path("at_ms").asDouble(0);
        return Double.isFinite(millis) && millis > 0 ? millis : 0;
    }

    /** Unknown times are left out rather than written as 0. */
    private static void putMillis(ObjectNode line, double millis) {
        if (millis > 0) {
            line.put("at_ms", BigDecimal.valueOf(millis).setScale(1, RoundingMode.HALF_UP));
        }
    }

    /** What is wrong with a line; the reader adds file and line number. */
    static final class BadLine extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1;

        private final String what;

        BadLine(String what) {
            super(what);
            this.what = what;
        }

        String what() {
            return what;
        }
    }
}
