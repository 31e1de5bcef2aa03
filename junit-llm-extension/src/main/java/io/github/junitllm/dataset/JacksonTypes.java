package io.github.junitllm.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Types that say by annotation, or by being abstract, that Jackson should make them; as strict as Jackson can be. */
final class JacksonTypes {

    private static final JsonMapper STRICT = strict();

    private JacksonTypes() {}

    static boolean owns(Class<?> type) {
        return Modifier.isAbstract(type.getModifiers())
                || type.isAnnotationPresent(JsonDeserialize.class)
                || type.isAnnotationPresent(JsonTypeInfo.class)
                || type.getName().startsWith("java.")
                || Stream.<AnnotatedElement>concat(
                                Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                        .anyMatch(element -> element.isAnnotationPresent(JsonCreator.class))
                || isBean(type);
    }

    private static boolean isBean(Class<?> type) {
        return !type.isRecord()
                && Shape.constructors(type).size() == 1
                && Shape.constructors(type).get(0).getParameterCount() == 0;
    }

    static JsonNode tree(@Nullable Object value) {
        return STRICT.valueToTree(value);
    }

    static Object read(Object value, Type type, String pointer, CaseData data) {
        try {
            return STRICT.readerFor(STRICT.constructType(type)).readValue(tree(value));
        } catch (IOException e) {
            String where = pointer + (e instanceof JsonMappingException mapping ? path(mapping) : "");
            String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw data.error((where.isEmpty() ? "it" : "member " + where) + " does not fit "
                    + STRICT.constructType(type).getRawClass().getSimpleName() + ": " + why);
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            path.append(Words.pointer("", step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
        }
        return path.toString();
    }

    private static JsonMapper strict() {
        SimpleModule isoTexts = new SimpleModule("junit-llm");
        Leaves.parsedTypes().forEach(type -> addIsoText(isoTexts, type));
        return JsonMapper.builder()
                .addModule(isoTexts)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(
                                CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }

    private static <T> void addIsoText(SimpleModule module, Class<T> type) {
        module.addDeserializer(type, new IsoText<>(type));
    }

    private static final class IsoText<T> extends StdDeserializer<T> {

        private static final long serialVersionUID = 1;

        private final transient Class<T> type;

        IsoText(Class<T> type) {
            super(type);
            this.type = type;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object read = Leaves.read(type, parser.getText());
            if (read == null) {
                throw MismatchedInputException.from(
                        parser, type, "expected " + Leaves.expectation(type, parser.getText(), true));
            }
            return type.cast(read);
        }
    }
}
