package io.github.junitllm.text;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.json.Visible;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;

/**
 * Checks of the structure of an answer in Markdown (CommonMark with the tables of GitHub). A text of more than 500,000
 * characters cannot be told.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class MarkdownChecks {

    private MarkdownChecks() {}

    /** Demands a heading with this text; what does not count is told at {@link Phrases}. */
    public static AnswerCheck heading(String text) {
        String wanted = folded("heading", text);
        return check("a heading \"%s\"".formatted(text), markdown -> {
            List<Heading> headings = markdown.all(Heading.class);
            return headings.stream().anyMatch(heading -> isText(heading, wanted))
                    ? CheckResult.held()
                    : CheckResult.failed("headings: " + listed(headings));
        });
    }

    /**
     * Demands a heading with this text on this level.
     *
     * @param level 1 to 6
     */
    public static AnswerCheck heading(int level, String text) {
        if (level < 1 || level > 6) {
            throw new IllegalArgumentException("a heading of level %d, allowed are 1 to 6".formatted(level));
        }
        String wanted = folded("heading", text);
        return check("a heading \"%s\" of level %d".formatted(text, level), markdown -> {
            List<Heading> headings = markdown.all(Heading.class);
            return headings.stream().anyMatch(heading -> heading.getLevel() == level && isText(heading, wanted))
                    ? CheckResult.held()
                    : CheckResult.failed("headings: " + listed(headings));
        });
    }

    private static String listed(List<Heading> headings) {
        return shown(headings, heading -> "\"%s\" (level %d)"
                .formatted(Visible.excerpt(MarkdownText.plain(heading), 60), heading.getLevel()));
    }

    /**
     * Demands a list of at least so many items, with bullets or numbers; items of lists within it do not count.
     *
     * @param items 1 or more
     */
    public static AnswerCheck list(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("a list of %d items, allowed are 1 and more".formatted(items));
        }
        return check("a list of at least %d item%s".formatted(items, items == 1 ? "" : "s"), markdown -> {
            List<Node> lists = markdown.all(Node.class).stream()
                    .filter(node -> node instanceof BulletList || node instanceof OrderedList)
                    .toList();
            return lists.stream().anyMatch(list -> size(list) >= items)
                    ? CheckResult.held()
                    : CheckResult.failed("lists: " + shown(lists, list -> "of " + size(list)));
        });
    }

    private static long size(Node list) {
        return MarkdownText.children(list).filter(ListItem.class::isInstance).count();
    }

    /** Demands a table with these columns in this order; what does not count is told at {@link Phrases}. */
    public static AnswerCheck table(List<String> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a table without columns; write for example \"name\", \"price\"");
        }
        List<String> wanted =
                columns.stream().map(column -> folded("column", column)).toList();
        String required = "a table with the columns "
                + columns.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
        return check(required, markdown -> {
            List<TableBlock> tables = markdown.all(TableBlock.class);
            return tables.stream()
                            .map(MarkdownText::columns)
                            .anyMatch(found ->
                                    found.stream().map(FoldedText::of).toList().equals(wanted))
                    ? CheckResult.held()
                    : CheckResult.failed("tables: "
                            + shown(
                                    tables,
                                    table -> Visible.excerpt(
                                            MarkdownText.columns(table).toString(), 120)));
        });
    }

    /** Demands a fenced block of code in a language, as written behind its fence; case does not count. */
    public static AnswerCheck codeBlock(String language) {
        String wanted = folded("language", language);
        return check("a block of code in \"%s\"".formatted(language), markdown -> {
            List<FencedCodeBlock> blocks = markdown.all(FencedCodeBlock.class);
            return blocks.stream().anyMatch(block -> language(block).equals(wanted))
                    ? CheckResult.held()
                    : CheckResult.failed("blocks of code: "
                            + shown(blocks, block -> "\"%s\"".formatted(Visible.excerpt(language(block), 40))));
        });
    }

    private static String language(FencedCodeBlock block) {
        String info = Optional.ofNullable(block.getInfo()).orElse("").strip();
        return info.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** Demands that there is no HTML outside of code. */
    public static AnswerCheck noRawHtml() {
        return check("no HTML", markdown -> {
            List<TextSpan> html = markdown.all(Node.class).stream()
                    .filter(node -> node instanceof HtmlBlock || node instanceof HtmlInline)
                    .map(markdown::span)
                    .toList();
            return html.isEmpty() ? CheckResult.held() : new CheckResult.Failed("HTML", html);
        });
    }

    /**
     * Demands that links, images and bare addresses lead to these hosts only. One without a host (a path, {@code javascript:},
     * {@code mailto:}) is refused. What it cannot see: addresses in HTML and in code.
     *
     * @param hosts such as {@code example.com}, or {@code *.example.com} for all below it
     */
    public static AnswerCheck linksOnlyTo(List<String> hosts) {
        return Links.onlyTo(hosts);
    }

    /** Demands that every link, image and bare address is one: an absolute URI with a host and no broken brackets around. */
    public static AnswerCheck wellFormedLinks() {
        return Links.wellFormed();
    }

    static AnswerCheck check(String required, Function<MarkdownText, CheckResult> check) {
        return AnswerCheck.of(
                required,
                answer -> answer.length() > MarkdownText.LONGEST
                        ? CheckResult.unsure("the answer has %,d characters, at most %,d are read as Markdown"
                                .formatted(answer.length(), MarkdownText.LONGEST))
                        : check.apply(MarkdownText.of(answer)));
    }

    private static boolean isText(Node node, String wanted) {
        return FoldedText.of(MarkdownText.plain(node)).equals(wanted);
    }

    private static String folded(String what, String text) {
        String folded = FoldedText.of(text);
        if (folded.isBlank()) {
            throw new IllegalArgumentException("the %s is blank; write what is to be there".formatted(what));
        }
        return folded;
    }

    private static <N> String shown(List<N> nodes, Function<N, String> name) {
        return nodes.isEmpty()
                ? "none"
                : nodes.stream().limit(10).map(name).collect(Collectors.joining(", "))
                        + (nodes.size() > 10 ? " and %d more".formatted(nodes.size() - 10) : "");
    }
}
