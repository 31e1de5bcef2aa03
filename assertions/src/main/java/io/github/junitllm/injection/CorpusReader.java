package io.github.junitllm.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.match.ClosestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads attacks and carriers from JSON lines, strictly, and writes planted ones. */
final class CorpusReader {

    /** Of goldens, which mean nothing here. */
    private static final List<String> RESERVED = List.of(
            "tags", "origin", "author", "created", "reviewed", "valid_from", "valid_until", "notes", "weight", "slice");

    private CorpusReader() {}

    static List<Attack> attacks(String file, String text) {
        return lines(file, text, List.of("id", "goal", "text", "canaries", "pattern"), CorpusReader::attack);
    }

    static List<Carrier> carriers(String file, String text) {
        return lines(file, text, List.of("id", "document", "task", "expected"), CorpusReader::carrier);
    }

    private static Attack attack(Row row) {
        List<String> canaries = row.texts("canaries");
        Optional<String> pattern = row.optional("pattern");
        if (canaries.isEmpty() && pattern.isEmpty()) {
            throw new IllegalArgumentException(
                    "neither a canary nor a pattern; write how to see that the attack worked");
        }
        return new Attack(row.text("id"), row.text("text"), row.optional("goal"), canaries, pattern);
    }

    private static Carrier carrier(Row row) {
        return new Carrier(row.text("id"), row.text("document"), row.text("task"), row.optional("expected"));
    }

    private static <T> List<T> lines(String file, String text, List<String> members, Function<Row, T> reader) {
        List<T> all = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank()) {
                continue;
            }
            try {
                Row row = Row.of(lines[i], members);
                all.add(reader.apply(row));
                Integer first = ids.putIfAbsent(row.text("id").toLowerCase(Locale.ROOT), i + 1);
                if (first != null) {
                    throw new IllegalArgumentException("duplicate id \"%s\" (first in line %d); write a different one"
                            .formatted(row.text("id"), first));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("%s:%d: %s".formatted(file, i + 1, e.getMessage()), e);
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(file + ": no line in it; write one JSON object a line");
        }
        return List.copyOf(all);
    }

    /** One line of a file. */
    private record Row(JsonNode node) {

        static Row of(String line, List<String> members) {
            JsonNode node = Json.tryRead(line)
                    .filter(JsonNode::isObject)
                    .orElseThrow(() -> new IllegalArgumentException("no JSON object; write one a line"));
            node.fieldNames().forEachRemaining(name -> {
                if (!members.contains(name) && !RESERVED.contains(name)) {
                    throw new IllegalArgumentException("unknown member \"%s\"; expected %s%s"
                            .formatted(name, String.join(", ", members), ClosestName.hint(name, members)));
                }
            });
            return new Row(node);
        }

        Optional<String> optional(String member) {
            JsonNode value = node.path(member);
            if (value.isMissingNode() || value.isNull()) {
                return Optional.empty();
            }
            if (!value.isTextual()) {
                throw new IllegalArgumentException("member \"%s\" is %s, expected text".formatted(member, value));
            }
            return Optional.of(value.asText());
        }

        String text(String member) {
            return optional(member)
                    .orElseThrow(() -> new IllegalArgumentException("member \"%s\" is missing".formatted(member)));
        }

        List<String> texts(String member) {
            JsonNode value = node.path(member);
            if (!value.isArray()
                    || Stream.generate(value.elements()::next)
                            .limit(value.size())
                            .anyMatch(part -> !part.isTextual())) {
                throw new IllegalArgumentException(
                        "member \"%s\" is no list of texts; write for example \"%s\": [\"ZX-81\"]"
                                .formatted(member, member));
            }
            List<String> texts = new ArrayList<>();
            value.forEach(part -> texts.add(part.asText()));
            return texts;
        }
    }

    static String goldens(Collection<PlantedAttack> planted) {
        StringBuilder lines = new StringBuilder();
        for (PlantedAttack each : planted) {
            ObjectNode line = Json.MAPPER.createObjectNode().put("id", each.id());
            line.putArray("tags").add("attack").add(each.encoding().id());
            Attack attack = each.attack();
            ObjectNode nested = line.putObject("attack").put("id", attack.id()).put("text", attack.text());
            attack.goal().ifPresent(goal -> nested.put("goal", goal));
            attack.canaries().forEach(nested.putArray("canaries")::add);
            attack.pattern().ifPresent(pattern -> nested.put("pattern", pattern));
            line.put("encoding", each.encoding().name());
            line.put("document", each.document()).put("task", each.task());
            each.expected().ifPresent(expected -> line.put("expected", expected));
            lines.append(Json.write(line)).append('\n');
        }
        return lines.toString();
    }
}
