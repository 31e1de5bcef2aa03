package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what a schema requires and what was observed; falls back on the library's text for rare keywords. */
final class SchemaMessages {

    private final JsonNode schema;

    SchemaMessages(JsonNode schema) {
        this.schema = schema;
    }

    SchemaViolation violation(Error error) {
        String location = error.getSchemaLocation().toString();
        return new SchemaViolation(
                error.getInstanceLocation().toString(),
                location.startsWith("#") ? location.substring(1) : location,
                error.getKeyword(),
                message(error) + branch(error.getEvaluationPath().toString()));
    }

    /** The library lists the failures of all branches side by side; meeting one branch would do. */
    private static String branch(String path) {
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (path.contains("/" + keyword + "/")) {
                return ", in one branch of " + keyword;
            }
        }
        return "";
    }

    private String message(Error error) {
        JsonNode value = error.getInstanceNode();
        JsonNode rule = error.getSchemaNode();
        if (value == null || rule == null) {
            return error.getMessage();
        }
        return switch (error.getKeyword()) {
            case "type" -> observed("type " + types(rule), value);
            case "required" -> required(error, value);
            case "additionalProperties", "unevaluatedProperties" -> undeclared(error, value, rule);
            case "enum" -> observed("one of " + excerpt(rule), value) + enumHint(rule, value);
            case "const" -> observed(excerpt(rule), value);
            case "minimum" -> observed((limitItself(value, rule) ? "more than " : "at least ") + rule, value);
            case "maximum" -> observed((limitItself(value, rule) ? "less than " : "at most ") + rule, value);
            case "exclusiveMinimum" -> observed("more than " + rule, value);
            case "exclusiveMaximum" -> observed("less than " + rule, value);
            case "multipleOf" -> observed("a multiple of " + rule, value);
            case "minLength" -> length("at least ", rule, value);
            case "maxLength" -> length("at most ", rule, value);
            case "pattern" -> observed("a match of " + Visible.excerpt(rule.asText(), 80), value);
            case "format" -> observed("format " + rule.asText(), value);
            case "minItems" -> count("at least ", rule, "items", value);
            case "maxItems" -> count("at most ", rule, "items", value);
            case "minProperties" -> count("at least ", rule, "members", value);
            case "maxProperties" -> count("at most ", rule, "members", value);
            case "uniqueItems" -> observed("unique items", value);
            case "not" -> observed("no match of " + excerpt(rule), value);
            case "false" -> observed("nothing here", value);
            default -> Visible.excerpt(error.getMessage(), 200);
        };
    }

    private static String observed(String required, JsonNode value) {
        return "required %s, observed %s".formatted(required, JsonValues.shown(value));
    }

    private static String excerpt(JsonNode rule) {
        return Visible.excerpt(rule.toString(), 80);
    }

    private static String types(JsonNode rule) {
        if (!rule.isArray()) {
            return rule.asText();
        }
        List<String> names = new ArrayList<>();
        rule.forEach(type -> names.add(type.asText()));
        return String.join(" or ", names);
    }

    /** Draft 4 excludes the limit by a neighbour of the keyword. */
    private static boolean limitItself(JsonNode value, JsonNode rule) {
        return value.isNumber() && rule.isNumber() && value.decimalValue().compareTo(rule.decimalValue()) == 0;
    }

    private static String length(String bound, JsonNode rule, JsonNode value) {
        String text = value.asText();
        return "required %s%s characters, observed %d: %s"
                .formatted(bound, rule, text.codePointCount(0, text.length()), JsonValues.shown(value));
    }

    private static String count(String bound, JsonNode rule, String what, JsonNode value) {
        return "required %s%s %s, observed %d".formatted(bound, rule, what, value.size());
    }

    private static String required(Error error, JsonNode value) {
        String name = error.getProperty();
        String observed = value.isEmpty() ? "no members" : "members " + names(value);
        return "required member \"%s\", observed %s".formatted(Visible.excerpt(name, 60), observed);
    }

    /** At most ten, so that one violation stays one readable line. */
    static String names(JsonNode object) {
        String names = object.propertyStream()
                .limit(10)
                .map(member -> '"' + Visible.excerpt(member.getKey(), 60) + '"')
                .collect(Collectors.joining(", "));
        return object.size() > 10 ? names + " and %d more".formatted(object.size() - 10) : names;
    }

    private String undeclared(Error error, JsonNode value, JsonNode rule) {
        String name = error.getProperty();
        if (name == null || !rule.isBoolean()) {
            return Visible.excerpt(error.getMessage(), 200);
        }
        Set<String> declared = declared(error);
        declared.removeIf(value::has);
        return "required no other members, observed \"%s\"%s"
                .formatted(Visible.excerpt(name, 60), Visible.nearest(name, declared));
    }

    private Set<String> declared(Error error) {
        String location = error.getSchemaLocation().toString();
        String base = schema.path("$id").asText("");
        boolean here = location.startsWith("#") || (!base.isEmpty() && location.startsWith(base + "#"));
        return here ? DeclaredMembers.beside(schema, location.substring(location.indexOf('#') + 1)) : new HashSet<>();
    }

    private static String enumHint(JsonNode rule, JsonNode value) {
        List<String> words = new ArrayList<>();
        rule.forEach(word -> {
            if (word.isTextual()) {
                words.add(word.textValue());
            }
        });
        return value.isTextual() ? Visible.nearest(value.textValue(), words) : "";
    }
}
