package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the inner loop calls and changes; how long it takes is not for a test to say. */
@Timeout(120)
class DraftKindTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void a_changed_word_is_asked_once_an_undone_edit_never_and_a_changed_case_changes_one_file() throws Exception {
        new DraftKind(1)
                .measure(
                        Path.of(""),
                        new Figures("draft", new PrintStream(out, true, UTF_8)),
                        new PrintStream(PrintStream.nullOutputStream(), true, UTF_8));
        assertThat(out.toString(UTF_8).lines())
                .contains(
                        figure("one changed word", "calls", 100, 100),
                        figure("edit undone", "calls", 0, 100),
                        figure("same word again", "calls", 0, 100),
                        figure("one changed case", "calls", 5, 100),
                        figure("one changed case", "files_changed", 1, 20),
                        figure("one changed case accepted", "calls", 0, 100))
                .hasSize(10);
    }

    private static String figure(String source, String name, int value, int n) {
        return "{\"name\":\"draft\",\"source\":\"%s\",\"figure\":\"%s\",\"value\":%d,\"n\":%d}"
                .formatted(source, name, value, n);
    }
}
