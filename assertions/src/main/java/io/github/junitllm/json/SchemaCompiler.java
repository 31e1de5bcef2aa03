package io.github.junitllm.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.resource.InputStreamSource;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Compiles a schema, with nothing within its reach but the metaschemas in the library's jar and what the test supplies. */
final class SchemaCompiler {

    private static final Map<String, SpecificationVersion> VERSIONS = Arrays.stream(SpecificationVersion.values())
            .collect(Collectors.toMap(version -> withoutFragment(version.getDialectId()), version -> version));

    private static final String BUNDLED = "https?://json-schema\\.org/draft[-/][0-9a-z/-]*(#.*)?";

    private SchemaCompiler() {}

    static SpecificationVersion version(JsonNode schema, Map<String, JsonNode> documents) {
        if (!schema.has("$schema")) {
            return SpecificationVersion.DRAFT_2020_12;
        }
        String dialect = schema.get("$schema").asText();
        SpecificationVersion version = VERSIONS.get(withoutFragment(dialect));
        if (version == null && documents.containsKey(dialect)) {
            return version(documents.get(dialect), Map.of());
        }
        if (version == null) {
            throw new IllegalArgumentException(
                    "schema: $schema = \"%s\", allowed are JSON Schema 2020-12, 2019-09, 7, 6 and 4; write for example \"%s\""
                            .formatted(
                                    Visible.excerpt(dialect, 120), SpecificationVersion.DRAFT_2020_12.getDialectId()));
        }
        return version;
    }

    private static String withoutFragment(String dialect) {
        String plain = dialect.endsWith("#") ? dialect.substring(0, dialect.length() - 1) : dialect;
        return plain.replaceFirst("^https:", "http:");
    }

    static Schema compile(
            JsonNode schema, SpecificationVersion version, boolean formats, Map<String, JsonNode> documents) {
        try {
            requireValid(schema, version);
            Schema compiled = registry(version, formats, documents).getSchema(schema);
            compiled.initializeValidators();
            return compiled;
        } catch (UnreachableSchema e) {
            throw unreachable(e);
        } catch (SchemaException e) {
            if (e.getCause() instanceof UnreachableSchema cause) {
                throw unreachable(cause);
            }
            throw new IllegalArgumentException("schema: " + Visible.excerpt(String.valueOf(e.getMessage()), 300), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("schema: nested or referring to itself too deeply", e);
        }
    }

    static IllegalArgumentException unreachable(UnreachableSchema e) {
        return new IllegalArgumentException(
                "schema: $ref to %s; nothing is fetched or read from files, put it into $defs and refer to #/$defs/name, or supply it by its address with JsonSchemaCheck.of(schema, documents)"
                        .formatted(Visible.excerpt(String.valueOf(e.getMessage()), 200)),
                e);
    }

    /** The library takes any word for a type and goes on; its metaschema knows better. */
    private static void requireValid(JsonNode schema, SpecificationVersion version) {
        Schema metaschema = registry(version, false, Map.of()).getSchema(SchemaLocation.of(version.getDialectId()));
        List<com.networknt.schema.Error> errors = metaschema.validate(schema);
        if (!errors.isEmpty()) {
            SchemaMessages messages = new SchemaMessages(metaschema.getSchemaNode());
            throw new IllegalArgumentException(errors.stream()
                    .limit(10)
                    .map(error -> "\n  " + messages.violation(error))
                    .collect(Collectors.joining("", "schema: not a valid schema by " + version.getDialectId(), "")));
        }
    }

    private static SchemaRegistry registry(
            SpecificationVersion version, boolean formats, Map<String, JsonNode> documents) {
        return SchemaRegistry.withDefaultDialect(
                version, builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(formats)
                                .regularExpressionFactory(BoundedPattern::new)
                                // Real schemas name themselves in ways that are no address; they check all the same.
                                .schemaIdValidator((id, root, location, resolved, context) -> true)
                                .locale(Locale.ROOT)
                                .build())
                        // Asked before the loaders of the library, which would read the class path.
                        .schemaLoader(loader -> loader.block(location -> refuse(location, documents)))
                        .resourceLoaders(loaders -> loaders.add(location -> supplied(location, documents))));
    }

    private static boolean refuse(AbsoluteIri location, Map<String, JsonNode> documents) {
        if (!location.toString().matches(BUNDLED) && !documents.containsKey(location.toString())) {
            throw new UnreachableSchema(location.toString());
        }
        return false;
    }

    private static InputStreamSource supplied(AbsoluteIri location, Map<String, JsonNode> documents) {
        JsonNode document = documents.get(location.toString());
        if (document == null) {
            throw new UnreachableSchema(location.toString());
        }
        return () -> new ByteArrayInputStream(document.toString().getBytes(UTF_8));
    }

    /** A schema refers to what lies outside of it; the message is the address. */
    static final class UnreachableSchema extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnreachableSchema(String address) {
            super(address);
        }
    }
}
