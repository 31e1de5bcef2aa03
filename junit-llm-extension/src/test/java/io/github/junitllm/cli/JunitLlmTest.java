package io.github.junitllm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class JunitLlmTest {

    private static final String ROW =
            "{\"id\":\"row-1\",\"source\":\"somebody\",\"licence\":\"MIT\",\"case\":\"late\",\"request\":{\"method\":\"POST\",\"url\":\"https://api.openai.com/v1/chat/completions\",\"content_type\":\"application/json\",\"body\":{\"model\":\"m\"}},\"response\":{\"status\":200,\"content_type\":\"application/json\",\"body\":{\"ok\":true}}}\n";

    @TempDir
    Path folder;

    private final PrintStream outBefore = System.out;
    private final PrintStream errBefore = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void catchOutput() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restoreOutput() {
        System.setOut(outBefore);
        System.setErr(errBefore);
    }

    private String text(ByteArrayOutputStream caught) {
        return caught.toString(StandardCharsets.UTF_8)
                .replace(folder.toString(), "FOLDER")
                .replace("\r\n", "\n");
    }

    private int importing(Path file, String test, String... more) {
        return JunitLlm.run(Stream.concat(
                        Stream.of(
                                "import",
                                file.toString(),
                                "--test",
                                test,
                                "--cassettes",
                                folder.resolve("cassettes").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void a_row_that_looks_secret_is_refused_unless_its_place_is_allowed() throws IOException {
        String random = "q7Xz2Lp9" + "Wv4Kt8Rb1Nc6Jh3Fd5Gs0Mv";
        Path rows = Files.writeString(
                folder.resolve("rows.jsonl"),
                ROW.replaceFirst("\"body\": ?\\{", "\"body\":{\"note\":\"" + random + "\","));

        assertThat(importing(rows, "com.example.RefundTest#answers")).isEqualTo(1);
        assertThat(text(err))
                .startsWith(
                        "FOLDER/rows.jsonl:1: not stored: the member \"request\" holds text that looks random at /note, 31 characters starting with \"q7Xz\";")
                .doesNotContain(random);
        assertThat(folder.resolve("cassettes")).doesNotExist();

        assertThat(importing(rows, "com.example.RefundTest#answers", "--redact-allow", "/note"))
                .isZero();
        assertThat(importing(rows, "com.example.RefundTest#answers", "--redact-names", "note"))
                .isZero();
        assertThat(importing(rows, "com.example.RefundTest#answers", "--redact-allow", "note"))
                .isEqualTo(2);
    }

    @Test
    void imports_a_file_into_the_cassettes_of_an_eval_and_says_where() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.jsonl"), ROW);

        int exit = importing(rows, "com.example.RefundTest$Late#answers");

        assertThat(text(out)).isEqualTo("""
                        1 exchange in 1 cassette
                          openai 1
                        written to FOLDER/cassettes/com.example.RefundTest.Late/answers
                        """);
        assertThat(text(err)).isEmpty();
        assertThat(exit).isZero();
        Path file = folder.resolve("cassettes/com.example.RefundTest.Late/answers/late.jsonl");
        try (Cassette cassette = Cassette.open(file, "", "late")) {
            assertThat(cassette.exchanges()).singleElement().satisfies(exchange -> {
                assertThat(exchange.provenance().origin()).isEqualTo(Origin.IMPORTED);
                assertThat(exchange.provenance().licence()).isEqualTo("MIT");
            });
        }
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThat(importing(folder.resolve("none.jsonl"), "com.example.RefundTest#answers"))
                .isEqualTo(1);

        assertThat(text(err)).isEqualTo("""
                        FOLDER/none.jsonl: cannot be read: java.nio.file.NoSuchFileException: FOLDER/none.jsonl
                        """);
        assertThat(folder.resolve("cassettes")).doesNotExist();
    }

    @Test
    void a_row_that_cannot_be_read_is_named_by_line_and_nothing_is_written() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.jsonl"), ROW + "{\"id\":\"row-2\"}\n");

        assertThat(importing(rows, "com.example.RefundTest#answers")).isEqualTo(1);

        assertThat(text(err)).isEqualTo("""
                        FOLDER/rows.jsonl:2: the member "request" must be an object, found none
                        """);
        assertThat(folder.resolve("cassettes")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example.RefundTest", "#answers", "com.example.RefundTest#"})
    void a_test_without_class_or_method_is_refused(String test) throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.jsonl"), ROW);

        assertThat(importing(rows, test)).isEqualTo(2);

        assertThat(text(err))
                .isEqualTo("--test " + test
                        + ": expected a class and a method, for example com.example.RefundTest#answers\n");
        assertThat(folder.resolve("cassettes")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc#answers", "com.example.RefundTest#../../up", "/etc#passwd"})
    void a_test_that_is_no_java_name_never_leaves_the_folder(String test) throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.jsonl"), ROW);

        assertThat(importing(rows, test)).isEqualTo(2);

        assertThat(folder.resolve("cassettes")).doesNotExist();
    }

    @Test
    void options_that_are_missing_are_named_with_the_usage() {
        assertThat(JunitLlm.run("import")).isEqualTo(2);

        assertThat(text(err)).startsWith("Missing required").contains("--test", "FILE", "Usage: junit-llm import");
    }

    @Test
    void without_a_command_the_usage_is_shown_and_nothing_is_green() {
        assertThat(JunitLlm.run()).isEqualTo(2);

        assertThat(text(err)).contains("Usage: junit-llm", "import");
    }

    @Test
    void exports_to_wiremock_and_imports_from_it_and_from_vcrpy() throws IOException {
        assertThat(importing(Files.writeString(folder.resolve("rows.jsonl"), ROW), "com.example.RefundTest#answers"))
                .isZero();
        Path cassette = folder.resolve("cassettes/com.example.RefundTest/answers/late.jsonl");
        Path stubs = folder.resolve("stubs");
        assertThat(JunitLlm.run("export", "--to", "wiremock", cassette.toString(), stubs.toString()))
                .isZero();
        assertThat(text(out)).endsWith("1 take written to FOLDER/stubs\n");
        assertThat(importing(stubs, "com.example.RefundTest#again", "--from", "wiremock"))
                .isEqualTo(2);
        assertThat(text(err))
                .isEqualTo(
                        "--from wiremock: needs --source and --licence, since the files do not say where their answers come from; for example --source github.com/example/shop --licence Apache-2.0, with --simulated if they are made up\n");
        String[] cited = {"--from", "wiremock", "--source", "me", "--licence", "MIT", "--simulated", "--case", "early"};
        assertThat(importing(stubs, "com.example.RefundTest#again", cited)).isZero();
        assertThat(text(out)).endsWith("written to FOLDER/cassettes/com.example.RefundTest/again\n");
        try (Cassette early =
                Cassette.open(folder.resolve("cassettes/com.example.RefundTest/again/early.jsonl"), "", "early")) {
            assertThat(early.exchanges()).singleElement().satisfies(exchange -> assertThat(
                            exchange.provenance().origin())
                    .isEqualTo(Origin.SIMULATED));
        }
        Path vcr = Files.writeString(
                folder.resolve("chat.yaml"),
                "interactions: [{request: {method: GET, uri: 'https://api.openai.com/v1/models'}, response: {status: {code: 200}}}]");
        assertThat(importing(vcr, "com.example.RefundTest#vcr", "--from", "vcr", "--source", "me", "--licence", "MIT"))
                .isZero();
        assertThat(folder.resolve("cassettes/com.example.RefundTest/vcr")).isNotEmptyDirectory();
        assertThat(importing(vcr, "com.example.RefundTest#vcr", "--from", "har"))
                .isEqualTo(2);
        assertThat(text(err)).endsWith("--from har: expected wire, wiremock or vcr\n");
    }
}
