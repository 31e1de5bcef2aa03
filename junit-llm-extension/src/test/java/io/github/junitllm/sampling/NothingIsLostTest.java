package io.github.junitllm.sampling;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.fault.FaultKind;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.fault.InjectedFault;
import io.github.junitllm.upkeep.Accept;
import io.github.junitllm.upkeep.Prune;
import io.github.junitllm.upkeep.RunLines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands keep every recording that a test still needs, and no verdict counts what did not happen. */
class NothingIsLostTest {

    private static final String CASE = "[{id: a, question: is it a}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void start() {
        TwoTurnsTestCase.prompt = "";
        evals = new Evals(folder).set("drafts", folder.resolve("drafts").toString());
    }

    private Path cassette(Class<?> type) {
        return evals.cassettes.resolve(type.getName().replace('$', '.')).resolve("eval/a.jsonl");
    }

    private List<Exchange> takes(Class<?> type) {
        return Cassette.open(cassette(type), "", "").exchanges();
    }

    /** The second question depends on the first answer, as every later turn does. */
    static class TwoTurnsTestCase {
        static String prompt = "";

        @LlmEval(samples = 3)
        @Golden(inline = CASE)
        void eval(GoldenCase golden, Llm llm) {
            String answer = Chat.ask(llm, prompt + golden.text("question"));
            assertThatAnswer(Chat.ask(llm, "you said " + answer)).startsWith("yes");
        }
    }

    @Test
    void accept_keeps_the_later_turns_of_samples_that_the_draft_did_not_run() {
        try (Provider provider = new Provider(call -> "yes " + call)) {
            provider.serve(evals).set("mode", "record").run(TwoTurnsTestCase.class);
            assertThat(provider.calls()).isEqualTo(6);
            assertThat(evals.set("mode", "draft").run(TwoTurnsTestCase.class).verdict())
                    .isEqualTo("DRAFT");
        }
        assertThat(Accept.run(RunLines.read(evals.results)))
                .containsExactly(cassette(TwoTurnsTestCase.class) + ": 0 accepted, 0 stale removed");
        assertThat(evals.set("mode", "replay").run(TwoTurnsTestCase.class).verdict())
                .isEqualTo("PASS");
    }

    @Test
    void accept_removes_an_older_prompt_of_every_sample() {
        try (Provider provider = new Provider(call -> "yes")) {
            provider.serve(evals).set("mode", "record").run(TwoTurnsTestCase.class);
            TwoTurnsTestCase.prompt = "Please, ";
            evals.set("mode", "draft").run(TwoTurnsTestCase.class);
        }
        assertThat(Accept.run(RunLines.read(evals.results)))
                .containsExactly(cassette(TwoTurnsTestCase.class) + ": 1 accepted, 3 stale removed");
    }

    static class FailsEarlyTestCase {
        @LlmEval(samples = 2)
        @Golden(inline = CASE)
        void eval(Llm llm) {
            assertThatAnswer(Chat.ask(llm, "first")).isEqualTo("yes");
            assertThatAnswer(Chat.ask(llm, "second")).isEqualTo("yes");
        }
    }

    @Test
    void accept_keeps_what_a_sample_did_not_reach_because_it_failed() {
        evals.recorded(FailsEarlyTestCase.class, "eval", "a", "first", "no", "no")
                .recorded(FailsEarlyTestCase.class, "eval", "a", "second", "yes", "yes");
        evals.set("mode", "draft").run(FailsEarlyTestCase.class);
        Accept.run(RunLines.read(evals.results));
        assertThat(takes(FailsEarlyTestCase.class)).hasSize(4);
    }

    /** As a parameterized class does, or a file merged of two runs: what one used, the other did not. */
    @Test
    void prune_keeps_what_any_run_of_the_same_test_has_used() throws IOException {
        evals.recorded(AskTestCase.class, "eval", "a", "one", "yes")
                .recorded(AskTestCase.class, "eval", "a", "two", "yes")
                .recorded(AskTestCase.class, "eval", "a", "three", "yes");
        for (String question : List.of("one", "two")) {
            AskTestCase.question = question;
            assertThat(evals.run(AskTestCase.class).verdict()).isEqualTo("PASS");
        }
        Path merged = folder.resolve("merged.jsonl");
        try (Stream<Path> files = Files.list(evals.results)) {
            for (Path file : files.toList()) {
                Files.writeString(
                        merged, (Files.exists(merged) ? Files.readString(merged) : "") + Files.readString(file));
            }
        }
        assertThat(Prune.run(RunLines.read(merged), false))
                .containsExactly(cassette(AskTestCase.class) + ": 1 of 3 recordings removed");
        assertThat(takes(AskTestCase.class))
                .extracting(take -> take.request().body().text())
                .containsExactlyInAnyOrder(Chat.requestBody("one"), Chat.requestBody("two"));
    }

    static class AskTestCase {
        static String question = "";

        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) {
            assertThatAnswer(Chat.ask(llm, question)).isEqualTo("yes");
        }
    }

    static class ThreeSamplesTestCase {
        @LlmEval(samples = 3)
        @Golden(inline = CASE)
        void eval(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void a_take_that_gave_way_counts_once_however_many_samples_send_its_request() {
        try (Provider provider = new Provider(call -> "yes")) {
            provider.serve(evals).set("mode", "record").run(ThreeSamplesTestCase.class);
            evals.set("mode", "rerecord").run(ThreeSamplesTestCase.class);
        }
        assertThat(evals.set("mode", "replay").run(ThreeSamplesTestCase.class).verdictText())
                .contains(
                        "rerecorded: 3 earlier takes of the same requests gave way, 3 of them from samples that passed");
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class TwoBudgetsTestCase {
        @Order(1)
        @LlmEval
        @Golden(inline = CASE)
        void replayed(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }

        @Order(2)
        @LlmEval(samples = 3)
        @Golden(inline = CASE)
        void drafted(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void the_budget_of_an_eval_does_not_depend_on_the_one_that_ran_before() {
        try (Provider provider = new Provider(call -> "yes")) {
            provider.serve(evals)
                    .set("mode.TwoBudgetsTestCase#drafted", "draft")
                    .set("draft.rounds", "all")
                    .set("budget.calls.TwoBudgetsTestCase#drafted", "2")
                    .run(TwoBudgetsTestCase.class);
            assertThat(provider.calls()).isEqualTo(2);
        }
    }

    /** A message to which no answer is due is let pass in replay, recorded or not. */
    static class NotificationTestCase {
        @LlmEval
        @Golden(inline = CASE)
        void eval(Llm llm) throws IOException, InterruptedException {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(llm.baseUrl("openai") + "/mcp"))
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
        }
    }

    @Test
    void a_sample_of_whose_calls_none_was_answered_is_not_green() {
        Evals.Run run = evals.run(NotificationTestCase.class);
        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.outcomes()).containsExactly("DEFECT");
        assertThat(run.sampleMessage())
                .startsWith(
                        "DEFECT: the test body ended well, but none of its calls was answered, so that it proves nothing\n");
    }

    static class UndecidedTestCase {
        @LlmEval(samples = 20, passRate = 0.8, inconclusive = Inconclusive.ABORT)
        @Golden(inline = CASE)
        void eval(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void unused_recordings_are_red_also_where_the_verdict_is_open() {
        String[] answers = new String[21];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = i < 3 ? "no" : "yes";
        }
        evals.recorded(UndecidedTestCase.class, "eval", "a", "is it a", answers);
        Evals.Run run = evals.set("unused", "fail").run(UndecidedTestCase.class);
        assertThat(run.verdict()).isEqualTo("INCONCLUSIVE");
        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).startsWith("INCONCLUSIVE: unused: 1 recording in 1 cassette");
    }

    @Test
    void a_rate_that_struck_nothing_is_not_excused_by_a_fault_elsewhere() {
        FaultPlan rate = FaultPlan.atRate(0.1, 1, FaultKind.RATE_LIMITED).onPath("/embeddings");
        InjectedFault elsewhere = new InjectedFault(FaultKind.RATE_LIMITED, 1, "POST", "openai", "/v1/chat");
        InjectedFault there = new InjectedFault(FaultKind.RATE_LIMITED, 1, "POST", "openai", "/v1/embeddings");
        assertThat(FaultText.struckNothing(List.of(rate), List.of(met(elsewhere))))
                .hasSize(1);
        assertThat(FaultText.struckNothing(List.of(rate), List.of(met(there)))).isEmpty();
    }

    private static SampleResult met(InjectedFault fault) {
        return new SampleResult("a", 1, Outcome.PASSED, "", List.of(), List.of(), List.of(fault), 1);
    }
}
