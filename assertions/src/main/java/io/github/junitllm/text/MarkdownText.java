package io.github.junitllm.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** An answer read as Markdown, its nodes in the order of the text. Nothing here recurses: an answer may nest as deep as it likes. */
final class MarkdownText {

    /** Some texts take time by the square of their length. */
    static final int LONGEST = 500_000;

    private static final int DEEPEST_BLOCKS = 100;
    private static final int DEEPEST_INLINES = 100;

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(DEEPEST_BLOCKS)
            .maxInlineNesting(DEEPEST_INLINES)
            .build();

    private final List<Node> nodes;

    private MarkdownText(List<Node> nodes) {
        this.nodes = nodes;
    }

    static MarkdownText of(String text) {
        return new MarkdownText(below(PARSER.parse(text)));
    }

    <N extends Node> List<N> all(Class<N> type) {
        return nodes.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The place of a node; of one over several lines its first line. */
    TextSpan span(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        if (spans.isEmpty()) {
            return node.getParent() == null ? new TextSpan(0, 0) : span(node.getParent());
        }
        SourceSpan first = spans.get(0);
        return new TextSpan(first.getInputIndex(), first.getInputIndex() + first.getLength());
    }

    private static List<Node> below(Node root) {
        List<Node> found = new ArrayList<>();
        Node at = root.getFirstChild();
        while (at != null) {
            found.add(at);
            at = at.getFirstChild() != null ? at.getFirstChild() : following(at, root);
        }
        return found;
    }

    private static @Nullable Node following(Node node, Node root) {
        Node at = node;
        while (at != null && at != root) {
            if (at.getNext() != null) {
                return at.getNext();
            }
            at = at.getParent();
        }
        return null;
    }

    static Stream<Node> children(Node node) {
        return Stream.iterate(node.getFirstChild(), child -> child != null, Node::getNext);
    }

    /** What a reader sees of a node. */
    static String plain(Node node) {
        StringBuilder plain = new StringBuilder();
        for (Node below : below(node)) {
            if (below instanceof Text text) {
                plain.append(text.getLiteral());
            } else if (below instanceof Code code) {
                plain.append(code.getLiteral());
            } else if (below instanceof SoftLineBreak || below instanceof HardLineBreak) {
                plain.append(' ');
            }
        }
        return plain.toString();
    }

    /** What stands above the columns of a table. */
    static List<String> columns(Node table) {
        return below(table).stream()
                .filter(TableHead.class::isInstance)
                .flatMap(head -> below(head).stream())
                .filter(TableCell.class::isInstance)
                .map(MarkdownText::plain)
                .toList();
    }
}
