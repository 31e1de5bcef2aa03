package io.github.junitllm.text;

import static io.github.junitllm.assertions.LlmAssertions.assertSoftly;
import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.assertions.UnsureError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownAssertTest {

    private static final String ANSWER = """
            # Your *refund*

            - one
            - two
              1. inner
              2. inner
              3. inner

            | Name | Price |
            |------|------:|
            | A    | 40    |

            ```Java title="x"
            <b>no HTML here, nor https://evil.example</b>
            ```
            See [the shop](https://shop.example.com/a?b=c) and ![logo](https://example.com/l.png).
            """;

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isExactlyInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void what_is_there_is_found() {
        assertThatAnswer(ANSWER)
                .asMarkdown()
                .hasHeading("your refund")
                .hasHeading(1, "Your refund")
                .hasList(2)
                .hasList(3)
                .hasTable("name", "Price")
                .hasCodeBlock("java")
                .hasNoRawHtml()
                .linksOnlyTo("example.com", "*.example.com")
                .hasOnlyWellFormedLinks();
    }

    @Test
    void what_is_there_instead_is_told() {
        fails(
                () -> assertThatAnswer(ANSWER).as("refund-02").asMarkdown().hasHeading(2, "Your refund"),
                "[refund-02] required a heading \"Your refund\" of level 2, observed headings: \"Your refund\" (level 1)");
        fails(
                () -> assertThatAnswer("text").asMarkdown().hasHeading("Refund"),
                "required a heading \"Refund\", observed headings: none");
        fails(
                () -> assertThatAnswer(ANSWER).asMarkdown().hasList(4),
                "required a list of at least 4 items, observed lists: of 2, of 3");
        fails(
                () -> assertThatAnswer(ANSWER).asMarkdown().hasTable("Price", "Name"),
                "required a table with the columns \"Price\", \"Name\", observed tables: [Name, Price]");
        fails(
                () -> assertThatAnswer(ANSWER).asMarkdown().hasCodeBlock("kotlin"),
                "required a block of code in \"kotlin\", observed blocks of code: \"java\"");
    }

    @Test
    void html_is_told_with_its_place() {
        fails(() -> assertThatAnswer("A <b>word</b>").asMarkdown().hasNoRawHtml(), """
                required no HTML, observed HTML:
                  at 1:3: "A <b>word</b>"
                  at 1:10: "A <b>word</b>\"""");
        fails(
                () -> assertThatAnswer("A\n\n<script>x</script>").asMarkdown().hasNoRawHtml(),
                "required no HTML, observed HTML at 3:1: \"A\\n\\n<script>x</script>\"");
    }

    @Test
    void links_elsewhere_are_told_with_their_hosts() {
        fails(
                () -> assertThatAnswer("[a](https://evil.example/x)\nhttps://example.com.evil.org, ![i](data:x)")
                        .asMarkdown()
                        .linksOnlyTo("example.com"),
                """
                required links to example.com only, observed others:
                  https://evil.example/x (host evil.example) at 1:1: "[a](https://evil.example/x)\\nhttps://example.com.evil.org,..."
                  data:x (no host) at 2:31: "...https://example.com.evil.org, ![i](data:x)"
                  https://example.com.evil.org (host example.com.evil.org) at 2:1: "[a](https://evil.example/x)\\nhttps://example.com.evil.org, ![i](data:x)\"""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a](https://example.com@evil.org)",
                "[a](https://example.com\\\\@evil.org)",
                "[a](//evil.org/x)",
                "[a](javascript:alert(1))",
                "[a](/path)",
                "[a][r]\n\n[r]: https://evil.org",
                "<https://evil.org>",
                "HTTPS://EVIL.ORG",
                "[a](https://notexample.com)",
                "**https://evil.org**",
                "[![i](https://evil.org/i.png)](https://example.com)"
            })
    void a_link_elsewhere_is_seen_in_any_writing(String answer) {
        assertThatThrownBy(() -> assertThatAnswer(answer).asMarkdown().linksOnlyTo("example.com"))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageStartingWith("required links to example.com only, observed others:");
    }

    @Test
    void without_hosts_no_link_is_allowed() {
        assertThatAnswer("no link").asMarkdown().linksOnlyTo();
        assertThatThrownBy(() ->
                        assertThatAnswer("https://example.com").asMarkdown().linksOnlyTo())
                .hasMessageStartingWith(
                        "required no links, observed others:\n  https://example.com (host example.com) at 1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a](https://exa mple.com)", "[a](example.com)", "[a](http://)", "[a]()", "[a](http://x"})
    void a_broken_link_is_told(String answer) {
        assertThatThrownBy(() -> assertThatAnswer(answer).asMarkdown().hasOnlyWellFormedLinks())
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageStartingWith("required well-formed links, observed others:\n  ");
    }

    @Test
    void soft_assertions_go_on() {
        assertThatThrownBy(() -> assertSoftly(softly -> softly.assertThatAnswer("text")
                        .as("refund-02")
                        .asMarkdown()
                        .hasHeading("Refund")
                        .hasList(1)))
                .hasMessageStartingWith("2 assertions failed:\n  1. [refund-02] required a heading \"Refund\"");
    }

    @Test
    void a_blank_answer_has_no_structure_and_is_not_free_of_faults() {
        fails(() -> assertThatAnswer(" ").asMarkdown().hasNoRawHtml(), "required no HTML, observed a blank answer");
        fails(
                () -> assertThatAnswer("").asMarkdown().linksOnlyTo("a.com"),
                "required links to a.com only, observed an empty answer");
        assertThatThrownBy(() -> assertThatAnswer(null).asMarkdown()).isInstanceOf(AssertionError.class);
    }

    @Test
    void deep_nesting_is_read_and_a_giant_is_left_open() {
        assertThatAnswer(">".repeat(10_000) + " x").asMarkdown().hasNoRawHtml();
        assertThatAnswer("[".repeat(10_000) + "x" + "]".repeat(10_000))
                .asMarkdown()
                .hasNoRawHtml();
        assertThatAnswer("*a_ ".repeat(10_000)).asMarkdown().linksOnlyTo("a.com");
        assertThatExceptionOfType(UnsureError.class)
                .isThrownBy(
                        () -> assertThatAnswer("x".repeat(500_001)).asMarkdown().hasNoRawHtml())
                .withMessage(
                        "required no HTML, which cannot be told: the answer has 500,001 characters, at most 500,000 are read as Markdown");
    }

    @Test
    void wrong_use_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").asMarkdown().hasHeading(7, "x"))
                .withMessage("a heading of level 7, allowed are 1 to 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").asMarkdown().hasHeading(" "))
                .withMessage("the heading is blank; write what is to be there");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").asMarkdown().hasList(0))
                .withMessage("a list of 0 items, allowed are 1 and more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").asMarkdown().hasTable())
                .withMessage("a table without columns; write for example \"name\", \"price\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatAnswer("a").asMarkdown().linksOnlyTo("https://example.com"))
                .withMessage(
                        "\"https://example.com\" is no host; write for example \"example.com\", or \"*.example.com\" for all below it");
    }
}
