package io.github.junitllm.sampling;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.judge.LlmJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A judge against labels of people: the test of it, the file it leaves, and what evals then let it decide. */
class JudgeCalibrationTest {

    private static final String YES = "{\"reason\": \"Kind.\", \"evidence\": [], \"verdict\": true}";
    private static final String NO = "{\"reason\": \"Curt.\", \"evidence\": [], \"verdict\": false}";
    private static final int LABELS = 50;
    private static final int GOOD = 25;

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder).set("calibrations", folder.resolve("kept").toString());
    }

    static class FitTestCase {
        @JudgeCalibration("fit.md")
        void agreesWithPeople() {}
    }

    static class NoLabelsTestCase {
        @JudgeCalibration("polite.md")
        void agreesWithPeople() {}
    }

    static class RateTestCase {
        @LlmEval(samples = 60, passRate = 0.8)
        @Golden(inline = "[{id: late, question: is it late}]")
        void isPolite(Llm llm, @Judge("fit.md") LlmJudge judge) {
            String answer = Chat.ask(llm, "is it late");
            assertThatAnswer(answer).isEqualTo("yes");
            judge.accepts(answer);
        }
    }

    static class SharpTestCase {
        @LlmEval(samples = 60, passRate = 0.95)
        @Golden(inline = "[{id: late, question: is it late}]")
        void isPolite(Llm llm, @Judge("fit.md") LlmJudge judge) {
            judge.accepts(Chat.ask(llm, "is it late"));
        }
    }

    static class PerCaseTestCase {
        @LlmEval(samples = 60, passRate = 0.8, perCase = true)
        @Golden(inline = "[{id: late, question: is it late}]")
        void isPolite(Llm llm, @Judge("fit.md") LlmJudge judge) {
            judge.accepts(Chat.ask(llm, "is it late"));
        }
    }

    private Path kept() {
        return folder.resolve("kept/judges/fit.calibration.json");
    }

    private Evals.Run run(Class<?> test, String mode, IntFunction<String> script) {
        try (Provider provider = new Provider(script)) {
            Evals.Run run = provider.serve(evals).set("mode", mode).run(test);
            evals.set("mode", "replay");
            return run;
        }
    }

    /** A judge that passes the first so many answers; the good ones come first. */
    private Evals.Run calibrated(int passed) {
        evals.set("calibration", "update");
        Evals.Run run = run(FitTestCase.class, "record", call -> call <= passed ? YES : NO);
        evals.set("calibration", "compare");
        return run;
    }

    private static JsonNode line(Evals.Run run) {
        return run.lines().stream()
                .filter(line -> line.path("type").asText().equals("calibration"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_fit_judge_is_green_kept_and_replays_offline() throws IOException {
        assertThat(calibrated(GOOD + 1).sampleStatus()).isEqualTo(SUCCESSFUL);

        Evals.Run run = evals.run(FitTestCase.class);

        assertThat(run.sampleStatus()).isEqualTo(SUCCESSFUL);
        assertThat(run.plain(line(run).path("text").asText())).isEqualTo("""
                        PASS: judge fit.md (openai/judge-1) judged 50 of 50 labelled answers; evidence 50 SIMULATED
                          passes 25/25 good (0.89..1.00), bar 0.80; catches 24/25 bad (0.82..1.00), bar 0.80
                          people say pass: judge passes 25, fails 0
                          people say fail: judge passes 1, fails 24
                          kappa 0.96
                          verbosity: correlation of passing too easily with the length of the answer -0.14 (n = 50)
                          to read: b01: ann says fail (rude), judge says pass: Kind.; answer "Look it up yourself, parcel 26 is your problem."
                          kept: FOLDER/kept/judges/fit.calibration.json""");
        assertThat(Files.readString(kept()))
                .startsWith("{\n  \"format\": 1,\n  \"rubric\": \"fit.md\",\n  \"model\": \"openai/judge-1\",\n")
                .contains("  \"good\": 25,\n  \"good_passed\": 25,\n  \"bad\": 25,\n  \"bad_caught\": 24,\n");
    }

    @Test
    void an_unfit_judge_is_red_with_what_it_misses() {
        Evals.Run run = run(FitTestCase.class, "record", call -> call <= LABELS - 10 ? YES : NO);

        assertThat(run.sampleStatus()).isEqualTo(FAILED);
        assertThat(run.sampleMessage())
                .startsWith("FAIL: judge fit.md")
                .contains("\n  judge unfit to gate: catches 10/25 bad (0.24..0.58), bar 0.80\n")
                .endsWith(
                        "\n  not kept, so that evals do not go by it; write it: mvn test -Dtest='JudgeCalibrationTest$FitTestCase#agreesWithPeople' -Djunit.llm.calibration=update");
        assertThat(kept()).doesNotExist();
    }

    @Test
    void too_few_labels_for_its_errors_show_neither() {
        assertThat(run(FitTestCase.class, "record", call -> call <= GOOD + 2 ? YES : NO)
                        .sampleMessage())
                .startsWith("INCONCLUSIVE: ");
    }

    @Test
    void without_recordings_it_is_an_error_that_says_how_to_make_them() {
        assertThat(evals.run(FitTestCase.class).sampleMessage())
                .startsWith(
                        "ERROR: judge fit.md (openai/judge-1) judged 0 of 50 labelled answers; evidence none\n  first: g01: ")
                .contains("\n  record: mvn test -Dtest=");
    }

    @Test
    void a_rubric_without_labels_is_refused() {
        assertThat(evals.run(NoLabelsTestCase.class).sampleMessage())
                .isEqualTo(
                        "@JudgeCalibration on NoLabelsTestCase.agreesWithPeople(): polite.md names no labelled answers; write in its head for example calibration: polite.labels.jsonl, sensitivity: 0.8, specificity: 0.8");
    }

    /** The application answers, then the judge; the judge lets so many pass. */
    private Evals.Run evaluated(Class<?> test, int passes) {
        return run(test, "record", call -> call % 2 == 1 ? "yes" : call / 2 <= passes ? YES : NO);
    }

    @Test
    void a_calibrated_judge_decides_by_the_corrected_rate() {
        calibrated(GOOD + 1);

        Evals.Run run = evaluated(RateTestCase.class, 60);

        assertThat(run.verdict()).isEqualTo("PASS");
        assertThat(run.verdictText())
                .contains("holds in 60 of 60 judgements, counted\n")
                .contains("corrected for the judge's errors: pass rate raw 100.0 %, corrected 100.0 %, 95 % interval ")
                .contains(
                        "; the verdict is on the corrected rate; the judge passes 25/25 good (0.89..1.00), bar 0.80; catches 24/25 bad (0.82..1.00), bar 0.80; FOLDER/kept/judges/fit.calibration.json");
        assertThat(run.verdictLine().at("/corrected/raw").asDouble()).isEqualTo(1);
        assertThat(run.verdictLine().at("/corrected/hash").asText()).hasSize(16);
        assertThat(run.verdictLine().at("/corrected/lower").asDouble()).isGreaterThan(0.8);
        assertThat(run.lines())
                .as("the suite's p-values are of raw counts")
                .noneMatch(line -> line.path("type").asText().equals("suite"));
    }

    @Test
    void it_fails_samples_and_the_eval() {
        calibrated(GOOD + 1);

        Evals.Run run = evaluated(RateTestCase.class, 20);

        assertThat(run.verdict()).isEqualTo("FAIL");
        assertThat(run.outcomes()).contains("FAILED");
        // (20/60 - 1/25) / (25/25 + 24/25 - 1)
        assertThat(run.verdictLine().at("/corrected/corrected").asDouble())
                .isCloseTo((20.0 / 60 - 0.04) / 0.96, within(1e-12));
    }

    @Test
    void a_claim_that_the_labels_cannot_show_is_refused_before_the_first_call() {
        calibrated(GOOD + 1);

        // The raw bound of 60 of 60 is 0.951.
        assertThat(evaluated(SharpTestCase.class, 60).message())
                .contains("refused before the first call: even 60 of 60 passes show only a corrected rate of 0.92")
                .contains(", as judge fit.md errs and has 25 + 25 labels; take more samples or labels, or claim less");
    }

    @Test
    void a_claim_whose_corrected_rate_is_unknown_is_refused_before_the_first_call() {
        calibrated(GOOD + 1);

        assertThat(evaluated(PerCaseTestCase.class, 60).message())
                .contains(
                        "refused before the first call: a corrected rate is known over a fixed number of all samples only, not with perCase");
    }

    @Test
    void an_unfit_judge_may_not_gate() {
        calibrated(LABELS - 10);

        Evals.Run run = evaluated(RateTestCase.class, 30);

        assertThat(run.verdict()).as("its failures fail no sample").isEqualTo("PASS");
        assertThat(run.verdictText())
                .contains("advisory: not counted")
                .contains("judge unfit to gate: catches 10/25 bad (0.24..0.58), bar 0.80; pass rate raw ");
    }

    @Test
    void a_judge_of_another_rubric_or_other_labels_is_uncalibrated_again() throws IOException {
        calibrated(GOOD + 1);
        String file = Files.readString(kept());
        Files.writeString(kept(), file.replaceFirst("\"rubric_hash\": \"....", "\"rubric_hash\": \"0000"));
        assertThat(evaluated(RateTestCase.class, 60).verdictText())
                .contains("uncalibrated again: rubric, model or prompt is another one than on ")
                .contains("advisory: not counted");

        Files.writeString(kept(), file.replaceFirst("\"labels_hash\": \"....", "\"labels_hash\": \"0000"));
        assertThat(evals.run(RateTestCase.class).verdictText())
                .contains("uncalibrated again: judges/fit.labels.jsonl changed since ");

        Files.writeString(kept(), "{}");
        assertThat(evals.run(RateTestCase.class).message())
                .contains("fit.calibration.json: format = 0, known is 1; it is written by a @JudgeCalibration test");
    }
}
