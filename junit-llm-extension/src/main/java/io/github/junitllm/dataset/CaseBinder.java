package io.github.junitllm.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.dataset.Shape.Slot;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Fills the user's types from a case, strictly.
 *
 * <p>Not Jackson's own binding: it cannot tell an absent member from a null one for {@code @Nullable}, knows no Optional
 * and no java.time without further modules, and its messages speak of tokens instead of the golden.
 */
final class CaseBinder {

    private static final String TAKES_A_CASE =
            "; write a record with a component for each member, GoldenCase, Map<String, Object> or JsonNode";
    private static final Map<Class<?>, Class<?>> PRIMITIVE_OPTIONALS =
            Map.of(OptionalInt.class, int.class, OptionalLong.class, long.class, OptionalDouble.class, double.class);

    private final CaseData data;

    private CaseBinder(CaseData data) {
        this.data = data;
    }

    static <T> T bind(GoldenCase golden, Class<T> type) {
        return type.cast(new CaseBinder(golden.data()).top(golden, type));
    }

    private Object top(GoldenCase golden, Class<?> type) {
        if (type == GoldenCase.class) {
            return golden;
        }
        if (type == Map.class) {
            return golden.fields();
        }
        if (type == JsonNode.class || type == ObjectNode.class) {
            return JacksonTypes.tree(golden.fields());
        }
        if (Leaves.knows(type) || type.isArray() || type.getName().startsWith("java.")) {
            throw data.error(type.getSimpleName() + " cannot take a case" + TAKES_A_CASE);
        }
        if (!Shape.isInner(type) && JacksonTypes.owns(type)) {
            return JacksonTypes.read(data.fields(), type, "", data);
        }
        Shape shape = shape(type);
        return construct(shape, Reserved.members(data, shape), "");
    }

    private Shape shape(Class<?> type) {
        if (Shape.isInner(type)) {
            throw data.error(type.getSimpleName() + " is an inner class; make it static or a record");
        }
        try {
            return Shape.of(type);
        } catch (IllegalArgumentException e) {
            throw data.error(String.valueOf(e.getMessage()));
        }
    }

