package io.github.junitllm.baseline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.compare.CaseScore;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.match.ClosestName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a baseline strictly: what is wrong is named by file and JSON pointer. */
final class BaselineReader {

    private static final int MOST_SAMPLES = 10_000;
    private static final int LONGEST_SHOWN = 80;
    private static final List<String> HEAD = List.of(
            "format",
            "test",
            "written_at",
            "run",
            "framework",
            "evidence",
            "recorded",
            "samples_per_case",
            "models",
            "judges",
            "cases");
    private static final List<String> CASE = List.of("id", "passed", "scored", "unsure", "messages", "takes");

    private final String file;

    BaselineReader(String file) {
        this.file = file;
    }

    Baseline read(String text) {
        JsonNode root = parse(text);
        if (!root.isObject()) {
            throw wrong("", "expected an object, found " + shown(root));
        }
        int format = number(root, "", "format", Integer.MAX_VALUE);
        if (format != BaselineFile.FORMAT) {
            throw wrong(
                    "/format",
                    "format %d, but this version of junit-llm reads format %d".formatted(format, BaselineFile.FORMAT));
        }
        known(root, "", HEAD);
        return new Baseline(
                text(root, "", "test"),
                instant(root),
                text(root, "", "run"),
                text(root, "", "framework"),
                text(root, "", "evidence"),
                texts(root, "", "recorded"),
                number(root, "", "samples_per_case", MOST_SAMPLES),
                texts(root, "", "models"),
                texts(root, "", "judges"),
                cases(root));
    }

    private JsonNode parse(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : ":%d:%d"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            throw new BaselineException("%s%s: is not JSON: %s".formatted(file, where, e.getOriginalMessage()), e);
        }
    }

    private Map<String, BaselineCase> cases(JsonNode root) {
        Map<String, BaselineCase> cases = new LinkedHashMap<>();
        JsonNode array = array(root, "", "cases");
        for (int i = 0; i < array.size(); i++) {
            String at = "/cases/" + i;
            JsonNode one = array.get(i);
            if (!one.isObject()) {
                throw wrong(at, "expected an object, found " + shown(one));
            }
            known(one, at, CASE);
            String id = text(one, at, "id");
            if (cases.put(id, read(one, at)) != null) {
                throw wrong(at + "/id", "the case \"%s\" stands twice".formatted(id));
            }
        }
        if (cases.isEmpty()) {
            throw wrong("/cases", "has no case, so there is nothing to compare with");
        }
        return cases;
    }

    private BaselineCase read(JsonNode one, String at) {
        int scored = number(one, at, "scored", MOST_SAMPLES);
        if (scored == 0) {
            throw wrong(at + "/scored", "expected a whole number from 1 to 10000, found 0");
        }
        int passed = number(one, at, "passed", scored);
        int unsure = one.has("unsure") ? number(one, at, "unsure", scored - passed) : 0;
        return new BaselineCase(
                new CaseScore(passed, unsure, scored, 0), text(one, at, "messages"), texts(one, at, "takes"));
    }

    private void known(JsonNode object, String at, List<String> names) {
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw wrong(
                        at + "/" + shortened(name),
                        "unknown member%s; known are %s"
                                .formatted(ClosestName.hint(name, names), String.join(", ", names)));
            }
        });
    }

    private Instant instant(JsonNode root) {
        String text = text(root, "", "written_at");
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(
                    "/written_at", "expected a time like 2026-11-20T10:00:00Z, found " + shown(root.get("written_at")));
        }
    }

    private int number(JsonNode object, String at, String name, int most) {
        JsonNode value = required(object, at, name);
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0 || value.intValue() > most) {
            throw wrong(
                    at + "/" + name, "expected a whole number from 0 to %d, found %s".formatted(most, shown(value)));
        }
        return value.intValue();
    }

    private String text(JsonNode object, String at, String name) {
        JsonNode value = required(object, at, name);
        if (!value.isTextual()) {
            throw wrong(at + "/" + name, "expected a text, found " + shown(value));
        }
        return value.textValue();
    }

    private List<String> texts(JsonNode object, String at, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array(object, at, name)) {
            if (!value.isTextual()) {
                throw wrong(at + "/" + name + "/" + texts.size(), "expected a text, found " + shown(value));
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    private JsonNode array(JsonNode object, String at, String name) {
        JsonNode value = required(object, at, name);
        if (!value.isArray()) {
            throw wrong(at + "/" + name, "expected a list, found " + shown(value));
        }
        return value;
    }

    private JsonNode required(JsonNode object, String at, String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            throw wrong(at.isEmpty() ? "/" : at, "the member \"%s\" is missing".formatted(name));
        }
        return value;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : shortened(Json.write(value));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    }

    private BaselineException wrong(String pointer, String what) {
        return new BaselineException("%s: %s%s".formatted(file, pointer.isEmpty() ? "" : pointer + ": ", what));
    }
}
