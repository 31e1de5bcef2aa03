package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on an answer that should be JSON. Every one of them demands strict JSON first; nothing is repaired. */
@API(status = EXPERIMENTAL, since = "0.1")
public class JsonAssert extends AbstractAssert<JsonAssert, String> {

    /** Modules on the class path count (dates, optional values), since the user's own code maps with them too. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .findAndAddModules()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** Start assertions on an answer; for soft assertions, which subclass this. */
    public JsonAssert(@Nullable String actual) {
        super(actual, JsonAssert.class);
    }

    /** Start assertions on an answer. */
    public static JsonAssert assertThatJson(@Nullable String actual) {
        return new JsonAssert(actual);
    }

    /** Demand strict JSON by RFC 8259, as {@link StrictJson} reads it. */
    public JsonAssert isStrict() {
        tree();
        return this;
    }

    /**
     * Go on with what the answer probably meant, where it is not strict JSON. What was mended stands in every failure that follows.
     * A mended answer is a guess: an application that reads strictly breaks on it.
     *
     * @see LenientJson
     */
    public JsonAssert readLeniently() {
        isNotNull();
        LenientJson.Reading reading;
        try {
            reading = LenientJson.read(actual);
        } catch (IllegalArgumentException e) {
            throw failure(
                    "%s",
                    "required JSON, at least nearly; it %s: %s"
                            .formatted(e.getMessage(), Visible.excerpt(actual, 120)));
        }
        String before = descriptionText();
        return reading.mends().isEmpty()
                ? this
                : new JsonAssert(reading.json())
                        .as(
                                "%s",
                                (before.isEmpty() ? "" : before + ", ")
                                        + "read leniently (%s)".formatted(String.join("; ", reading.mends())));
    }

    /**
     * Demand strict JSON that matches a schema, with {@code format} asserted.
     *
     * @param schema the schema as text; one that is no valid schema, or has a misspelt keyword ({@code requird}), is an
     *     {@link IllegalArgumentException}
     */
    public JsonAssert matchesSchema(String schema) {
        return matches(JsonSchemaCheck.ofTest(schema), "the schema");
    }

    /** Demand strict JSON that matches a schema compiled before. */
    public JsonAssert matchesSchema(JsonSchemaCheck schema) {
        return matches(schema, "the schema");
    }

    /** Demand strict JSON that matches the schema in a file, in UTF-8. */
    public JsonAssert matchesSchemaFile(Path schema) {
        try {
            return matches(JsonSchemaCheck.ofTest(Files.readString(schema)), "the schema " + schema.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException("schema file %s cannot be read".formatted(schema), e);
        }
    }

    /**
     * Demand strict JSON that matches the schema of a type: all its members, those of type Optional if they like, and no others. Names
     * that Jackson's annotations give count. Needs {@code com.github.victools:jsonschema-generator} and
     * {@code jsonschema-module-jackson} on the class path.
     *
     * @param type a record or class
     */
    public JsonAssert matchesSchemaOf(Class<?> type) {
        return matches(JsonSchemaCheck.of(TypeSchema.of(type)), "the schema of " + type.getSimpleName());
    }

    private JsonAssert matches(JsonSchemaCheck schema, String what) {
        List<SchemaViolation> violations = schema.check(tree());
        if (!violations.isEmpty()) {
            fail(JsonFailures.violations(what, violations));
        }
        return this;
    }

    /**
     * Demand a value at a place. Numbers compare by value: 1, 1.0 and 1e0 are equal.
     *
     * @param jsonPointer by RFC 6901, such as {@code /items/0/qty}; empty for the whole
     * @param expected null, String, Boolean, Number, or Map and List of these
     */
    public JsonAssert hasValue(String jsonPointer, @Nullable Object expected) {
        JsonPath.Found found = JsonPath.follow(tree(), jsonPointer);
        String required = "required %s at %s".formatted(shown(expected), JsonFailures.place(jsonPointer));
        if (found.node().isMissingNode()) {
            fail("%s, observed nothing there: %s".formatted(required, found.reason()));
        }
        if (!JsonValues.equal(JsonValues.plain(found.node()), expected)) {
            fail("%s, observed %s".formatted(required, JsonValues.shown(found.node())));
        }
        return this;
    }

    private static String shown(@Nullable Object expected) {
        return JsonValues.shown(MAPPER.valueToTree(expected));
    }

    /** Demand JSON that is equal to this, member by member; numbers by value, the order of members does not count. */
    public JsonAssert isEqualToJson(String expected) {
        return isEqualToJson(expected, JsonComparison.exactly());
    }

    /**
     * Demand JSON that is equal to this as far as the comparison says. Each difference is told with its place.
     *
     * @param expected strict JSON; else an {@link IllegalArgumentException}
     */
    public JsonAssert isEqualToJson(String expected, JsonComparison how) {
        StrictJson.Parsed wanted = StrictJson.parse(expected);
        if (wanted.diagnosis() != null) {
            throw new IllegalArgumentException(
                    "the expected JSON is not strict: " + wanted.diagnosis().message());
        }
        List<String> differences = JsonDifferences.of(tree(), wanted.tree(), how);
        if (!differences.isEmpty()) {
            fail(JsonFailures.differences(differences));
        }
        return this;
    }

    /**
     * Demand JSON that maps to a type and meets requirements. Unknown members, null or nothing for a primitive, strings for
     * numbers and fractions for whole numbers do not map.
     *
     * @param type a record or another type that Jackson can create
     */
    public <T> JsonAssert mapsTo(Class<T> type, Consumer<T> requirements) {
        requirements.accept(mapped(type));
        return this;
    }

    private <T> T mapped(Class<T> type) {
        try {
            T value = MAPPER.treeToValue(tree(), type);
            if (value != null) {
                return value;
            }
            throw failure("required JSON that maps to %s, observed null".formatted(type.getSimpleName()));
        } catch (JsonMappingException e) {
            throw failure(JsonFailures.unmapped(type, moreTelling(type, e)));
        } catch (JsonProcessingException e) {
            throw failure("required JSON that maps to %s, observed: %s"
                    .formatted(type.getSimpleName(), e.getOriginalMessage()));
        }
    }

    /** A misspelt member leaves its component empty too, and Jackson names that first; the misspelling is the cause. */
    private JsonMappingException moreTelling(Class<?> type, JsonMappingException failure) {
        try {
            MAPPER.readerFor(type)
                    .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(tree());
            return failure;
        } catch (UnrecognizedPropertyException unknown) {
            return unknown;
        } catch (IOException e) {
            return failure;
        }
    }

    private JsonNode tree() {
        isNotNull();
        StrictJson.Parsed parsed = StrictJson.parse(actual);
        if (parsed.diagnosis() != null) {
            fail(JsonFailures.notStrict(actual, parsed.diagnosis()));
        }
        return parsed.tree();
    }

    private void fail(String message) {
        throw failure(message);
    }

    private AssertionError failure(String message) {
        return failure("%s", message);
    }
}
