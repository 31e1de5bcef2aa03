package io.github.junitllm.sampling;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.server.Mode;
import io.github.junitllm.upkeep.Accept;
import io.github.junitllm.upkeep.Prune;
import io.github.junitllm.upkeep.RunLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderModesTest {

    private static final String CASES = "[{id: a, question: is it a}, {id: b, question: is it b}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void start() {
        PromptTestCase.prompt = "";
        evals = new Evals(folder).set("drafts", folder.resolve("drafts").toString());
    }

    static class PromptTestCase {
        static String prompt = "";

        @LlmEval
        @Golden(inline = CASES)
        void eval(GoldenCase golden, Llm llm) {
            assertThatAnswer(Chat.ask(llm, prompt + golden.text("question"))).isEqualTo("yes");
        }
    }

    static class RoundsTestCase {
        @LlmEval(samples = 3)
        @Golden(inline = CASES)
        void eval(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    private Path cassette(Class<?> type, String caseId) {
        return evals.cassettes.resolve(type.getName().replace('$', '.')).resolve("eval/" + caseId + ".jsonl");
    }

    private Evals both(Class<?> type, String... answers) {
        return evals.recorded(type, "eval", "a", "is it a", answers).recorded(type, "eval", "b", "is it b", answers);
    }

    private Set<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void a_draft_is_never_green_touches_no_cassette_and_is_accepted_by_a_command() throws Exception {
        both(PromptTestCase.class, "yes");
        byte[] before = Files.readAllBytes(cassette(PromptTestCase.class, "a"));
        PromptTestCase.prompt = "Please, ";
        try (Provider provider = new Provider(call -> "yes")) {
            provider.serve(evals).set("mode", "draft");
            Evals.Run run = evals.run(PromptTestCase.class);

            assertThat(run.status()).isEqualTo(FAILED);
            assertThat(run.verdict()).isEqualTo("DRAFT");
            assertThat(run.message())
                    .startsWith("DRAFT: pass rate 1.000 (2 of 2)")
                    .contains(
                            "a draft is never green; to keep its answers: junit-llm accept; then record what lacks: mvn test -Dtest=")
                    .contains("evidence 2 SIMULATED");
            assertThat(run.samples()).containsExactly("a SUCCESSFUL", "b SUCCESSFUL");
            assertThat(Files.readAllBytes(cassette(PromptTestCase.class, "a"))).isEqualTo(before);
            assertThat(files(folder.resolve("drafts"))).contains(".gitignore").hasSize(3);
            assertThat(provider.calls()).isEqualTo(2);

            PromptTestCase.prompt = "";
            evals.run(PromptTestCase.class);
            PromptTestCase.prompt = "Please, ";
            evals.run(PromptTestCase.class);
            assertThat(provider.calls()).as("undoing an edit makes no call").isEqualTo(2);
        }
        assertThat(Accept.run(RunLines.read(evals.results)))
                .containsExactlyInAnyOrder(
                        cassette(PromptTestCase.class, "a") + ": 1 accepted, 1 stale removed",
                        cassette(PromptTestCase.class, "b") + ": 1 accepted, 1 stale removed");
        Evals.Run replay = evals.set("mode", "replay").run(PromptTestCase.class);
        assertThat(replay.status()).isEqualTo(SUCCESSFUL);
        assertThat(Cassette.open(cassette(PromptTestCase.class, "a"), "", "").exchanges())
                .hasSize(1);
        assertThat(Files.readString(cassette(PromptTestCase.class, "a")))
                .startsWith("{\"cassette\":1,\"test\":\"%s#eval\",\"case\":\"a\"}"
                        .formatted(PromptTestCase.class.getName()));
    }

    @Test
    void accept_wants_a_draft_run() {
        both(PromptTestCase.class, "yes").run(PromptTestCase.class);
        assertThatThrownBy(() -> Accept.run(RunLines.read(evals.results)))
                .hasMessageEndingWith(".jsonl: is of no draft run; run the tests with -Djunit.llm.mode=draft first");
    }

    @Test
    void a_draft_goes_round_by_round_over_all_cases() {
        try (Provider provider = new Provider(call -> "yes")) {
            provider.serve(evals).set("mode", "draft");
            assertThat(evals.run(RoundsTestCase.class).samples())
                    .containsExactly("a > sample 1 SUCCESSFUL", "b > sample 1 SUCCESSFUL");
            assertThat(evals.set("draft.rounds", "2").run(RoundsTestCase.class).samples())
                    .containsExactly(
                            "a > sample 1 SUCCESSFUL",
                            "b > sample 1 SUCCESSFUL",
                            "a > sample 2 SUCCESSFUL",
                            "b > sample 2 SUCCESSFUL");
            evals.set("draft.rounds", "all").run(RoundsTestCase.class);
            assertThat(provider.calls()).isEqualTo(6);
            assertThat(evals.set("draft.rounds", "none")
                            .run(RoundsTestCase.class)
                            .message())
                    .isEqualTo("junit.llm.draft.rounds = \"none\": expected a whole number from 1 to 10000");
        }
    }

    @Test
    void a_spent_budget_is_an_error_of_its_own() {
        try (Provider provider = new Provider(call -> "yes")) {
            Evals.Run run = provider.serve(evals)
                    .set("mode", "record")
                    .set("budget.calls", "4")
                    .run(RoundsTestCase.class);
            assertThat(provider.calls()).isEqualTo(4);
            assertThat(run.verdict()).isEqualTo("ERROR");
            assertThat(run.outcomes())
                    .containsExactly("PASSED", "PASSED", "PASSED", "PASSED", "BUDGET_EXCEEDED", "BUDGET_EXCEEDED");
            assertThat(run.message())
                    .contains(
                            "first: BUDGET_EXCEEDED: the budget of the run, 4 calls, is spent; raise junit.llm.budget.calls to go on");
        }
    }

    @Test
    void what_a_full_run_did_not_use_is_named_and_pruned() throws Exception {
        both(PromptTestCase.class, "yes", "spare");
        evals.recorded(PromptTestCase.class, "eval", "gone", "is it gone", "yes");
        Evals.Run run = evals.run(PromptTestCase.class);
        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        String line =
                "unused: 2 recordings in 2 cassettes, first %s; 1 cassette of cases that are not there, first %s; remove: junit-llm prune"
                        .formatted(cassette(PromptTestCase.class, "a"), cassette(PromptTestCase.class, "gone"));
        assertThat(run.verdictLine().path("text").asText()).contains(line);

        Evals.Run strict = evals.set("unused", "fail").run(PromptTestCase.class);
        assertThat(strict.thrown()).isInstanceOf(EvalError.class);
        assertThat(strict.thrown()).hasMessage("PASS: " + line + " (red because junit.llm.unused = fail)");

        List<String> report = List.of(
                cassette(PromptTestCase.class, "a") + ": 1 of 2 recordings removed",
                cassette(PromptTestCase.class, "b") + ": 1 of 2 recordings removed",
                cassette(PromptTestCase.class, "gone")
                        + ": all 1 recordings and the file removed, its case is not there");
        assertThat(Prune.run(RunLines.read(evals.results), true)).isEqualTo(report);
        assertThat(cassette(PromptTestCase.class, "gone")).exists();
        assertThat(Prune.run(RunLines.read(evals.results), false)).isEqualTo(report);
        assertThat(cassette(PromptTestCase.class, "gone")).doesNotExist();
        assertThat(evals.run(PromptTestCase.class).status()).isEqualTo(SUCCESSFUL);
    }

    @Test
    void a_failed_sample_makes_nothing_unused_since_it_may_have_stopped_early() {
        evals.recorded(PromptTestCase.class, "eval", "a", "is it a", "no")
                .recorded(PromptTestCase.class, "eval", "b", "is it b", "yes");
        // Another request of sample 1 of case a, as the second turn of an agent would be.
        evals.recorded(PromptTestCase.class, "eval", "a", "and then", "yes");
        assertThat(evals.run(PromptTestCase.class).verdictLine().path("text").asText())
                .doesNotContain("unused");
    }

    @Test
    void a_changed_prompt_says_how_many_recordings_are_stale_and_what_they_cost() {
        both(PromptTestCase.class, "yes");
        PromptTestCase.prompt = "Please, ";
        assertThat(evals.run(PromptTestCase.class).message())
                .contains(
                        "stale: 2 recordings of requests that are no longer sent; to record as many again takes about 2 calls, 20 input and 10 output tokens as recorded");
    }

    @Test
    void a_verdict_names_the_takes_that_gave_way() {
        try (Provider provider = new Provider(call -> call <= 2 ? "no" : "yes")) {
            provider.serve(evals).set("mode", "record").run(PromptTestCase.class);
            evals.set("mode", "rerecord").run(PromptTestCase.class);
        }
        Evals.Run run = evals.set("mode", "replay").run(PromptTestCase.class);
        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.verdictLine().path("text").asText())
                .contains(
                        "rerecorded: 2 earlier takes of the same requests gave way, 0 of them from samples that passed");
    }

    @Recorder(ignore = "/messages/0/content")
    static class IgnoringTestCase {
        @LlmEval
        @Golden(inline = "[{id: a, question: is it a}]")
        @Recorder(mode = Mode.LIVE, headers = "openai-beta")
        void eval(Llm llm) {
            assertThatAnswer(Chat.ask(llm, "is it " + System.nanoTime())).isEqualTo("yes");
        }
    }

    @Test
    void rules_stand_on_the_class_the_mode_on_the_method_and_the_run_wins() {
        evals.recorded(IgnoringTestCase.class, "eval", "a", "is it a", "yes");
        assertThat(evals.set("mode", "replay").run(IgnoringTestCase.class).status())
                .isEqualTo(SUCCESSFUL);
    }

    @Test
    void a_setting_can_be_for_one_test_alone() {
        both(PromptTestCase.class, "yes");
        evals.set("mode", "live").set("mode.PromptTestCase#eval", "replay");
        assertThat(evals.run(PromptTestCase.class).status()).isEqualTo(SUCCESSFUL);
    }

    static class WrongRulesTestCase {
        @LlmEval
        @Golden(inline = CASES)
        @Recorder(ignore = "messages")
        void pointer(Llm llm) {}

        @LlmEval
        @Golden(inline = CASES)
        @Recorder(maxAgeDays = -1)
        void age(Llm llm) {}

        @LlmEval
        @Golden(inline = CASES)
        @Recorder(mode = {Mode.LIVE, Mode.RECORD})
        void modes(Llm llm) {}

        @LlmEval
        @Golden(inline = CASES)
        void twice(Llm llm) {}

        @LlmEval
        @Golden(inline = CASES)
        void twice(GoldenCase golden) {}
    }

    @Test
    void wrong_rules_are_refused() {
        String llm = Llm.class.getName();
        assertThat(evals.run(WrongRulesTestCase.class, "pointer", llm).message())
                .isEqualTo(
                        "@Recorder on WrongRulesTestCase.pointer(): ignore \"messages\": expected a JSON Pointer that starts with a slash, for example /messages/0/content, or /messages/*/content with * for any one member or element");
        assertThat(evals.run(WrongRulesTestCase.class, "age", llm).message())
                .isEqualTo(
                        "@Recorder on WrongRulesTestCase.age(): maxAgeDays = -1, allowed are 1 and more, or 0 for none; write for example maxAgeDays = 90");
        assertThat(evals.run(WrongRulesTestCase.class, "modes", llm).message())
                .isEqualTo(
                        "@Recorder on WrongRulesTestCase.modes(): mode has 2 values, expected one; write for example mode = Mode.DRAFT");
        assertThat(evals.run(WrongRulesTestCase.class, "twice", llm).message())
                .isEqualTo(
                        "@LlmEval on WrongRulesTestCase.twice(): 2 evals have this name, and would share their cassettes; give each a name of its own");
    }
}
