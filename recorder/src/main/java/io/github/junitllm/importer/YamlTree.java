package io.github.junitllm.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML document as a tree, from events: at this level nothing is ever instantiated. Remembers the lines of its mappings. */
final class YamlTree {

    /** SnakeYAML takes time in the square of a line without spaces. */
    private static final int LONGEST_LINE = 256 * 1024;

    private static final int DEEPEST = 100;

    /** Of all aliases together, in characters and nodes: an alias within an alias multiplies. */
    private static final int MOST_REPEATED = 16 * 1024 * 1024;

    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}\\.[0-9]{1,40}(?:[eE][-+]?[0-9]{1,3})?");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Path file;
    private final Iterator<Event> events;
    private final IdentityHashMap<JsonNode, Integer> lines = new IdentityHashMap<>();
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private long size;
    private long repeated;

    private YamlTree(Path file, String text) {
        this.file = file;
        requireShortLines(text);
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // the size of the file is limited
        this.events = new Yaml(options).parse(new StringReader(text)).iterator();
    }

    /** A document and the lines, from 1, in which its mappings start. */
    record Document(JsonNode tree, IdentityHashMap<JsonNode, Integer> lines) {}

    static Document read(Path file, String text) {
        YamlTree tree = new YamlTree(file, text);
        try {
            return new Document(tree.document(), tree.lines);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ImportException("%s:%d: not YAML: %s".formatted(file, line, e.getProblem()), e);
        } catch (YAMLException e) {
            throw new ImportException("%s: not YAML: %s".formatted(file, firstLine(e)), e);
        }
    }

    private static String firstLine(YAMLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void requireShortLines(String text) {
        int line = 1;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int length = (end < 0 ? text.length() : end) - start;
            if (length > LONGEST_LINE) {
                throw error(
                        line,
                        "line has %d characters, in YAML allowed are 262144; have vcrpy write it with serializer=\"json\""
                                .formatted(length));
            }
            start += length + 1;
            line++;
        }
    }

    private JsonNode document() {
        JsonNode tree = NODES.missingNode();
        boolean found = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent node) {
                if (found) {
                    throw error(line(event), "a second document; expected one");
                }
                found = true;
                tree = node(node, 0);
            }
        }
        return tree;
    }

    private JsonNode node(NodeEvent event, int depth) {
        if (depth > DEEPEST) {
            throw error(line(event), "nested deeper than %d levels".formatted(DEEPEST));
        }
        if (event instanceof AliasEvent alias) {
            return repeated(alias);
        }
        long before = size++;
        JsonNode node = event instanceof ScalarEvent scalar
                ? scalar(scalar)
                : event.is(Event.ID.MappingStart)
                        ? mapping((CollectionStartEvent) event, depth)
                        : sequence((CollectionStartEvent) event, depth);
        String anchor = event.getAnchor();
        if (anchor != null) {
            anchors.put(anchor, node);
            sizes.put(anchor, size - before);
        }
        return node;
    }

    private JsonNode repeated(AliasEvent alias) {
        JsonNode node = anchors.get(alias.getAnchor());
        if (node == null) {
            throw error(line(alias), "the alias *%s stands before its anchor is complete".formatted(alias.getAnchor()));
        }
        long again = sizes.getOrDefault(alias.getAnchor(), 0L);
        size += again;
        repeated += again;
        if (repeated > MOST_REPEATED) {
            throw error(line(alias), "the aliases repeat more than 16 MB");
        }
        return node;
    }

    private ObjectNode mapping(CollectionStartEvent start, int depth) {
        refuseTag(start, start.getTag(), Tag.MAP);
        ObjectNode mapping = NODES.objectNode();
        lines.put(mapping, line(start));
        for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            if (!(event instanceof ScalarEvent name)) {
                throw error(line(event), "a name of a member must be a text");
            }
            size += name.getValue().length();
            JsonNode value = node((NodeEvent) events.next(), depth + 1);
            if (mapping.has(name.getValue())) {
                throw error(line(event), "the member \"%s\" stands here twice".formatted(name.getValue()));
            }
            mapping.set(name.getValue(), value);
        }
        return mapping;
    }

    private ArrayNode sequence(CollectionStartEvent start, int depth) {
        refuseTag(start, start.getTag(), Tag.SEQ);
        ArrayNode sequence = NODES.arrayNode();
        for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
            sequence.add(node((NodeEvent) event, depth + 1));
        }
        return sequence;
    }

    private JsonNode scalar(ScalarEvent event) {
        String text = event.getValue();
        size += text.length();
        if (Tag.BINARY.getValue().equals(event.getTag())) {
            try {
                return NODES.binaryNode(Base64.getDecoder().decode(text.replaceAll("\\s", "")));
            } catch (IllegalArgumentException e) {
                throw error(line(event), "not base64: " + e.getMessage());
            }
        }
        refuseTag(event, event.getTag(), Tag.STR);
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN && event.getTag() == null;
        return plain ? resolved(text) : NODES.textNode(text);
    }

    /** As PyYAML does with what it writes itself; other spellings stay texts. */
    private static JsonNode resolved(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> NODES.nullNode();
            case "true", "True", "TRUE" -> NODES.booleanNode(true);
            case "false", "False", "FALSE" -> NODES.booleanNode(false);
            default -> {
                if (WHOLE.matcher(text).matches()) {
                    long number = Long.parseLong(text);
                    yield number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
                }
                yield DECIMAL.matcher(text).matches() ? NODES.numberNode(new BigDecimal(text)) : NODES.textNode(text);
            }
        };
    }

    private void refuseTag(Event event, @Nullable String tag, Tag allowed) {
        if (tag != null && !tag.equals("!") && !tag.equals(allowed.getValue())) {
            String name = tag.startsWith(Tag.PREFIX) ? "!!" + tag.substring(Tag.PREFIX.length()) : tag;
            throw error(
                    line(event),
                    "the tag %s is refused; allowed are plain values and !!binary"
                            .formatted(name.length() <= 60 ? name : name.substring(0, 60) + "…"));
        }
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    private ImportException error(int line, String what) {
        return new ImportException("%s:%d: %s".formatted(file, line, what));
    }
}
