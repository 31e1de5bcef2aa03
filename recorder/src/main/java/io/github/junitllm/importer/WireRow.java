package io.github.junitllm.importer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Origin;
import io.github.junitllm.exchange.Provenance;
import java.io.Serial;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One row of a file of recorded exchanges, checked member by member. */
record WireRow(
        String id,
        String source,
        String licence,
        String cassette,
        Optional<String> caseId,
        int sample,
        boolean synthesised,
        String format,
        String method,
        String url,
        String requestType,
        Body requestBody,
        int status,
        String responseType,
        SortedMap<String, String> responseHeaders,
        Body responseBody,
        boolean simulated) {

    static WireRow of(JsonNode row) {
        JsonNode request = object(row, "request");
        JsonNode response = object(row, "response");
        JsonNode text = response.path("body_text");
        if (!absent(text) && !text.isTextual()) {
            throw new BadRow("response.body_text", "a text or null", text);
        }
        return new WireRow(
                text(row, "", "id"),
                text(row, "", "source"),
                text(row, "", "licence"),
                optional(row, "", "cassette"),
                caseId(row),
                sample(row),
                flag(row, "synthesised"),
                optional(row, "", "response_format").toLowerCase(Locale.ROOT),
                text(request, "request.", "method").toUpperCase(Locale.ROOT),
                text(request, "request.", "url"),
                optional(request, "request.", "content_type"),
                body(request.path("body")),
                status(response.path("status")),
                optional(response, "response.", "content_type"),
                new TreeMap<>(),
                text.isTextual() ? Body.of(text.asText()) : body(response.path("body")),
                false);
    }

    private static JsonNode object(JsonNode row, String member) {
        JsonNode value = row.path(member);
        if (!value.isObject()) {
            throw new BadRow(member, "an object", value);
        }
        return value;
    }

    private static String text(JsonNode parent, String prefix, String member) {
        JsonNode value = parent.path(member);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new BadRow(prefix + member, "a text that is not blank", value);
        }
        return value.asText();
    }

    private static String optional(JsonNode parent, String prefix, String member) {
        JsonNode value = parent.path(member);
        if (!absent(value) && !value.isTextual()) {
            throw new BadRow(prefix + member, "a text or null", value);
        }
        return value.asText("");
    }

    private static Optional<String> caseId(JsonNode row) {
        JsonNode value = row.path("case");
        if (absent(value)) {
            return Optional.empty();
        }
        if (!value.isTextual() || !CassetteNames.isSafe(value.asText())) {
            throw new BadRow("case", CassetteNames.SAFE, value);
        }
        return Optional.of(value.asText());
    }

    private static int sample(JsonNode row) {
        JsonNode value = row.path("sample");
        if (absent(value)) {
            return 1;
        }
        if (!value.isInt() || value.intValue() < 1) {
            throw new BadRow("sample", "a whole number from 1", value);
        }
        return value.intValue();
    }

    private static boolean flag(JsonNode row, String member) {
        JsonNode value = row.path(member);
        if (!absent(value) && !value.isBoolean()) {
            throw new BadRow(member, "true or false", value);
        }
        return value.asBoolean(false);
    }

    private static int status(JsonNode value) {
        if (!value.isInt() || value.intValue() < 200 || value.intValue() > 599) {
            throw new BadRow("response.status", "an HTTP status from 200 to 599", value);
        }
        return value.intValue();
    }

    private static Body body(JsonNode value) {
        return absent(value) ? Body.EMPTY : Body.of(Json.write(value));
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    Provenance provenance() {
        String who = cassette.isEmpty() ? source : source + ": " + cassette;
        return simulated
                ? new Provenance(Origin.SIMULATED, Optional.empty(), who, licence, synthesised)
                : Provenance.imported(who, licence, synthesised);
    }

    /** What is wrong with a row; the importer adds file and line. */
    static final class BadRow extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1;

        private static final int LONGEST = 60;

        private final String what;

        BadRow(String member, String expected, JsonNode found) {
            this("the member \"%s\" must be %s, found %s".formatted(member, expected, excerpt(found)));
        }

        static BadRow of(String member, String expected, String found) {
            return new BadRow(member, expected, Json.MAPPER.getNodeFactory().textNode(found));
        }

        BadRow(String what) {
            super(what);
            this.what = what;
        }

        String what() {
            return what;
        }

        private static String excerpt(JsonNode found) {
            if (found.isMissingNode()) {
                return "none";
            }
            String json = Json.write(found);
            return json.length() <= LONGEST ? json : json.substring(0, LONGEST) + "…";
        }
    }
}
