package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.text.AnswerCheck;
import io.github.junitllm.text.CheckReport;
import io.github.junitllm.text.MarkdownChecks;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the structure of an answer in Markdown (CommonMark with the tables of GitHub). An answer of more than 500,000
 * characters gives an {@link UnsureError}.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public class MarkdownAssert extends AbstractAssert<MarkdownAssert, String> {

    /** Starts assertions; for soft assertions, which subclass this. */
    public MarkdownAssert(@Nullable String answer) {
        super(answer, MarkdownAssert.class);
    }

    /** Verifies that there is a heading with this text; case and white space do not count. */
    public MarkdownAssert hasHeading(String text) {
        return satisfies(MarkdownChecks.heading(text));
    }

    /** Verifies that there is a heading with this text on this level, 1 to 6. */
    public MarkdownAssert hasHeading(int level, String text) {
        return satisfies(MarkdownChecks.heading(level, text));
    }

    /** Verifies that there is a list of at least so many items, 1 or more; items of lists within it do not count. */
    public MarkdownAssert hasList(int items) {
        return satisfies(MarkdownChecks.list(items));
    }

    /** Verifies that there is a table with these columns in this order; case and white space do not count. */
    public MarkdownAssert hasTable(String... columns) {
        return satisfies(MarkdownChecks.table(List.of(columns)));
    }

    /** Verifies that there is a fenced block of code in this language. What it cannot see: whether the code is in it. */
    public MarkdownAssert hasCodeBlock(String language) {
        return satisfies(MarkdownChecks.codeBlock(language));
    }

    /** Verifies that there is no HTML outside of code. */
    public MarkdownAssert hasNoRawHtml() {
        return satisfies(MarkdownChecks.noRawHtml());
    }

    /**
     * Verifies that links, images and bare addresses lead to these hosts only; without any host, that there are none. What it
     * cannot see: addresses in HTML ({@link #hasNoRawHtml}) and in code, and where a host sends its visitors on.
     *
     * @param hosts such as {@code example.com}, or {@code *.example.com} for all below it
     */
    public MarkdownAssert linksOnlyTo(String... hosts) {
        return satisfies(MarkdownChecks.linksOnlyTo(List.of(hosts)));
    }

    /** Verifies that links, images and bare addresses are absolute with a host. What it cannot see: whether they are there. */
    public MarkdownAssert hasOnlyWellFormedLinks() {
        return satisfies(MarkdownChecks.wellFormedLinks());
    }

    private MarkdownAssert satisfies(AnswerCheck check) {
        isNotNull();
        Reported.require(CheckReport.satisfied(check, actual), message -> failure("%s", message));
        return this;
    }
}
