package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run is compared with a committed one, case by case; never green without a baseline, or against itself. */
class BaselineTest {

    private static final String TWO = "[{id: late, question: is it late}, {id: early, question: is it early}]";
    private static final String COMMAND =
            "mvn test -Dtest='BaselineTest$TwoTestCase#saysYes' -Djunit.llm.baseline=update";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder).set("baselines", folder.resolve("baselines").toString());
    }

    static class TwoTestCase {
        @LlmEval(samples = 5, noWorseThan = "baseline", margin = 0.9)
        @Golden(inline = TWO)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    private Path baseline() {
        return folder.resolve("baselines/io.github.junitllm.sampling.BaselineTest.TwoTestCase/saysYes/baseline.json");
    }

    private Evals.Run update() {
        Evals.Run run = evals.set("baseline", "update").run(TwoTestCase.class);
        evals.set("baseline", "compare");
        return run;
    }

    /** As if every answer had been recorded anew on another day. */
    private void rerecorded(String day) {
        replaceInCassettes("2026-11-20T", day + "T");
    }

    private void replaceInCassettes(String old, String now) {
        try (Stream<Path> files = Files.walk(evals.cassettes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, Files.readString(file).replace(old, now));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replaceInBaseline(String old, String now) throws IOException {
        String text = Files.readString(baseline());
        assertThat(text).contains(old);
        Files.writeString(baseline(), text.replace(old, now));
    }

    private String message(Evals.Run run) {
        return run.verdictText()
                .replaceAll("is of \\d{4}-\\d\\d-\\d\\d \\(\\d+ days? old\\)", "is of DATE (AGE old)")
                .replaceAll("\\n  results: .*", "");
    }

    private void answered(int late, int early) {
        evals.answered(TwoTestCase.class, "late", late, 5 - late)
                .answered(TwoTestCase.class, "early", early, 5 - early);
    }

    @Test
    void a_baseline_is_written_when_asked_for_and_the_run_is_not_green() throws IOException {
        answered(5, 4);

        Evals.Run run = update();

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(message(run)).isEqualTo("""
                        NO VERDICT, a baseline was asked for: pass rate 0.900 (9 of 10), one-sided 95 % bounds 0.606..0.995, at most 0.90 worse \
                        than baseline "baseline"; evidence 10 REPLAYED
                          failed 1: early (1 of 5)
                          baseline: written to FOLDER/baselines/io.github.junitllm.sampling.BaselineTest.TwoTestCase/saysYes/baseline.json, \
                        2 cases; nothing was compared. Review and commit it, then run without junit.llm.baseline=update
                          recorded 2026-11-20
                          again: mvn test -Dtest='BaselineTest$TwoTestCase#saysYes' -Djunit.llm.case=early
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.BaselineTest.TwoTestCase/saysYes""");
        assertThat(Files.readString(baseline())
                        .replaceAll("\"(written_at|run|framework|messages)\": ?\"[^\"]+\"", "\"$1\":\"...\"")
                        .replaceAll("\"[0-9a-f]{16}\"", "\"#\""))
                .isEqualTo("""
                        {
                          "format": 1,
                          "test": "io.github.junitllm.sampling.BaselineTest$TwoTestCase#saysYes",
                          "written_at":"...",
                          "run":"...",
                          "framework":"...",
                          "evidence": "10 REPLAYED",
                          "recorded": ["2026-11-20","2026-11-20"],
                          "samples_per_case": 5,
                          "models": ["tiny-1-2026"],
                          "judges": [],
                          "cases": [
                            {"id":"early","passed":4,"scored":5,"messages":"...","takes":["#","#","#","#","#"]},
                            {"id":"late","passed":5,"scored":5,"messages":"...","takes":["#","#","#","#","#"]}
                          ]
                        }
                        """);
    }

    static class TenTestCase {
        static final String CASES =
                "[{id: c0}, {id: c1}, {id: c2}, {id: c3}, {id: c4}, {id: c5}, {id: c6}, {id: c7}, {id: c8}, {id: c9}]";

        @LlmEval(samples = 3, noWorseThan = "main", margin = 0.3)
        @Golden(inline = CASES)
        void saysYes(GoldenCase golden, Llm llm) {
            assertThat(Chat.ask(llm, "is it " + golden.id())).isEqualTo("yes");
        }
    }

    static class BothTestCase {
        @LlmEval(samples = 3, passRate = 0.95, noWorseThan = "main", margin = 0.3)
        @Golden(inline = TenTestCase.CASES)
        void saysYes(GoldenCase golden, Llm llm) {
            assertThat(Chat.ask(llm, "is it " + golden.id())).isEqualTo("yes");
        }
    }

    /** How many samples of each case say yes. */
    private void ten(Class<?> testCase, int... yes) {
        clear();
        for (int i = 0; i < 10; i++) {
            evals.answered(testCase, "c" + i, yes[i], 3 - yes[i]);
        }
    }

    private void tenBefore(Class<?> testCase, int... yes) {
        ten(testCase, yes);
        evals.set("baseline", "update").run(testCase);
        evals.set("baseline", "compare");
    }

    private Evals.Run tenNow(Class<?> testCase, int... yes) {
        ten(testCase, yes);
        rerecorded("2026-11-23");
        return evals.run(testCase);
    }

    @Test
    void a_run_that_is_no_worse_passes_and_names_what_changed() {
        tenBefore(TenTestCase.class, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2);

        Evals.Run run = tenNow(TenTestCase.class, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(message(run)).isEqualTo("""
                        PASS: pass rate 0.967 (29 of 30), one-sided 95 % bounds 0.851..0.998, at most 0.30 worse than baseline "main"; \
                        evidence 30 REPLAYED
                          failed 1: c0 (1 of 3)
                          baseline: PASS, mean difference +0.000 over 10 cases, one-sided 95 % lower bound -0.228, allowed -0.30; \
                        sign flip p = 0.7500
                          newly failing: c0 (3 of 3 -> 2 of 3)
                          newly passing: c9 (2 of 3 -> 3 of 3)
                          the baseline is of DATE (AGE old), 30 samples, evidence 30 REPLAYED; same model served, messages and samples \
                        per case
                          passed sometimes: c0 (2 of 3)
                          all of 3 pass (pass^3) 0.900, at least one does (pass@3) 1.000, mean over cases
                          recorded 2026-11-23
                          again: mvn test -Dtest='BaselineTest$TenTestCase#saysYes' -Djunit.llm.case=c0
                          cassettes: FOLDER/cassettes/io.github.junitllm.sampling.BaselineTest.TenTestCase/saysYes""");
        JsonNode line = run.verdictLine().path("baseline");
        assertThat(line.path("verdict").asText()).isEqualTo("PASS");
        assertThat(line.path("pairs").asInt()).isEqualTo(10);
        assertThat(line.path("newly_failing").toString()).isEqualTo("[\"c0 (3 of 3 -> 2 of 3)\"]");
    }

    @Test
    void cases_that_fail_one_and_all_where_they_passed_make_it_fail() {
        tenBefore(TenTestCase.class, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);

        Evals.Run run = tenNow(TenTestCase.class, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message())
                .startsWith("FAIL: pass rate 0.500 (15 of 30)")
                .contains("\n  baseline: FAIL, mean difference -0.500 over 10 cases, one-sided 95 % lower bound -0.755,"
                        + " allowed -0.30; sign flip p = 0.0313\n");
    }

    @Test
    void four_cases_that_fail_are_not_enough_to_tell() {
        tenBefore(TenTestCase.class, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);

        Evals.Run run = tenNow(TenTestCase.class, 0, 0, 0, 0, 3, 3, 3, 3, 3, 3);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.verdict()).isEqualTo("INCONCLUSIVE");
        assertThat(run.message()).contains("sign flip p = 0.0625");
    }

    @Test
    void beside_a_claim_both_must_hold() {
        tenBefore(BothTestCase.class, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);

        Evals.Run run = tenNow(BothTestCase.class, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);

        assertThat(run.verdict()).isEqualTo("INCONCLUSIVE");
        assertThat(run.message())
                .contains("claim 0.95 and at most 0.30 worse than baseline \"main\"; evidence 30 REPLAYED")
                .contains("\n  baseline: PASS, mean difference +0.000 over 10 cases");
    }

    @Test
    void two_cases_cannot_pass_and_it_says_how_many_can() {
        answered(5, 4);
        update();
        clear();
        answered(5, 5);
        rerecorded("2026-11-23");

        Evals.Run run = evals.run(TwoTestCase.class);

        assertThat(run.verdict()).isEqualTo("INCONCLUSIVE");
        assertThat(message(run))
                .contains(
                        "\n  this comparison cannot PASS: 2 cases in common with the baseline, none of which differs, would show"
                                + " a drop of at most 1.000 at 95 %, the margin is 0.90; take at least 3 cases, more margin or less"
                                + " confidence\n");
    }

    @Test
    void a_comparison_that_cannot_pass_is_refused_before_a_call_is_paid_for() {
        answered(5, 5);
        update();

        Evals.Run run = evals.set("mode", "live").run(TwoTestCase.class);

        assertThat(run.thrown()).isInstanceOf(ExtensionConfigurationException.class);
        assertThat(run.message())
                .startsWith(
                        "@LlmEval on TwoTestCase.saysYes(): refused before the first call: this comparison cannot PASS: 2 cases");
        assertThat(run.samples()).isEmpty();
    }

    @Test
    void a_baseline_that_is_not_there_costs_no_call() {
        Evals.Run run = evals.set("mode", "record").run(TwoTestCase.class);

        assertThat(run.message())
                .isEqualTo(
                        "@LlmEval on TwoTestCase.saysYes(): refused before the first call: there is no baseline FOLDER/baselines/"
                                + "io.github.junitllm.sampling.BaselineTest.TwoTestCase/saysYes/baseline.json; write it: "
                                + COMMAND
                                + " -Djunit.llm.mode=record");
        assertThat(run.samples()).isEmpty();
    }

    @Test
    void cases_that_only_one_has_are_named_and_decided_by_rule() throws IOException {
        answered(5, 5);
        update();
        rerecorded("2026-11-23");
        replaceInBaseline("\"id\":\"early\"", "\"id\":\"older\"");

        Evals.Run run = evals.run(TwoTestCase.class);

        assertThat(run.verdict()).isEqualTo("ERROR");
        assertThat(run.message())
                .contains("\n  baseline: ERROR, the baseline has cases that the run has not\n")
                .contains("\n  only in the baseline: older\n")
                .contains("\n  not in the baseline: early\n")
                .contains("\n  write the baseline anew: " + COMMAND
                        + "; or leave such cases out: -Djunit.llm.baseline.missing-cases=report\n");

        Evals.Run reported = evals.set("baseline.missing-cases", "report").run(TwoTestCase.class);

        assertThat(reported.verdict()).isEqualTo("INCONCLUSIVE");
        assertThat(reported.message())
                .contains("\n  baseline: INCONCLUSIVE, 1 case in common, and fewer than 2 show nothing\n")
                .contains(
                        "this comparison cannot PASS: 1 case in common with the baseline shows nothing; take at least 3 cases");

        Evals.Run strict = evals.set("baseline.new-cases", "error").run(TwoTestCase.class);

        assertThat(strict.verdict()).isEqualTo("ERROR");
        assertThat(strict.message())
                .contains("\n  baseline: ERROR, the run has cases that the baseline has not\n")
                .contains("or leave such cases out: -Djunit.llm.baseline.new-cases=report");
    }

    @Test
    void a_case_with_an_error_makes_no_pair_and_no_baseline() {
        tenBefore(TenTestCase.class, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);
        ten(TenTestCase.class, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);
        rerecorded("2026-11-23");
        replaceInCassettes("is it c4", "is it C4");

        Evals.Run run = evals.run(TenTestCase.class);

        assertThat(run.verdict()).isEqualTo("ERROR");
        assertThat(run.message())
                .contains("\n  baseline: PASS, mean difference +0.000 over 9 cases")
                .contains("\n  left out of the pairs, samples ended in errors: c4\n");

        Evals.Run update = evals.set("baseline", "update").run(TenTestCase.class);

        assertThat(update.verdict()).isEqualTo("ERROR");
        assertThat(update.message())
                .contains(
                        "\n  baseline: not written, since 27 of 30 samples were scored; a baseline needs all of them\n");
    }

    @Test
    void what_else_differs_is_said() throws IOException {
        answered(5, 5);
        update();
        rerecorded("2026-11-23");
        replaceInBaseline("\"tiny-1-2026\"", "\"tiny-0\"");
        replaceInBaseline("\"samples_per_case\": 5", "\"samples_per_case\": 8");
        Files.writeString(
                baseline(),
                Files.readString(baseline()).replaceFirst("\"messages\":\"[^\"]+\"", "\"messages\":\"other\""));
        Files.writeString(
                baseline(),
                Files.readString(baseline())
                        .replaceFirst("\"written_at\": \"[^\"]+\"", "\"written_at\": \"2020-01-01T00:00:00Z\""));

        assertThat(evals.run(TwoTestCase.class).message().replaceAll("\\(\\d+ days old\\)", "(AGE)"))
                .contains(
                        "\n  the baseline is of 2020-01-01 (AGE), 10 samples, evidence 10 REPLAYED; the run differs in model served"
                                + " (tiny-0 -> tiny-1-2026), samples per case (8 -> 5), messages of the first call (1 case)\n");
    }

    @Test
    void a_selection_compares_and_writes_nothing() {
        answered(5, 5);

        Evals.Run run = evals.set("case", "late").set("baseline", "update").run(TwoTestCase.class);

        assertThat(run.verdict()).isEqualTo("NONE");
        assertThat(run.message())
                .startsWith("NO VERDICT, 5 of 10 samples were selected")
                .contains(
                        "\n  baseline: only a part of the samples was selected, so nothing was compared or written\n");
        assertThat(baseline()).doesNotExist();
    }

    @Test
    void a_case_of_the_same_recordings_makes_no_pair() throws IOException {
        tenBefore(TenTestCase.class, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);
        rerecorded("2026-11-23");
        Path c4 = evals.cassettes.resolve("io.github.junitllm.sampling.BaselineTest.TenTestCase/saysYes/c4.jsonl");
        Files.writeString(c4, Files.readString(c4).replace("2026-11-23T", "2026-11-20T"));

        assertThat(evals.run(TenTestCase.class).verdictText())
                .contains("\n  baseline: PASS, mean difference +0.000 over 9 cases")
                .contains("\n  left out of the pairs, same recordings as the baseline: c4\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "format": 1        | "format": 2               | : /format: format 2, but this version of junit-llm reads format 1
                    "format": 1        | "format": "1"             | : /format: expected a whole number from 0 to 2147483647, found "1"
                    "judges": []       | "jugdes": []              | : /jugdes: unknown member; did you mean "judges"?; known are format, test, written_at, run, framework, evidence, recorded, samples_per_case, models, judges, cases
                    "judges": []       | "judges": {}              | : /judges: expected a list, found {}
                    "judges": []       | "judges": [1]             | : /judges/0: expected a text, found 1
                    "passed":5         | "passed":6                | : /cases/0/passed: expected a whole number from 0 to 5, found 6
                    "passed":5         | "passed":-1               | : /cases/0/passed: expected a whole number from 0 to 5, found -1
                    "passed":5         | "passed":1e99             | : /cases/0/passed: expected a whole number from 0 to 5, found 1E+99
                    "scored":5         | "scored":0                | : /cases/0/scored: expected a whole number from 1 to 10000, found 0
                    "id":"early"       | "id":"late"               | : /cases/1/id: the case "late" stands twice
                    "id":"early"       | "ID":"early"              | : /cases/0/ID: unknown member; did you mean "id"?; known are id, passed, scored, unsure, messages, takes
                    "samples_per_case" | "x": 1, "samples_per_case" | : /x: unknown member; known are format, test, written_at, run, framework, evidence, recorded, samples_per_case, models, judges, cases
                    "judges": [],      | ``                        | : /: the member "judges" is missing
                    "written_at": "2   | "written_at": "yesterday 2 | : /written_at: expected a time like 2026-11-20T10:00:00Z, found "yesterday 2
                    """)
    void a_damaged_baseline_is_named_by_file_and_place(String old, String now, String message) throws IOException {
        answered(5, 5);
        update();
        replaceInBaseline(old, now);

        Evals.Run run = evals.run(TwoTestCase.class);

        assertThat(run.verdict()).isEqualTo("ERROR");
        assertThat(run.message())
                .contains(
                        "\n  baseline: ERROR, FOLDER/baselines/io.github.junitllm.sampling.BaselineTest.TwoTestCase/saysYes/"
                                + "baseline.json" + message)
                .contains("; write it anew: " + COMMAND + "\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    {"format": 1,  | :1:14: is not JSON: Unexpected end-of-input
                    []             | : expected an object, found []
                    NaN            | :1:4: is not JSON: Non-standard token 'NaN'
                    """)
    void what_is_no_baseline_at_all_is_said(String content, String message) throws IOException {
        answered(5, 5);
        Files.createDirectories(baseline().getParent());
        Files.writeString(baseline(), content);

        assertThat(evals.run(TwoTestCase.class).message()).contains("/saysYes/baseline.json" + message);
    }

    @Test
    void a_baseline_of_another_test_is_refused() throws IOException {
        answered(5, 5);
        update();
        rerecorded("2026-11-23");
        replaceInBaseline("TwoTestCase#saysYes", "TwoTestCase#saysNo");

        assertThat(evals.run(TwoTestCase.class).message())
                .contains("\n  baseline: ERROR, the baseline is of another test,"
                        + " io.github.junitllm.sampling.BaselineTest$TwoTestCase#saysNo\n");
    }

    static class WrongTestCase {
        @LlmEval(noWorseThan = "../main")
        @Golden(inline = TWO)
        void outside(Llm llm) {}

        @LlmEval(noWorseThan = "main", margin = 0)
        @Golden(inline = TWO)
        void marginZero(Llm llm) {}

        @LlmEval(noWorseThan = "main", margin = Double.NaN)
        @Golden(inline = TWO)
        void marginNaN(Llm llm) {}

        @LlmEval(margin = 0.05)
        @Golden(inline = TWO)
        void marginAlone(Llm llm) {}

        @LlmEval(noWorseThan = "main", passRate = 0.9, maxTotalSamples = 20)
        @Golden(inline = TWO)
        void sequential(Llm llm) {}

        @LlmEval(noWorseThan = "main", confidence = 1)
        @Golden(inline = TWO)
        void certain(Llm llm) {}

        @LlmEval(noWorseThan = "main", tolerance = 0.05)
        @Golden(inline = TWO)
        void tolerance(Llm llm) {}
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    outside | noWorseThan = "../main", allowed are up to 100 letters, digits, dots, hyphens and underscores, not a dot first: it names a file; write for example noWorseThan = "baseline"
                    marginZero | margin = 0.0, allowed are drops of the pass rate above 0 and below 1; write for example margin = 0.10
                    marginNaN | margin = NaN, allowed are drops of the pass rate above 0 and below 1; write for example margin = 0.10
                    marginAlone | margin belongs to a comparison with a baseline; write noWorseThan with it, for example noWorseThan = "baseline", margin = 0.05
                    sequential | noWorseThan and maxTotalSamples contradict each other: a comparison needs every sample of every case; write samples instead
                    certain | confidence = 1.0, allowed are 0.5 to below 1; write for example confidence = 0.95
                    tolerance | tolerance, confidence, perCase and inconclusive belong to a claim about the rate; write passRate with them, for example passRate = 0.9
                    """)
    void wrong_use_is_refused(String method, String message) {
        Evals.Run run = evals.run(WrongTestCase.class, method, Llm.class.getName());

        assertThat(run.message()).isEqualTo("@LlmEval on WrongTestCase.%s(): %s".formatted(method, message));
        assertThat(run.samples()).isEmpty();
    }

    @Test
    void a_setting_that_is_none() {
        assertThat(evals.set("baseline", "updat").run(TwoTestCase.class).message())
                .isEqualTo("junit.llm.baseline = \"updat\": allowed are compare, update (default compare)");
    }

    private void clear() {
        if (!Files.exists(evals.cassettes)) {
            return;
        }
        try (Stream<Path> files = Files.walk(evals.cassettes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void without_a_baseline_the_verdict_is_an_error_with_the_command_that_makes_one() {
        answered(5, 5);

        Evals.Run run = evals.run(TwoTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.verdict()).isEqualTo("ERROR");
        assertThat(run.message())
                .contains("\n  baseline: ERROR, there is no baseline FOLDER/baselines/io.github.junitllm.sampling"
                        + ".BaselineTest.TwoTestCase/saysYes/baseline.json; write it: " + COMMAND + "\n");
    }

    @Test
    void a_baseline_of_the_recordings_that_are_judged_is_refused() {
        answered(5, 5);
        update();

        Evals.Run run = evals.run(TwoTestCase.class);

        assertThat(run.verdict()).isEqualTo("ERROR");
        assertThat(run.message())
                .contains("\n  baseline: ERROR, the baseline was made of the same recordings: nothing was compared\n")
                .contains(
                        "\n  record new answers: mvn test -Dtest='BaselineTest$TwoTestCase#saysYes' -Djunit.llm.mode=rerecord\n")
                .contains("\n  left out of the pairs, same recordings as the baseline: early, late\n");
    }
}
