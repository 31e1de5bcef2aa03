package io.github.junitllm.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The one constructor that fills a type, with the member name of each parameter. */
record Shape(Class<?> type, Constructor<?> constructor, List<Slot> slots) {

    record Slot(String name, AnnotatedType type, boolean nullable) {

        /** Says whether the type is that one or one of its kind; an int is a Number. */
        boolean accepts(Class<?> kind) {
            return type.getType() instanceof Class<?> plain
                    && (kind.isAssignableFrom(plain) || (kind == Number.class && Leaves.isNumber(plain)));
        }
    }

    List<String> names() {
        return slots.stream().map(Slot::name).toList();
    }

    static List<Constructor<?>> constructors(Class<?> type) {
        return Arrays.<Constructor<?>>stream(type.getDeclaredConstructors())
                .filter(constructor -> !constructor.isSynthetic())
                .toList();
    }

    static boolean isInner(Class<?> type) {
        return type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
    }

    /**
     * Returns the shape of a record, or of a class with one constructor.
     *
     * @throws IllegalArgumentException with a sentence when there is no such constructor or its names are unknown
     */
    static Shape of(Class<?> type) {
        return type.isRecord() ? ofRecord(type) : ofClass(type);
    }

    private static Shape ofRecord(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> canonical;
        try {
            canonical = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its canonical constructor: " + type, e);
        }
        List<Slot> slots = new ArrayList<>();
        for (int index = 0; index < components.length; index++) {
            Parameter parameter = canonical.getParameters()[index];
            RecordComponent component = components[index];
            slots.add(new Slot(
                    renamed(parameter, component.getName()),
                    component.getAnnotatedType(),
                    isNullable(parameter.getAnnotations()) || isNullable(component.getAnnotations())));
        }
        return new Shape(type, canonical, slots);
    }

    private static Shape ofClass(Class<?> type) {
        List<Constructor<?>> constructors = constructors(type);
        if (constructors.size() != 1) {
            throw new IllegalArgumentException(type.getSimpleName() + " has " + constructors.size()
                    + " constructors and none is marked for Jackson; a case fills the only one, write a record");
        }
        Constructor<?> only = constructors.get(0);
        List<Slot> slots = new ArrayList<>();
        for (Parameter parameter : only.getParameters()) {
            if (!parameter.isNamePresent() && !parameter.isAnnotationPresent(JsonProperty.class)) {
                throw new IllegalArgumentException("the parameter names of " + type.getSimpleName()
                        + " are unknown; compile with -parameters or write a record");
            }
            slots.add(new Slot(
                    renamed(parameter, parameter.getName()),
                    parameter.getAnnotatedType(),
                    isNullable(parameter.getAnnotations())));
        }
        return new Shape(type, only, slots);
    }

    private static String renamed(Parameter parameter, String name) {
        JsonProperty property = parameter.getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? name : property.value();
    }

    /** By simple name: projects that do not use JSpecify have another annotation of that name. */
    static boolean isNullable(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
