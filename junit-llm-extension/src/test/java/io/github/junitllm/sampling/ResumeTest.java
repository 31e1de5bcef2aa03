package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.exchange.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A live run that was killed goes on from its result lines. */
class ResumeTest {

    private static final String TODAY = "2026-11-20";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder).set("mode", "live");
    }

    static class TwentyTestCase {
        @LlmEval(samples = 10, passRate = 0.75, stopEarly = false)
        @Golden(inline = "[{id: a, question: is it a}, {id: b, question: is it b}]")
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    /** The run that is killed: its folder and the port of its provider. */
    static final class Child {
        public static void main(String[] arguments) {
            new Evals(Path.of(arguments[0]))
                    .set("mode", "live")
                    .set("upstream.openai", arguments[1])
                    .set("upstream.openai.simulated", "true")
                    .run(TwentyTestCase.class);
            System.exit(0);
        }
    }

    private Process child(String url) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString(),
                        url))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile())
                .start();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(evals.results)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static String resumed(Evals.Run run) {
        return run.verdictText()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("resumed: "))
                .findFirst()
                .orElse("");
    }

    @Test
    void a_killed_run_goes_on_and_pays_no_finished_sample_twice() throws Exception {
        CompletableFuture<Process> running = new CompletableFuture<>();
        try (Provider provider = new Provider(call -> {
            if (call == 8) {
                running.join().destroyForcibly().onExit().join();
            }
            return call == 3 ? "no" : "yes";
        })) {
            Process process = child(provider.url());
            running.complete(process);
            assertThat(process.waitFor()).isNotZero();
            assertThat(provider.calls()).isEqualTo(8);
            // A kill can cut a line, and a character.
            Files.write(file(), new byte[] {'{', '"', 't', (byte) 0xc3}, StandardOpenOption.APPEND);

            Evals.Run run = provider.serve(evals).set("resume", "last").run(TwentyTestCase.class);

            assertThat(run.status()).as(run.message()).isEqualTo(SUCCESSFUL);
            // The eighth was under way, so that it is the only one asked again.
            assertThat(provider.calls()).isEqualTo(8 + 13);
            assertThat(run.verdictText())
                    .startsWith("PASS: pass rate 0.950 (19 of 20)")
                    .contains("evidence 20 SIMULATED");
            assertThat(resumed(run))
                    .matches("resumed: 7 of 20 samples from RESULTS.jsonl, called \\d{4}-\\d\\d-\\d\\d");
            assertThat(run.samples()).as("the others are skipped").hasSize(13);
            assertThat(run.verdictLine().path("resumed").path("samples").asInt())
                    .isEqualTo(7);
            assertThat(run.outcomes()).as("the new file can be resumed too").hasSize(20);
        }
    }

    /** The file of a whole run, changed line by line. */
    private void write(Consumer<ObjectNode> change) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file())) {
            ObjectNode json = (ObjectNode) Json.tryRead(line).orElseThrow();
            if (json.path("type").asText().equals("run")) {
                ((ObjectNode) json.path("volatile")).put("started", TODAY + "T10:00:00Z");
            }
            change.accept(json);
            lines.add(Json.write(json));
        }
        Files.write(folder.resolve("r.jsonl"), lines);
        evals.set("resume", folder.resolve("r.jsonl").toString());
    }

    @Test
    void samples_of_another_code_or_golden_and_those_without_an_answer_run_again() throws Exception {
        try (Provider provider = new Provider(call -> "yes")) {
            provider.serve(evals).run(TwentyTestCase.class);
            write(line -> {
                boolean first = line.path("case").asText().equals("a");
                if (first && line.path("sample").asInt() == 1) {
                    line.put("code", "0".repeat(32));
                } else if (first && line.path("sample").asInt() == 2) {
                    line.put("outcome", "INFRA_ERROR");
                }
            });
            Evals.Run run = evals.run(TwentyTestCase.class);

            assertThat(provider.calls()).isEqualTo(20 + 2);
            assertThat(resumed(run))
                    .isEqualTo(
                            "resumed: 18 of 20 samples from r.jsonl, called 2026-11-20; 1 more not, since the test class or the golden has changed");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nonsense | r.jsonl:1: no result line, expected one JSON object
            [] | r.jsonl:1: no result line, expected one JSON object
            {"type":"sample"} | r.jsonl:1: "type" is "sample", expected the line that begins a run, {"type":"run","format":1}
            {"type":"run","format":2} | r.jsonl:1: "format" is 2, this version reads 1
            {"type":"run","format":1} | r.jsonl:1: "started" of the run is "", expected a time such as 2026-11-25T10:00:00Z
            RUN;{"type":"sample","test":"t","case":"a","sample":0} | r.jsonl:2: "sample" is 0, expected a number from 1
            RUN;{"type":"sample","test":"t","case":7,"sample":1,"outcome":"PASSED"} | r.jsonl:2: "case" is 7, expected text
            RUN;{"type":"sample","test":"t","case":"a","sample":1,"outcome":"PASSED","evidence":"TRUE"} | r.jsonl:2: "evidence" is "TRUE", expected one of [LIVE, REPLAYED, IMPORTED, SIMULATED]
            RUN;ONE;ONE | r.jsonl:3: sample 1 of case "a" of t stands in line 2 already; a run has each sample once, so give the file of one run
            """)
    void a_broken_file_is_named_by_its_line(String content, String message) throws Exception {
        Files.writeString(
                folder.resolve("r.jsonl"),
                content.replace(";", "\n")
                                .replace(
                                        "RUN",
                                        "{\"type\":\"run\",\"format\":1,\"volatile\":{\"started\":\"2026-11-20T10:00:00Z\"}}")
                                .replace(
                                        "ONE",
                                        "{\"type\":\"sample\",\"test\":\"t\",\"case\":\"a\",\"sample\":1,\"outcome\":\"PASSED\"}")
                        + "\n",
                UTF_8);
        evals.set("resume", folder.resolve("r.jsonl").toString());

        assertThat(evals.run(TwentyTestCase.class).message()).isEqualTo("junit.llm.resume: FOLDER/" + message);
    }

    @Test
    void what_cannot_be_resumed_is_refused_before_the_first_call() {
        assertThat(evals.set("resume", "last").run(TwentyTestCase.class).message())
                .isEqualTo(
                        "junit.llm.resume = \"last\": there are no result lines of an earlier run in FOLDER/results");
        String missing = folder.resolve("none.jsonl").toString();
        assertThat(evals.set("resume", missing).run(TwentyTestCase.class).message())
                .isEqualTo(
                        "junit.llm.resume: there is no file FOLDER/none.jsonl; write the path of a result file, or last");
    }

    @Test
    void only_a_whole_live_run_is_resumed() throws Exception {
        Files.writeString(
                folder.resolve("r.jsonl"),
                "{\"type\":\"run\",\"format\":1,\"volatile\":{\"started\":\"2026-11-20T10:00:00Z\"}}\n");
        evals.set("resume", folder.resolve("r.jsonl").toString());
        assertThat(evals.set("mode", "record").run(TwentyTestCase.class).message())
                .isEqualTo(
                        "junit.llm.resume goes on with a run in mode live, and the mode is record; record goes on by its cassettes, so leave junit.llm.resume out");
        evals.set("mode", "live").set("case", "a");
        assertThat(evals.run(TwentyTestCase.class).message())
                .isEqualTo(
                        "junit.llm.resume goes on with a whole run, and junit.llm.case or junit.llm.sample selects a part; leave one of them out");
    }
}
