package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live run that was killed goes on from its result lines, and pays nothing twice. */
class ResumeTest {

    private static final int KILLED_AT = 6;

    @TempDir
    Path folder;

    @Test
    void a_killed_run_pays_no_finished_sample_again() throws IOException, InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        try (Provider provider = new Provider(call -> {
            if (call == KILLED_AT) {
                reached.countDown();
                await(killed);
            }
            return call == 2 ? "no" : "yes";
        })) {
            Process child = child(provider.url());
            assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
            child.toHandle().destroyForcibly();
            child.onExit().join();
            killed.countDown();
            // As a kill within a write would leave it.
            Files.writeString(onlyResults(), Files.readString(onlyResults()) + "{\"type\":\"sam");

            Evals.Run run = KilledLiveRun.live(folder, provider.url())
                    .set("resume", "last")
                    .run(KilledLiveRun.TenTestCase.class);

            assertThat(run.status()).isEqualTo(SUCCESSFUL);
            assertThat(provider.calls())
                    .as("nine samples are needed, and one call was under way at the kill")
                    .isEqualTo(9 + 1);
            assertThat(run.verdictLine().path("passed").asInt()).isEqualTo(8);
            assertThat(run.verdictText().replaceAll("the run of \\S+", "the run of TIME"))
                    .contains("\n  resumed: 5 of 10 samples from RESULTS.jsonl, called in the run of TIME\n");
        }
    }

    @Test
    void lines_of_other_code_or_none_are_refused() throws IOException {
        Path file = folder.resolve("results-old.jsonl");
        String head = "{\"type\":\"run\",\"format\":1,\"mode\":\"live\"}\n";
        String sample =
                "{\"type\":\"sample\",\"test\":\"io.github.junitllm.sampling.KilledLiveRun$TenTestCase#saysYes\",\"case\":\"late\",\"sample\":1,\"code\":\"0\",\"outcome\":\"PASSED\"}\n";

        assertThat(refusal(file, head + sample))
                .isEqualTo(
                        "junit.llm.resume: results-old.jsonl:2: case \"late\" or the test class has changed since; start anew without junit.llm.resume");
        assertThat(refusal(file, head.replace("live", "replay") + sample))
                .isEqualTo(
                        "junit.llm.resume: results-old.jsonl:2: a sample of a run that was not live; only a live run is resumed");
        assertThat(refusal(file, head + "nonsense\n" + sample))
                .isEqualTo("junit.llm.resume: results-old.jsonl:2: no result line: expected a JSON object");
        assertThat(refusal(file, head.replace("1", "2") + sample))
                .isEqualTo("junit.llm.resume: results-old.jsonl:1: format 2, known is 1");
    }

    @Test
    void only_a_live_run_is_resumed() {
        Evals.Run run = new Evals(folder).set("resume", "last").run(KilledLiveRun.TenTestCase.class);

        assertThat(run.message())
                .isEqualTo(
                        "junit.llm.resume belongs to junit.llm.mode = live; recording goes on by its cassettes, without it");
    }

    @Test
    void a_character_that_the_kill_cut_is_left_out_and_a_sample_that_is_there_twice_is_refused() throws Exception {
        try (Provider provider = new Provider(call -> "yes")) {
            Evals evals = KilledLiveRun.live(folder, provider.url());
            evals.run(KilledLiveRun.TenTestCase.class);
            String lines = Files.readString(onlyResults());
            int calls = provider.calls();
            Path file = folder.resolve("results-old.jsonl");
            Files.write(file, (lines + "{\"t\u00e9").getBytes(UTF_8));
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

            Evals.Run run = evals.set("resume", file.toString()).run(KilledLiveRun.TenTestCase.class);

            assertThat(run.verdictText()).contains("resumed: ");
            assertThat(provider.calls()).isEqualTo(calls);
            assertThat(refusal(file, lines + lines))
                    .matches(
                            "junit.llm.resume: results-old.jsonl:\\d+: sample \\d+ of case \"late\" is there a second time; name the file of one run");
        }
    }

    @Test
    void an_answer_that_was_cut_is_paid_and_not_drawn_again() throws Exception {
        try (Provider provider = new Provider(call -> "yes")) {
            Evals evals = KilledLiveRun.live(folder, provider.url());
            evals.run(KilledLiveRun.TenTestCase.class);
            int calls = provider.calls();
            Path file = folder.resolve("results-old.jsonl");
            Files.writeString(
                    file,
                    Files.readString(onlyResults())
                            .replaceFirst("\"outcome\":\"PASSED\"", "\"outcome\":\"TRUNCATED\""));

            Evals.Run run = evals.set("resume", file.toString()).run(KilledLiveRun.TenTestCase.class);

            assertThat(run.verdict()).isEqualTo("ERROR");
            assertThat(run.verdictLine().path("errors").path("TRUNCATED").asInt())
                    .isEqualTo(1);
            // The early stop left samples out, and one more of them is needed now.
            assertThat(provider.calls() - calls).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_rerun_does_not_go_on_from_its_own_first_attempt() {
        try (Provider provider = new Provider(call -> "yes")) {
            Evals evals = KilledLiveRun.live(folder, provider.url());
            evals.run(KilledLiveRun.TenTestCase.class);

            assertThat(evals.set("resume", "last")
                            .run(KilledLiveRun.TenTestCase.class)
                            .message())
                    .startsWith("junit.llm.resume = \"last\": ")
                    .contains(
                            " holds no result lines of an earlier run; name the results-...jsonl of a killed live run");
        }
    }

    private String refusal(Path file, String lines) throws IOException {
        Files.writeString(file, lines);
        return KilledLiveRun.live(folder, "http://127.0.0.1:1/v1")
                .set("resume", file.toString())
                .run(KilledLiveRun.TenTestCase.class)
                .message();
    }

    private Path onlyResults() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("results"))) {
            return files.reduce((one, other) -> {
                        throw new IllegalStateException("more than one file");
                    })
                    .orElseThrow();
        }
    }

    private Process child(String url) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledLiveRun.class.getName(),
                        folder.toString(),
                        url))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile())
                .start();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
