package io.github.junitllm.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.json.JsonReading;
import io.github.junitllm.json.JsonSchemaCheck;
import io.github.junitllm.json.SchemaViolation;
import io.github.junitllm.json.StrictJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Reads a reply. The verdict is the member of that name and nothing else, whatever the reply quotes. */
final class VoteReader {

    /** A reply that is none, with why. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    private final JsonSchemaCheck schema;
    private final String plainAnswer;

    /** Prepares for the votes on one answer. */
    VoteReader(String schema, String answer) {
        this.schema = JsonSchemaCheck.of(schema);
        this.plainAnswer = plain(answer);
    }

    Vote read(String reply) throws Unreadable {
        JsonReading reading = StrictJson.read(reply);
        if (reading instanceof JsonReading.Invalid invalid) {
            throw new Unreadable("no strict JSON: " + invalid.diagnosis().message());
        }
        List<SchemaViolation> violations = schema.check(reply);
        if (!violations.isEmpty()) {
            throw new Unreadable("not of the schema: " + violations.get(0));
        }
        JsonNode members = Json.tryRead(reply).orElseThrow();
        List<String> evidence = StreamSupport.stream(members.path("evidence").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new Vote(
                verdict(members.path("verdict")),
                members.path("reason").asText(),
                evidence,
                evidence.stream()
                        .filter(quote -> !plainAnswer.contains(plain(quote)))
                        .toList());
    }

    private static Object verdict(JsonNode value) {
        if (value.isObject()) {
            Map<String, Boolean> criteria = new LinkedHashMap<>();
            value.properties()
                    .forEach(one -> criteria.put(one.getKey(), one.getValue().asBoolean()));
            return Collections.unmodifiableMap(criteria);
        }
        return value.isNumber() ? (Object) value.intValue() : value.isBoolean() ? value.booleanValue() : value.asText();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Z}]+", " ").strip();
    }
}
