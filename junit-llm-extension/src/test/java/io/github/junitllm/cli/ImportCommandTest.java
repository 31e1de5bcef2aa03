package io.github.junitllm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.cassette.Cassette;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {

    private static final String ROW = """
            {"id":"r1","source":"acme/tests","licence":"MIT","case":"late","response_format":"json","request":{"method":"POST",\
            "url":"https://api.openai.com/v1/chat/completions","content_type":"application/json","body":{"model":"m"}},\
            "response":{"status":200,"content_type":"application/json","body":{"choices":[]},"body_text":null}}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new ImportCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void writes_cassettes_where_the_eval_looks_for_them() throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), ROW);

        int exit = run(file.toString(), "--test", "com.example.RefundTest#answers", "--cassettes", folder.toString());

        assertThat(exit).isZero();
        Path cassette = folder.resolve("com.example.RefundTest/answers/late.jsonl");
        assertThat(out.toString().lines())
                .containsExactly("1 exchange in 1 cassette", "  openai 1", "written to " + cassette.getParent());
        assertThat(Cassette.open(cassette, "", "").exchanges()).hasSize(1);
    }

    @Test
    void names_file_line_and_member_of_a_bad_row() throws IOException {
        Path file = Files.writeString(
                folder.resolve("rows.jsonl"), ROW + ROW.replace("\"status\":200", "\"status\":\"ok\""));

        assertThat(run(file.toString(), "--test", "com.example.RefundTest#answers", "--cassettes", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith(file + ":2: ").contains("response.status");
        assertThat(folder.resolve("com.example.RefundTest")).doesNotExist();
    }

    @Test
    void wants_a_class_and_a_method() {
        assertThat(run("rows.jsonl", "--test", "RefundTest")).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo(
                        "--test RefundTest: expected a class and a method, for example com.example.RefundTest#answers");
    }
}
