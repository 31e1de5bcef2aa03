package io.github.junitllm.json;

import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.util.Optional;

/** The JSON Schema of a type, made by victools' generator. */
final class TypeSchema {

    private TypeSchema() {}

    static String of(Class<?> type) {
        try {
            return Generator.of(type);
        } catch (NoClassDefFoundError absent) {
            throw new IllegalStateException(
                    "the schema of %s: add com.github.victools:jsonschema-generator and com.github.victools:jsonschema-module-jackson (4.38.0) as test dependencies"
                            .formatted(type.getSimpleName()),
                    absent);
        }
    }

    /** Apart, so that this class loads without the library. */
    private static final class Generator {

        static String of(Class<?> type) {
            SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                            SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                    .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                    .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.FLATTENED_OPTIONALS);
            builder.forFields()
                    .withRequiredCheck(field -> !field.getRawMember().getType().equals(Optional.class));
            return new SchemaGenerator(builder.build()).generateSchema(type).toString();
        }
    }
}
