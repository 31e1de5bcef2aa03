package io.github.junitllm.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.cli.JunitLlm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftTest {

    @TempDir
    Path folder;

    private static String sample(
            String caseId, int sample, String evidence, String outcome, String model, int chars, int tokens) {
        return "{\"type\":\"sample\",\"test\":\"T#eval\",\"case\":\"%s\",\"sample\":%d,\"outcome\":\"%s\",\"evidence\":\"%s\",\"calls\":[{\"gen_ai.response.model\":\"%s\",\"answer_chars\":%d,\"gen_ai.usage.output_tokens\":%d}]}"
                .formatted(caseId, sample, outcome, evidence, model, chars, tokens);
    }

    private Path run(String name, List<String> lines) throws IOException {
        Path file = folder.resolve("results-" + name + ".jsonl");
        Files.write(file, lines);
        return file;
    }

    private static Drift.Report drift(Path before, Path after) {
        return Drift.between(RunLines.read(before), RunLines.read(after));
    }

    @Test
    void a_changed_provider_is_shown_by_rate_model_length_and_tokens() throws Exception {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            before.add(sample("c" + i, 1, "REPLAYED", "PASSED", "m-1", 100 + i, 20));
            after.add(sample("c" + i, 1, "LIVE", i <= 7 ? "FAILED" : "PASSED", "m-2", 200 + 2 * i, 20));
        }
        after.add(sample("c10", 2, "LIVE", "PASSED", "m-2", 1, 1));
        Drift.Report report = drift(run("a", before), run("b", after));
        assertThat(report.lines())
                .containsExactly(
                        "T#eval: 10 pairs",
                        "  pass rate: 1.000 -> 0.300, newly failing 7 (c1 sample 1, c2 sample 1, c3 sample 1, c4 sample 1, c5 sample 1, c6 sample 1, c7 sample 1), newly passing 0; p = 0.016 (exact McNemar test): CHANGED",
                        "  model served: m-1 -> m-2: CHANGED",
                        "  answer length in characters: median 105.5 -> 211; p = 0.002 (Wilcoxon signed-rank test): CHANGED",
                        "  output tokens: median 20 -> 20; the same in every pair",
                        "3 comparisons, each with a chance of 0.05 of a false alarm where nothing changed: about 0.2 expected");
        assertThat(report.changed()).isTrue();
    }

    @Test
    void few_pairs_say_that_they_cannot_show_a_change_and_errors_are_left_out() throws Exception {
        List<String> before = List.of(
                sample("a", 1, "REPLAYED", "PASSED", "m", 10, 5),
                sample("b", 1, "REPLAYED", "PASSED", "m", 10, 5),
                sample("b", 2, "REPLAYED", "PASSED", "m", 10, 5));
        List<String> after = List.of(
                sample("a", 1, "LIVE", "INFRA_ERROR", "m", 10, 5),
                sample("b", 1, "LIVE", "FAILED", "m", 10, 5),
                sample("b", 2, "LIVE", "PASSED", "m", 10, 5));
        Drift.Report report = drift(run("a", before), run("b", after));
        assertThat(report.lines())
                .containsExactly(
                        "T#eval: 2 pairs, 1 left out, whose samples ended in errors",
                        "  too few pairs to show a change of rates or numbers: the least possible p is 0.500; take 6 or more",
                        "  pass rate: 1.000 -> 0.500, newly failing 1 (b sample 1), newly passing 0; p = 1.000 (exact McNemar test): no change shown",
                        "  model served: m: the same",
                        "  answer length in characters: median 10 -> 10; the same in every pair",
                        "  output tokens: median 5 -> 5; the same in every pair",
                        "    2 pairs are of 1 cases, and p is too small where a case's samples are alike; take one each: -Djunit.llm.sample=1",
                        "3 comparisons, each with a chance of 0.05 of a false alarm where nothing changed: about 0.2 expected");
        assertThat(report.changed()).isFalse();
    }

    @Test
    void runs_of_other_kinds_are_refused() throws Exception {
        Path replay = run("a", List.of(sample("a", 1, "REPLAYED", "PASSED", "m", 1, 1)));
        Path other = run("b", List.of(sample("b", 1, "LIVE", "PASSED", "m", 1, 1)));
        Path broken = run("c", List.of("{}", "{\"type\""));
        assertThatThrownBy(() -> drift(other, other))
                .hasMessage(
                        other
                                + ": holds no sample with evidence REPLAYED, only LIVE; first the run in replay, then the live one (of a provider, since a simulated one shows no drift); run the tests with -Djunit.llm.mode=replay");
        assertThatThrownBy(() -> drift(replay, replay))
                .hasMessage(
                        replay
                                + ": holds no sample with evidence LIVE, only REPLAYED; first the run in replay, then the live one (of a provider, since a simulated one shows no drift); run the tests with -Djunit.llm.mode=live");
        assertThatThrownBy(() -> drift(replay, other))
                .hasMessage(replay + " and " + other + " share no sample; run the same tests in both modes");
        assertThatThrownBy(() -> RunLines.read(broken))
                .hasMessage(broken + ":2: no result line: expected a JSON object");
        assertThatThrownBy(() -> RunLines.read(Files.createDirectory(folder.resolve("empty"))))
                .hasMessage(folder.resolve("empty") + ": holds no result lines; run the tests first, in this folder");
    }

    @Test
    void the_command_tells_a_change_by_its_exit_code() throws Exception {
        Path replay = run("a", List.of(sample("a", 1, "REPLAYED", "PASSED", "m", 1, 1)));
        Path same = run("b", List.of(sample("a", 1, "LIVE", "PASSED", "m", 1, 1)));
        Path other = run("c", List.of(sample("a", 1, "LIVE", "PASSED", "m2", 1, 1)));
        assertThat(JunitLlm.run("drift", replay.toString(), same.toString())).isZero();
        assertThat(JunitLlm.run("drift", replay.toString(), other.toString())).isEqualTo(3);
        assertThat(JunitLlm.run("drift", replay.toString(), replay.toString())).isEqualTo(1);
        assertThat(JunitLlm.run("drift", replay.toString())).isEqualTo(2);
    }
}
