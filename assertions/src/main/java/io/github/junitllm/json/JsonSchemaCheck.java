package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SpecificationVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A compiled JSON Schema. The dialect is 2020-12, or what {@code $schema} says: 2019-09, 7, 6 or 4. Nothing is ever fetched:
 * a {@code $ref} out of the schema is an error. {@code format} is asserted, unlike the default of 2020-12, since a format that
 * is written down and not checked would be green for nothing.
 *
 * <p>Patterns are Java's regular expressions, which differ from ECMAScript's in rare constructs. A check whose
 * patterns look at more than 100 million characters, as repetitions beside or within each other do on a text made for it, is an error and no violation:
 * whether the text matches is then unknown. Safe for parallel use.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class JsonSchemaCheck {

    private final JsonNode tree;
    private final SpecificationVersion version;
    private final Map<String, JsonNode> documents;
    private final Schema schema;

    private JsonSchemaCheck(
            JsonNode tree, SpecificationVersion version, boolean formats, Map<String, JsonNode> documents) {
        this.tree = tree;
        this.version = version;
        this.documents = documents;
        this.schema = SchemaCompiler.compile(tree, version, formats, documents);
    }

    /**
     * Compile a schema, once for all checks with it.
     *
     * @throws IllegalArgumentException when the text is not strict JSON, not a valid schema of its dialect, or refers to what
     *     lies outside of it
     */
    public static JsonSchemaCheck of(String schemaText) {
        return of(schemaText, Map.of());
    }

    /**
     * Compile a schema that refers to other documents, or is written in a dialect of one's own.
     *
     * @param documents the text of each document by the absolute address that {@code $ref} or {@code $schema} names, without
     *     a fragment; nothing else is within reach
     * @throws IllegalArgumentException as {@link #of(String)} does, and when a document is not strict JSON
     */
    public static JsonSchemaCheck of(String schemaText, Map<String, String> documents) {
        JsonNode schema = read("schema", schemaText);
        Map<String, JsonNode> read = new HashMap<>();
        documents.forEach((address, text) -> read.put(address, read("schema: document " + address, text)));
        SpecificationVersion version = SchemaCompiler.version(schema, read);
        read.replaceAll((address, document) -> normal(document, version));
        return new JsonSchemaCheck(normal(schema, version), version, true, read);
    }

    /** Refuses what a test wrote by mistake; {@link #of} takes it, since schemas of others may have words of their own. */
    static JsonSchemaCheck ofTest(String schemaText) {
        JsonSchemaCheck check = of(schemaText);
        SchemaKeywords.misspelt(check.tree).ifPresent(wrong -> {
            throw new IllegalArgumentException(
                    wrong + " A word of your own starts with x-, or compile the schema with JsonSchemaCheck.of(...)");
        });
        return check;
    }

    private static JsonNode read(String what, String text) {
        StrictJson.Parsed parsed = StrictJson.parse(text);
        if (parsed.diagnosis() != null) {
            throw new IllegalArgumentException(
                    "%s: not strict JSON: %s".formatted(what, parsed.diagnosis().message()));
        }
        return parsed.tree();
    }

    /** Give the same schema with {@code format} as a mere annotation. */
    public JsonSchemaCheck ignoringFormats() {
        return new JsonSchemaCheck(tree, version, false, documents);
    }

    /**
     * Check a text and give all violations, in the order the schema finds them; none when it is valid.
     *
     * @throws IllegalArgumentException when the text is not strict JSON; ask {@link StrictJson} before
     * @throws IllegalStateException when the patterns of the schema need more than 100 million steps on this text
     */
    public List<SchemaViolation> check(String json) {
        StrictJson.Parsed parsed = StrictJson.parse(json);
        if (parsed.diagnosis() != null) {
            throw new IllegalArgumentException(
                    "not strict JSON: " + parsed.diagnosis().message());
        }
        return check(parsed.tree());
    }

    List<SchemaViolation> check(JsonNode json) {
        SchemaMessages messages = new SchemaMessages(tree);
        return DeepStack.call(() -> validate(normal(json, version))).stream()
                .map(messages::violation)
                .toList();
    }

    private List<com.networknt.schema.Error> validate(JsonNode json) {
        try {
            return BoundedPattern.withOneBudget(() -> schema.validate(json));
        } catch (BoundedPattern.GaveUp e) {
            throw new IllegalStateException(
                    "schema %s: gave up on the pattern %s %s; whether it matches is unknown, write it so that no two of its repetitions can take the same characters"
                            .formatted(
                                    PatternPlace.in(tree, e.pattern()), Visible.excerpt(e.pattern(), 80), e.reason()),
                    e);
        } catch (SchemaException e) {
            if (e.getCause() instanceof SchemaCompiler.UnreachableSchema cause) {
                throw SchemaCompiler.unreachable(cause);
            }
            throw new IllegalArgumentException("schema: " + Visible.excerpt(String.valueOf(e.getMessage()), 300), e);
        }
    }

    /** In draft 4 alone, 1.0 is no integer. */
    private static JsonNode normal(JsonNode tree, SpecificationVersion version) {
        return version == SpecificationVersion.DRAFT_4 ? tree : NormalNumbers.of(tree);
    }
}