    private Object construct(Shape shape, Map<?, ?> members, String pointer) {
        String name = shape.type().getSimpleName();
        for (Object member : members.keySet()) {
            if (!shape.names().contains(member)) {
                throw data.error("unknown member " + Words.pointer(pointer, member) + "; " + name + " has "
                        + Words.listed(shape.names()) + Words.hint(String.valueOf(member), shape.names()));
            }
        }
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Slot slot : shape.slots()) {
            arguments.add(argument(shape, slot, members, Words.pointer(pointer, slot.name())));
        }
        return construct(shape, arguments, pointer);
    }

    private @Nullable Object argument(Shape shape, Slot slot, Map<?, ?> members, String pointer) {
        Class<?> raw = raw(slot.type().getType());
        Object value = members.get(slot.name());
        boolean nullable = !raw.isPrimitive() && (slot.nullable() || isNullable(slot.type()));
        if (value == null && nullable) {
            return null;
        }
        if (!members.containsKey(slot.name()) && !isOptional(raw)) {
            throw data.error(
                    "member " + pointer + " is missing, " + shape.type().getSimpleName() + " needs it ("
                            + raw.getSimpleName() + "); write it, or make the component Optional or @Nullable");
        }
        return value(value, slot.type(), pointer);
    }

    private Object construct(Shape shape, List<@Nullable Object> arguments, String pointer) {
        String name = shape.type().getSimpleName();
        try {
            shape.constructor().setAccessible(true);
            return shape.constructor().newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            ExtensionConfigurationException refused = data.error(name + " refuses "
                    + (pointer.isEmpty() ? "it" : "member " + pointer) + ": "
                    + cause.getClass().getSimpleName() + ": " + cause.getMessage());
            refused.initCause(cause);
            throw refused;
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw data.error(name + " cannot be created: " + e.getMessage());
        }
    }

    private @Nullable Object value(@Nullable Object value, AnnotatedType type, String pointer) {
        Class<?> raw = raw(type.getType());
        if (raw == Object.class) {
            return value;
        }
        if (JsonNode.class.isAssignableFrom(raw)) {
            return node(value, raw, pointer);
        }
        if (isOptional(raw)) {
            return optional(value, type, raw, pointer);
        }
        if (value == null) {
            if (isNullable(type) && !raw.isPrimitive()) {
                return null;
            }
            throw wrong(pointer, null, raw.getSimpleName());
        }
        if (Leaves.knows(raw)) {
            return leaf(value, raw, pointer);
        }
        if (raw.isArray() || isList(raw) || isSet(raw)) {
            return elements(value, type, raw, pointer);
        }
        if (raw == Map.class) {
            return map(value, type, pointer);
        }
        if (!Shape.isInner(raw) && (type.getType() instanceof ParameterizedType || JacksonTypes.owns(raw))) {
            return JacksonTypes.read(value, type.getType(), pointer, data);
        }
        Shape shape = shape(raw);
        if (value instanceof Map<?, ?> members) {
            return construct(shape, members, pointer);
        }
        throw wrong(pointer, value, raw.getSimpleName() + ", a mapping of " + Words.listed(shape.names()));
    }

    private Object node(@Nullable Object value, Class<?> raw, String pointer) {
        JsonNode node = JacksonTypes.tree(value);
        if (raw.isInstance(node)) {
            return node;
        }
        throw wrong(pointer, value, raw.getSimpleName());
    }

    private Object optional(@Nullable Object value, AnnotatedType type, Class<?> raw, String pointer) {
        if (raw == Optional.class) {
            return value == null ? Optional.empty() : Optional.ofNullable(value(value, argument(type, 0), pointer));
        }
        if (value == null) {
            return raw == OptionalInt.class
                    ? OptionalInt.empty()
                    : raw == OptionalLong.class ? OptionalLong.empty() : OptionalDouble.empty();
        }
        Number read = (Number) leaf(value, primitive(raw), pointer);
        return raw == OptionalInt.class
                ? OptionalInt.of(read.intValue())
                : raw == OptionalLong.class ? OptionalLong.of(read.longValue()) : OptionalDouble.of(read.doubleValue());
    }

    private static Class<?> primitive(Class<?> optional) {
        return PRIMITIVE_OPTIONALS.getOrDefault(optional, optional);
    }

    private Object leaf(Object value, Class<?> raw, String pointer) {
        boolean coerced = data.textual() && (Leaves.isNumber(raw) || Leaves.isBoolean(raw));
        Object read = Leaves.read(raw, coerced && value instanceof String text ? Leaves.untexted(text) : value);
        if (read == null) {
            throw wrong(pointer, value, Leaves.expectation(raw, value, data.textual()));
        }
        return read;
    }

    private Object elements(Object value, AnnotatedType type, Class<?> raw, String pointer) {
        if (!(value instanceof List<?> list)) {
            throw wrong(pointer, value, raw.getSimpleName());
        }
        AnnotatedType element =
                type instanceof AnnotatedArrayType array ? array.getAnnotatedGenericComponentType() : argument(type, 0);
        List<@Nullable Object> read = new ArrayList<>();
        for (Object each : list) {
            read.add(value(each, element, Words.pointer(pointer, read.size())));
        }
        if (raw.isArray()) {
            Object array = Array.newInstance(raw.getComponentType(), read.size());
            for (int index = 0; index < read.size(); index++) {
                Array.set(array, index, read.get(index));
            }
            return array;
        }
        return isSet(raw) ? Collections.unmodifiableSet(new LinkedHashSet<>(read)) : Collections.unmodifiableList(read);
    }

    private Object map(Object value, AnnotatedType type, String pointer) {
        if (!(value instanceof Map<?, ?> members)) {
            throw wrong(pointer, value, "Map");
        }
        Map<@Nullable Object, @Nullable Object> read = new LinkedHashMap<>();
        members.forEach((name, each) -> {
            String member = Words.pointer(pointer, name);
            read.put(value(name, argument(type, 0), member), value(each, argument(type, 1), member));
        });
        return Collections.unmodifiableMap(read);
    }

    private AnnotatedType argument(AnnotatedType type, int index) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            AnnotatedType argument = parameterized.getAnnotatedActualTypeArguments()[index];
            return argument instanceof AnnotatedWildcardType wildcard
                    ? wildcard.getAnnotatedUpperBounds()[0]
                    : argument;
        }
        throw data.error(
                type.getType().getTypeName() + " says nothing of its elements; write for example List<String>");
    }

    private Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return raw(parameterized.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        throw data.error("type variable " + type.getTypeName() + " cannot be filled; write the type itself");
    }

    private ExtensionConfigurationException wrong(String pointer, @Nullable Object value, String expected) {
        return data.error("member " + pointer + " is " + Words.observed(value) + ", expected " + expected);
    }

    private static boolean isNullable(AnnotatedType type) {
        return Shape.isNullable(type.getAnnotations());
    }

    private static boolean isOptional(Class<?> raw) {
        return raw == Optional.class || PRIMITIVE_OPTIONALS.containsKey(raw);
    }

    private static boolean isList(Class<?> raw) {
        return raw == List.class || raw == Collection.class || raw == Iterable.class;
    }

    private static boolean isSet(Class<?> raw) {
        return raw == Set.class;
    }
}
