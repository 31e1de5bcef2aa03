package io.github.junitllm.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.judge.Rubric.Scale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of labelled answers: what is read, and what is refused with file and line. */
class LabelFileTest {

    private static final CalibrationRule YES_NO = rule(new Scale.YesNo(), OptionalInt.empty());
    private static final CalibrationRule STARS = rule(new Scale.Score(1, 5), OptionalInt.of(4));

    private static CalibrationRule rule(Scale scale, OptionalInt passAt) {
        return new CalibrationRule(new Rubric("polite.md", "openai/judge-1", 0, 1, scale, "Polite."), passAt);
    }

    private static String line(int number, String label) {
        return "{\"id\": \"a%d\", \"answer\": \"answer %d\", \"label\": %s, \"by\": \"ann\", \"date\": \"2026-11-20\"}"
                .formatted(number, number, label);
    }

    private static List<String> lines(String good, String bad) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            lines.add(line(i, i <= 25 ? good : bad));
        }
        return lines;
    }

    @Test
    void all_members_are_read() {
        List<String> lines = lines("\"pass\"", "\"fail\"");
        lines.add(
                "{\"id\": \"q\", \"question\": \"late?\", \"context\": \"30 days\", \"answer\": \"no\", \"label\": \"fail\", \"by\": \"bob\", \"date\": \"2026-11-21\", \"reason\": \"curt\"}");

        List<LabelledAnswer> read = LabelFile.read("polite.jsonl", String.join("\n", lines), YES_NO);

        assertThat(read).hasSize(51);
        assertThat(read.get(50))
                .isEqualTo(new LabelledAnswer(
                        "q",
                        Map.of("question", "late?", "context", "30 days"),
                        "no",
                        false,
                        "fail",
                        "bob",
                        LocalDate.of(2026, 11, 21),
                        "curt"));
    }

    @Test
    void scores_pass_from_the_bar_of_the_rubric_on() {
        assertThat(LabelFile.read("s.jsonl", String.join("\n", lines("4", "3")), STARS))
                .filteredOn(LabelledAnswer::good)
                .hasSize(25);
    }

    @Test
    void too_few_labels_of_a_kind_are_refused() {
        assertThatThrownBy(() -> LabelFile.read("p.jsonl", String.join("\n", lines("\"pass\"", "\"pass\"")), YES_NO))
                .hasMessage(
                        "p.jsonl: 50 good and 0 bad answers; at least 25 of each are needed to say what a judge is worth");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\": \"b\"}x | no strict JSON: ",
                "{\"id\": \"a1\", \"answer\": \"other\", \"label\": \"pass\", \"by\": \"ann\", \"date\": \"2026-11-20\"} | the id \"a1\" stands in line 1 already; label each once",
                "{\"id\": \"b\", \"answer\": \"answer  1\", \"label\": \"fail\", \"by\": \"ann\", \"date\": \"2026-11-20\"} | this answer to this question stands in line 1 already; label each once",
                "{\"id\": \"b\", \"answer\": \"x\", \"label\": \"fail\", \"by\": \"ann\", \"date\": \"2026-02-30\"} | date = \"2026-02-30\": no such day; write for example 2026-11-25",
                "{\"id\": \"b\", \"answer\": \"x\", \"label\": 3, \"by\": \"ann\", \"date\": \"2026-11-20\"} | the label 3 is a score, but the rubric has no scale; write pass or fail"
            })
    void faults_are_named_with_file_and_line(String fault, String message) {
        assertThatThrownBy(() -> LabelFile.read("p.jsonl", line(1, "\"pass\"") + "\n\n" + fault, YES_NO))
                .hasMessageStartingWith("p.jsonl:3: " + message);
    }

    @Test
    void a_member_that_is_none_or_lacks_is_refused() {
        assertThatThrownBy(() -> LabelFile.read("p.jsonl", line(1, "\"good\""), YES_NO))
                .hasMessageStartingWith("p.jsonl:1: ");
        assertThatThrownBy(() -> LabelFile.read("p.jsonl", line(1, "\"pass\"").replace("\"by\"", "\"bye\""), YES_NO))
                .hasMessageStartingWith("p.jsonl:1: ");
    }

    @Test
    void a_rubric_without_a_pass_is_refused() {
        assertThatThrownBy(() -> rule(new Scale.Category(List.of("a", "b")), OptionalInt.empty()))
                .hasMessage(
                        "a judge that gives one of several labels has no pass and fail, so it cannot be calibrated; ask yes and no instead");
        assertThatThrownBy(() -> rule(new Scale.Score(1, 5), OptionalInt.empty()))
                .hasMessage("passAt: the least score that passes is needed, 2 to 5; write for example passAt: 5");
        assertThatThrownBy(() -> rule(new Scale.YesNo(), OptionalInt.of(3)))
                .hasMessage("passAt belongs to a rubric with a scale; leave it out");
    }
}
