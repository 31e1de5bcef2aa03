package io.github.junitllm.dataset;

import io.github.junitllm.dataset.Token.Kind;
import java.io.StringReader;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * YAML as events, the one level at which nothing is ever instantiated.
 *
 * <p>Not Jackson's YAMLParser: it hands out an alias as the text of its name, hides whether a scalar was quoted, and
 * resolves plain scalars by rules of its own (0123, 1_000, 1e3).
 */
final class YamlTokens implements Tokens {

    /** SnakeYAML takes time in the square of a line without spaces: 2 million characters took it 2 seconds. */
    private static final int LONGEST_LINE = 256 * 1024;

    private final Source source;
    private final Iterator<Event> events;

    YamlTokens(Source source) {
        this.source = source;
        requireShortLines(source);
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // Resources limits the size
        this.events = new Yaml(options).parse(new StringReader(source.text())).iterator();
    }

    private static void requireShortLines(Source source) {
        int line = 1;
        int start = 0;
        while (start < source.text().length()) {
            int end = source.text().indexOf('\n', start);
            int length = (end < 0 ? source.text().length() : end) - start;
            if (length > LONGEST_LINE) {
                throw source.error(
                        line,
                        "line has " + length + " characters, in YAML allowed are 262,144; put the case into a .json or "
                                + ".jsonl file");
            }
            start += length + 1;
            line++;
        }
    }

    @Override
    public Token next() {
        try {
            return token();
        } catch (MarkedYAMLException e) {
            throw malformed(e);
        } catch (ReaderException e) {
            throw forbidden(e);
        } catch (YAMLException e) {
            throw source.error("not YAML: " + e.getMessage());
        }
    }

    private Token token() {
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, DocumentStart, DocumentEnd, Comment -> {}
                case StreamEnd -> {
                    return token(event, Kind.END, null, "", null);
                }
                case MappingStart, SequenceStart -> {
                    return start((CollectionStartEvent) event);
                }
                case MappingEnd -> {
                    return token(event, Kind.END_MAP, null, "", null);
                }
                case SequenceEnd -> {
                    return token(event, Kind.END_LIST, null, "", null);
                }
                case Scalar -> {
                    return scalar((ScalarEvent) event);
                }
                case Alias -> {
                    return token(event, Kind.ALIAS, null, ((AliasEvent) event).getAnchor(), null);
                }
            }
        }
        return Token.end();
    }

    private Token start(CollectionStartEvent event) {
        boolean map = event.is(Event.ID.MappingStart);
        refuseTag(event, event.getTag(), map ? Tag.MAP : Tag.SEQ);
        return token(event, map ? Kind.MAP : Kind.LIST, null, "", event.getAnchor());
    }

    private Token scalar(ScalarEvent event) {
        refuseTag(event, event.getTag(), Tag.STR);
        boolean plain = event.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN && event.getTag() == null;
        try {
            Object value = plain ? Scalars.resolve(event.getValue()) : event.getValue();
            return token(event, Kind.SCALAR, value, event.getValue(), event.getAnchor());
        } catch (IllegalArgumentException e) {
            throw source.error(line(event), column(event), String.valueOf(e.getMessage()));
        }
    }

    private void refuseTag(NodeEvent event, @Nullable String tag, Tag allowed) {
        if (tag != null && !tag.equals("!") && !tag.equals(allowed.getValue())) {
            throw source.error(
                    line(event),
                    column(event),
                    "tag " + Words.shorten(tag.startsWith(Tag.PREFIX) ? "!!" + tag.substring(Tag.PREFIX.length()) : tag)
                            + " is refused; goldens hold plain values, delete the tag");
        }
    }

    private static Token token(Event event, Kind kind, @Nullable Object value, String text, @Nullable String anchor) {
        return new Token(kind, line(event), column(event), value, text, anchor);
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    private static int column(Event event) {
        return event.getStartMark().getColumn() + 1;
    }

    private ExtensionConfigurationException malformed(MarkedYAMLException e) {
        Mark mark = e.getProblemMark();
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return source.error(mark.getLine() + 1, mark.getColumn() + 1, "not YAML: " + context + e.getProblem());
    }

    private ExtensionConfigurationException forbidden(ReaderException e) {
        String before = source.text().substring(0, Math.max(0, source.text().indexOf(e.getCodePoint())));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return source.error(
                line,
                column,
                String.format(Locale.ROOT, "not YAML: character U+%04X is not allowed", e.getCodePoint()));
    }
}
