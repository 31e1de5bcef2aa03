package io.github.junitllm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.cli.JunitLlm;
import io.github.junitllm.report.ResultReader.ResultLinesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>\\u202e\\u001b[31m<!--";

    @TempDir
    Path folder;

    private static String sample(String test, String caseId, int number, String outcome) {
        return "{\"type\":\"sample\",\"test\":\"%s\",\"case\":\"%s\",\"sample\":%d,\"outcome\":\"%s\",\"message\":\"%s\",\"calls\":[],\"volatile\":{\"millis\":%d}}"
                .formatted(test, caseId, number, outcome, HOSTILE, 100 + number);
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "{\"type\":\"run\",\"format\":1,\"mode\":\"replay\",\"volatile\":{\"started\":\"2026-11-01T10:00:00Z\"}}");
        for (String test : List.of("a.B#one", "a.B#two")) {
            for (int number = 1; number <= 6; number++) {
                lines.add(sample(test, "case-" + number % 3, number, number % 2 == 0 ? "PASSED" : "FAILED"));
            }
            lines.add(
                    "{\"type\":\"verdict\",\"test\":\"%s\",\"mode\":\"replay\",\"verdict\":\"FAIL\",\"cases\":3,\"planned\":6,\"ran\":6,\"scored\":6,\"passed\":3,\"errors\":{},\"lower\":0.1,\"upper\":0.8,\"confidence\":0.95,\"pass_rate\":0.9,\"tolerance\":0.0,\"evidence\":\"6 REPLAYED\",\"text\":\"FAIL: %s\"}"
                            .formatted(test, HOSTILE));
        }
        return lines;
    }

    private Path file(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    private String page(Path... results) throws IOException {
        Path page = folder.resolve("page.html");
        HtmlReport.write(List.of(results), List.of(), page);
        return Files.readString(page);
    }

    @Test
    void shards_give_the_page_of_the_whole_run_byte_for_byte() throws IOException {
        List<List<String>> dealt = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < lines().size(); i++) {
            dealt.get((i * 7) % 3).add(lines().get(i));
        }
        String whole = page(file("whole.jsonl", lines()));
        Path[] shards = {file("1.jsonl", dealt.get(0)), file("2.jsonl", dealt.get(1)), file("3.jsonl", dealt.get(2))};

        assertThat(page(shards[2], shards[0], shards[1])).isEqualTo(whole);

        Path merged = folder.resolve("merged.jsonl");
        MergedLines.write(List.of(shards), merged);
        assertThat(page(merged)).isEqualTo(whole);
    }

    @Test
    void text_of_models_stands_in_the_page_as_data_alone() throws IOException {
        String page = page(file("run.jsonl", lines()));

        assertThat(page).doesNotContain("<img", "<svg onload", "</script><script>alert", "<!--");
        Matcher blocks = Pattern.compile("<script type=\"application/json\" id=\"\\w+\">(.*?)</script>")
                .matcher(page);
        int found = 0;
        while (blocks.find()) {
            found++;
            assertThat(blocks.group(1)).matches("\\p{ASCII}*").doesNotContain("<");
        }
        assertThat(found).isEqualTo(1 + 2 + 2);
    }

    @Test
    void the_only_script_and_style_that_run_are_those_of_the_policy() throws IOException {
        assertThat(page(file("run.jsonl", lines())))
                .containsPattern(
                        "content=\"default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'\"")
                .doesNotContain("innerHTML", "http://www.example", "eval(");
    }

    @Test
    void two_runs_are_not_taken_for_one() throws IOException {
        Path first = file("first.jsonl", lines());
        Path second = file("second.jsonl", lines());

        assertThatThrownBy(() -> RunIndex.read(List.of(first, second)))
                .isInstanceOf(ResultLinesException.class)
                .hasMessageContaining("both hold sample 3 of case case-0 of a.B#one")
                .hasMessageContaining("compare OLD NEW");
    }

    @Test
    void a_comparison_names_what_fails_now_and_what_passes_now() throws IOException {
        Path older = file(
                "older.jsonl",
                List.of(
                        sample("a.B#one", "x", 1, "PASSED"),
                        sample("a.B#one", "y", 1, "FAILED"),
                        sample("a.B#one", "z", 1, "PASSED")));
        Path newer = file(
                "newer.jsonl",
                List.of(
                        sample("a.B#one", "x", 1, "FAILED"),
                        sample("a.B#one", "y", 1, "PASSED"),
                        sample("a.B#one", "z", 1, "PASSED")));

        assertThat(RunComparison.of(List.of(older), List.of(newer)).lines())
                .contains(
                        "  newly failing 1: x (1 of 1 -> 0 of 1)",
                        "  newly passing 1: y (0 of 1 -> 1 of 1)",
                        "  unchanged: 1")
                .first()
                .asString()
                .startsWith("B.one: 3 cases in both; mean difference +0.000, one-sided 95 % bounds ");
        assertThat(JunitLlm.run("compare", older.toString(), newer.toString())).isEqualTo(3);
    }

    @Test
    void a_long_text_is_cut_and_says_by_how_much() {
        assertThat(Cut.text("x".repeat(5_000_000), Cut.LONGEST).get("more").asInt())
                .isEqualTo(4_980_000);
    }
}
