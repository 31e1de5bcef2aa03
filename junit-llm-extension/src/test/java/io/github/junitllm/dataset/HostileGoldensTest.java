package io.github.junitllm.dataset;

import static io.github.junitllm.dataset.GoldenAnnotations.files;
import static io.github.junitllm.dataset.GoldenAnnotations.inline;
import static io.github.junitllm.dataset.GoldensTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Goldens that are broken or meant to break the reader: a clear error in bounded time, and nothing is executed. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileGoldensTest {

    /** Would be created by a YAML reader that follows tags. */
    public static final class Bomb {
        static int created;

        public Bomb() {
            created++;
        }

        public Bomb(String text) {
            created++;
        }
    }

    @Test
    void malformed_files_name_line_and_column() {
        refused(
                () -> files("dataset/bad.yaml"),
                "goldens/dataset/bad.yaml:2:14: not YAML: mapping values are not allowed here");
        refused(
                () -> files("dataset/bad.json"),
                "goldens/dataset/bad.json:2:14: not JSON: Unexpected character (',' (code 44)): was expecting "
                        + "double-quote to start field name");
        refused(
                () -> files("dataset/bad.jsonl"),
                "goldens/dataset/bad.jsonl:2:25: not JSON: Unexpected character ('}' (code 125)): expected a value");
        refused(
                () -> files("dataset/open-quote.csv"),
                "goldens/dataset/open-quote.csv:3:4: not CSV: Missing closing quote for value (the row starts at line 2)");
        refused(
                () -> inline("- {id: a"),
                "inline:1:9: not YAML: while parsing a flow mapping, expected ',' or '}', but got <stream end>");
    }

    @Test
    void csv_rows_must_fit_the_header() {
        refused(
                () -> files("dataset/wide.csv"),
                "goldens/dataset/wide.csv:2:5: row has 3 cells, the header has 2; put text with commas in double quotes");
        refused(
                () -> files("dataset/narrow.csv"),
                "goldens/dataset/narrow.csv:2:1: row has 1 cell, the header has 2; write an empty cell for each absent "
                        + "member");
        refused(
                () -> files("dataset/twice.csv"),
                "goldens/dataset/twice.csv:1:13: the header names \"id\" twice; keep one");
        refused(
                () -> files("dataset/nameless.csv"),
                "goldens/dataset/nameless.csv:1:4: column 2 of the header has no name; write one");
    }

    @Test
    void text_after_the_cases_is_refused() {
        refused(
                () -> files("dataset/trailing.json"),
                "goldens/dataset/trailing.json:1:15: text after the end of the cases; keep one list of cases a file");
        refused(
                () -> inline("- id: a\n---\n- id: b\n"),
                "inline:3:1: text after the end of the cases; keep one list of cases a file");
    }

    @Test
    void a_duplicate_member_is_refused() {
        refused(
                () -> inline("- id: a\n  question: b\n  question: c\n"),
                "inline:3:3: the case of line 1 has the member /question twice; keep one");
        refused(
                () -> files("dataset/twice.json"),
                "goldens/dataset/twice.json:2:29: the case of line 2 has the member /q/x twice; keep one");
        refused(() -> inline("cases: []\ncases: []"), "inline:2:1: the member \"cases\" twice; keep one");
    }

    @Test
    void a_file_that_is_not_utf8_is_refused_with_the_offset() {
        refused(
                () -> files("dataset/latin1.yaml"),
                "goldens/dataset/latin1.yaml: not UTF-8 at byte 9 (0xE9); save the file as UTF-8");
    }

    @Test
    void a_tag_instantiates_nothing() {
        String bomb = Bomb.class.getName();
        refused(
                () -> inline("- id: a\n  x: !!" + bomb + " []\n"),
                "inline:2:6: tag !!" + bomb + " is refused; goldens hold plain values, delete the tag");
        refused(
                () -> inline("- id: a\n  x: !!" + bomb + " text\n"),
                "inline:2:6: tag !!" + bomb + " is refused; goldens hold plain values, delete the tag");
        refused(
                () -> inline("- !<tag:yaml.org,2002:javax.script.ScriptEngineManager> {a: 1}"),
                "inline:1:3: tag !!javax.script.ScriptEngineManager is refused; goldens hold plain values, delete the tag");
        refused(
                () -> inline("- !local {a: 1}"),
                "inline:1:3: tag !local is refused; goldens hold plain values, delete the tag");
        assertThat(Bomb.created).isZero();
    }

    @Test
    void an_alias_stands_for_the_value_it_names() {
        GoldenCase second = inline("""
                - {id: a, policy: &policy [30 days, no shoes]}
                - {id: b, policy: *policy}
                """).get(1);
        assertThat(second.list("policy")).isEqualTo(List.of("30 days", "no shoes"));
    }

    @Test
    void an_alias_bomb_is_refused() {
        StringBuilder bomb = new StringBuilder("- id: a\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++) {
            bomb.append("  a%d: &a%d [%s]\n".formatted(level, level, ("*a" + (level - 1) + ",").repeat(10)));
        }
        refused(
                () -> inline(bomb.toString()),
                "inline:7:40: more than 1,000,000 values (an alias counts as what it stands for); split the file");
    }

    @Test
    void aliases_that_name_nothing_or_themselves_are_refused() {
        refused(
                () -> inline("- id: a\n  x: *nowhere\n"),
                "inline:2:6: alias *nowhere names no finished value before it; write the value out");
        refused(
                () -> inline("- id: a\n  x: &x [*x]\n"),
                "inline:2:10: alias *x names no finished value before it; write the value out");
        refused(
                () -> inline("- &a {id: a}\n- {<<: *a, id: b}\n"),
                "inline:2:4: merge key \"<<\" is not read; write the members out");
    }

    @Test
    void deep_nesting_is_refused() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        refused(() -> inline("- x: " + deep), "inline:1:105: nested deeper than 100 levels; write it flatter");
        refused(
                () -> inline("[{\"x\": " + deep + "}]"),
                "inline:1:107: nested deeper than 100 levels; write it flatter");
        refused(
                () -> inline("- x:\n  " + "- ".repeat(10_000) + "1"),
                "inline:2:201: nested deeper than 100 levels; write it flatter");
    }

    @Test
    void huge_numbers_are_refused() {
        String advice = "; allowed are 100 digits and exponents from -999 to 999, put it in quotes if it is text";
        refused(() -> inline("- x: " + "9".repeat(100_000)), "inline:1:6: number of 100000 digits" + advice);
        refused(() -> inline("- x: 1e999999999"), "inline:1:6: number 1e999999999" + advice);
        refused(() -> inline("[{\"x\": " + "9".repeat(100_000) + "}]"), "inline:1:8: number of 100000 digits" + advice);
        refused(() -> inline("[{\"x\": 1e-99999999999}]"), "inline:1:8: number 1e-99999999999" + advice);
        assertThat(inline("- x: 1e999").get(0).number("x")).isEqualTo("1e999");
    }

    @Test
    void keys_that_are_not_text_are_refused() {
        refused(() -> inline("- ? [a, b]\n  : 1\n"), "inline:1:5: a member's name must be text and not empty");
        refused(() -> inline("- {\"\": 1}"), "inline:1:4: a member's name must be text and not empty");
    }

    @Test
    void control_characters_are_refused() {
        refused(() -> inline("- id: a\n  x: b\u0001"), "inline:2:7: not YAML: character U+0001 is not allowed");
    }

    @Test
    void a_huge_golden_is_refused() {
        refused(
                () -> inline("- x: " + "y".repeat(16 * 1024 * 1024)),
                "inline: larger than 16 MiB; split it into several files");
        refused(
                () -> inline("- x: a\n- x: " + "y".repeat(262_140)),
                "inline:2: line has 262145 characters, in YAML allowed are 262,144; put the case into a .json or .jsonl "
                        + "file");
        assertThat(inline("- x: " + "y".repeat(262_139))).hasSize(1);
        assertThat(inline("[{\"x\": \"" + "y".repeat(8 * 1024 * 1024) + "\"}]")).hasSize(1);
    }

    @Test
    void damaged_goldens_are_read_or_refused_and_nothing_else() {
        String[] whole = {
            "- id: a\n  tags: [x, y]\n  q: &q \"b\\u0041\"\n  n: {x: 1.5, y: *q}\n- id: 'c'\n  t: |\n    text\n",
            "[{\"id\": \"a\", \"tags\": [\"x\"], \"n\": {\"x\": -1.5e3, \"y\": null}}]",
            "id,tags,q\na,\"x, y\",\"b \"\"c\"\"\"\nd,,e\n"
        };
        String damage = "{}[]:,-?&*!|>'\"%@`#~<\\\n\t\r \u0000\u0085\uD800\uFEFF9e.";
        Random random = new Random(20261124);
        Format[] formats = Format.values();
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder(whole[round % whole.length]);
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at, at + random.nextInt(2), String.valueOf(damage.charAt(random.nextInt(damage.length()))));
            }
            Source source = new Source("@Golden on T.t()", "t", text.toString());
            CaseBuilder builder = new CaseBuilder();
            try {
                formats[random.nextInt(formats.length)].read(source).forEach(raw -> builder.add(source, raw, false));
            } catch (ExtensionConfigurationException refusedWithASentence) {
                assertThat(refusedWithASentence).hasMessageStartingWith("@Golden on T.t(): t:");
            }
        }
    }
}
