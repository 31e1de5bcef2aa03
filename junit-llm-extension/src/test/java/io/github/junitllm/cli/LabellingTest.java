package io.github.junitllm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code junit-llm label} asks, and what it writes. */
class LabellingTest {

    @TempDir
    Path folder;

    private Path answers;
    private Path labels;

    @BeforeEach
    void threeAnswers() throws IOException {
        answers = folder.resolve("answers.jsonl");
        labels = folder.resolve("labels.jsonl");
        Files.writeString(answers, """
                {"id": "a", "question": "late?", "answer": "Yes, sorry."}
                {"id": "b", "answer": "Look it up.\\u001b[2J"}
                {"id": "c", "answer": "No."}
                """);
    }

    private String label(String typed) throws IOException {
        StringWriter out = new StringWriter();
        new Labelling(
                        new BufferedReader(new StringReader(typed)),
                        new PrintWriter(out),
                        "ann",
                        LocalDate.of(2026, 11, 25))
                .run(answers, labels);
        return out.toString().replace("\r", "");
    }

    @Test
    void labels_are_written_one_by_one_and_it_goes_on_where_it_stopped() throws IOException {
        assertThat(label("y\nkind\nq\n"))
                .startsWith(
                        "\n1 of 3: a\n--- question\nlate?\n--- answer\nYes, sorry.\ngood? y, n, or q to stop: why? ")
                .endsWith("labels.jsonl: 1 good, 0 bad; a calibration needs 25 of each\n");
        assertThat(label("maybe\nn\n\n"))
                .as("the input ends at the third answer")
                .startsWith("\n2 of 3: b\n")
                .contains("write y, n or q\n")
                .doesNotContain("\u001b")
                .endsWith("labels.jsonl: 1 good, 1 bad; a calibration needs 25 of each\n");

        assertThat(Files.readAllLines(labels))
                .containsExactly(
                        "{\"id\":\"a\",\"question\":\"late?\",\"answer\":\"Yes, sorry.\",\"label\":\"pass\",\"by\":\"ann\",\"date\":\"2026-11-25\",\"reason\":\"kind\"}",
                        "{\"id\":\"b\",\"answer\":\"Look it up.\\u001B[2J\",\"label\":\"fail\",\"by\":\"ann\",\"date\":\"2026-11-25\"}");
    }

    @Test
    void a_last_line_without_its_end_is_ended_first() throws IOException {
        Files.writeString(labels, "{\"id\": \"a\", \"label\": \"pass\"}");

        label("n\nrude\n");

        assertThat(Files.readAllLines(labels)).hasSize(2);
    }

    @Test
    void files_that_cannot_be_used_are_refused_with_their_line() throws IOException {
        Files.writeString(labels, "{\"id\": \"a\", \"la");
        assertThatThrownBy(() -> label("y\n"))
                .hasMessage(
                        labels
                                + ":1: expected an object with \"id\", for example {\"id\": \"late-1\", \"answer\": \"Yes, it is late.\"}");
        Files.writeString(answers, "{\"id\": \"a\"}");
        assertThatThrownBy(() -> label("y\n"))
                .hasMessage(
                        answers
                                + ":1: expected an object with \"id\" and \"answer\", for example {\"id\": \"late-1\", \"answer\": \"Yes, it is late.\"}");
        Files.delete(answers);
        assertThatThrownBy(() -> label("y\n")).hasMessage(answers + ": there is no such file");
    }
}
