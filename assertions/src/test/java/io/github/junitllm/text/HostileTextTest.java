package io.github.junitllm.text;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileTextTest {

    private static final List<AnswerCheck> CHECKS = List.of(
            TextChecks.mentionsNone(Phrases.of("a", "caf\u00e9 x").asWholeWords()),
            TextChecks.containsMatch("(a+)+$|(\\w+\\s?)*!"),
            TextChecks.between(2, 5, TextUnit.WORDS),
            TextChecks.between(2, 5, TextUnit.SENTENCES),
            TextChecks.between(2, 5, TextUnit.CHARACTERS),
            TextChecks.refusal(),
            TextChecks.noLoop(2),
            TextChecks.withinEdits("abc", 5),
            MarkdownChecks.heading("a"),
            MarkdownChecks.list(2),
            MarkdownChecks.table(List.of("a")),
            MarkdownChecks.codeBlock("java"),
            MarkdownChecks.noRawHtml(),
            MarkdownChecks.linksOnlyTo(List.of("a.com")),
            MarkdownChecks.wellFormedLinks());

    private static final String[] PIECES = {
        "a",
        "b",
        " ",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "1. ",
        "> ",
        "```",
        "`",
        "*",
        "_",
        "[",
        "]",
        "](",
        ")",
        "![",
        "<",
        "</b>",
        "<!--",
        "|",
        "---",
        "|-|",
        "http://",
        "https://a.com/",
        "&amp;",
        "\\",
        "\t",
        "\r",
        "\u0000",
        "\ud83c",
        "\udfa8",
        "\ud83d\udc4d\ud83c\udffd",
        "e\u0301",
        "\ufdfa",
        "\u200b",
        "\u2028",
        "\u202e",
        "I cannot help ",
        "ich kann nicht ",
        ". ",
        "7"
    };

    /** Its number is raised to 100,000 by hand. */
    private static final int INPUTS = Integer.getInteger("junit.llm.hostile", 1_000);

    @Test
    void no_generated_answer_breaks_a_check() {
        Random random = new Random(20261125);
        for (int i = 0; i < INPUTS; i++) {
            StringBuilder answer = new StringBuilder();
            random.ints(1 + random.nextInt(60), 0, PIECES.length).forEach(piece -> answer.append(PIECES[piece]));
            for (AnswerCheck check : CHECKS) {
                assertThatCode(() -> CheckReport.satisfied(check, answer.toString()))
                        .as("%s on <%s>", check.required(), answer)
                        .doesNotThrowAnyException();
            }
        }
    }
}
