package io.github.junitllm.sampling;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an eval lives in Jupiter: selection, parallel runs, nesting, parameters, recording. */
class ExecutionTest {

    static final String CASES = "[{id: late, question: is it late}, {id: early, question: is it early}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder);
    }

    private void record(Class<?> testClass, String method, String... answers) {
        evals.recorded(testClass, method, "late", "is it late", answers);
        evals.recorded(testClass, method, "early", "is it early", answers);
    }

    static class TolerantTestCase {
        @LlmEval(samples = 3, minPasses = 2)
        @Golden(inline = CASES)
        void eval(GoldenCase golden, Llm llm) {
            assertThatAnswer(Chat.ask(llm, golden.text("question"))).isEqualTo("yes");
        }
    }

    @Test
    void one_sample_selected_by_its_unique_id_shows_its_colour_and_gives_no_verdict() {
        record(TolerantTestCase.class, "eval", "yes", "no", "yes");
        String id = evals.run(TolerantTestCase.class).uniqueId("early > sample 1");

        Evals.Run run = evals.runUniqueId(id);

        assertThat(run.samples()).containsExactly("early > sample 1 SUCCESSFUL");
        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).startsWith("NO VERDICT, 1 of 6 samples were selected: pass rate 1.000 (1 of 1)");
        assertThat(run.verdictLine().path("verdict").asText()).isEqualTo("NONE");
    }

    @Test
    void a_failed_sample_selected_by_its_unique_id_is_never_green() {
        record(TolerantTestCase.class, "eval", "yes", "no", "yes");
        String id = evals.run(TolerantTestCase.class).uniqueId("early > sample 2");

        Evals.Run run = evals.runUniqueId(id);

        assertThat(run.samples()).containsExactly("early > sample 2 ABORTED");
        assertThat(run.status()).isEqualTo(FAILED);
    }

    @Test
    void a_case_selected_by_key_shows_failed_samples_red() {
        record(TolerantTestCase.class, "eval", "yes", "no", "yes");

        Evals.Run run = evals.set("case", "early").run(TolerantTestCase.class);

        assertThat(run.samples())
                .containsExactly(
                        "early > sample 1 SUCCESSFUL", "early > sample 2 FAILED", "early > sample 3 SUCCESSFUL");
        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).startsWith("NO VERDICT, 3 of 6 samples were selected");
    }

    @Test
    void a_sample_selected_by_key() {
        record(TolerantTestCase.class, "eval", "yes", "no", "yes");

        Evals.Run run = evals.set("case", "late").set("sample", "2").run(TolerantTestCase.class);

        assertThat(run.samples()).containsExactly("late > sample 2 FAILED");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void in_parallel_the_verdict_and_the_result_lines_are_the_same(int threads) {
        record(TolerantTestCase.class, "eval", "yes", "no", "yes");
        Evals.Run inSequence = evals.run(TolerantTestCase.class);

        Evals.Run inParallel = evals.setJunit("junit.jupiter.execution.parallel.enabled", "true")
                .setJunit("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .setJunit("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .setJunit("junit.jupiter.execution.parallel.config.fixed.parallelism", String.valueOf(threads))
                .run(TolerantTestCase.class);

        assertThat(inParallel.status()).isEqualTo(SUCCESSFUL);
        assertThat(inParallel.samples()).containsExactlyInAnyOrderElementsOf(inSequence.samples());
        assertThat(sampleLines(inParallel)).containsExactlyInAnyOrderElementsOf(sampleLines(inSequence));
        assertThat(inParallel.verdictLine().path("passed"))
                .isEqualTo(inSequence.verdictLine().path("passed"));
    }

    private static List<JsonNode> sampleLines(Evals.Run run) {
        return run.lines().stream()
                .filter(line -> line.path("type").asText().equals("sample"))
                .map(line -> ((ObjectNode) line.deepCopy()).<JsonNode>without("volatile"))
                .toList();
    }

    static class OuterTestCase {
        @Nested
        class Inner {
            @LlmEval
            @Golden(inline = CASES)
            void eval(GoldenCase golden, Llm llm) {
                assertThatAnswer(Chat.ask(llm, golden.text("question"))).isEqualTo("yes");
            }
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class InheritedTestCase extends TolerantTestCase {}

    @Retention(RetentionPolicy.RUNTIME)
    @LlmEval(samples = 2)
    @Golden(inline = CASES)
    @interface TwiceEach {}

    static class MetaTestCase {
        @TwiceEach
        void eval(TestInfo info, Llm llm, GoldenCase golden) {
            assertThat(info.getTags()).contains("llm");
            assertThat(llm.caseId()).isEqualTo(golden.id());
            assertThat(info.getDisplayName()).isEqualTo(golden.id() + " > sample " + llm.sample());
            assertThatAnswer(Chat.ask(llm, golden.text("question"))).isEqualTo("yes");
        }
    }

    @Test
    void nested_inherited_per_class_and_meta_annotated_evals_run_with_parameters_in_any_order() {
        record(OuterTestCase.Inner.class, "eval", "yes");
        record(InheritedTestCase.class, "eval", "yes", "yes", "no");
        record(MetaTestCase.class, "eval", "yes", "yes");

        assertThat(evals.run(OuterTestCase.class).status()).isEqualTo(SUCCESSFUL);
        assertThat(evals.run(InheritedTestCase.class).status()).isEqualTo(SUCCESSFUL);
        assertThat(evals.run(MetaTestCase.class).samples())
                .containsExactly(
                        "late > sample 1 SUCCESSFUL",
                        "late > sample 2 SUCCESSFUL",
                        "early > sample 1 SUCCESSFUL",
                        "early > sample 2 SUCCESSFUL");
    }

    @Test
    void records_from_a_provider_and_replays_without_it() {
        WireMockServer provider = new WireMockServer(options().dynamicPort());
        provider.start();
        provider.stubFor(post(urlEqualTo("/v1/chat/completions")).willReturn(okJson(Chat.responseBody("yes", "stop"))));
        evals.set("upstream.openai", provider.baseUrl() + "/v1").set("upstream.openai.simulated", "true");

        Evals.Run recorded = evals.set("mode", "record").run(TolerantTestCase.class);
        Evals.Run again = evals.run(TolerantTestCase.class);
        provider.verify(4, postRequestedFor(urlEqualTo("/v1/chat/completions")));
        provider.stop();
        Evals.Run replayed = evals.set("mode", "replay").run(TolerantTestCase.class);

        assertThat(List.of(recorded, again, replayed)).allSatisfy(run -> {
            assertThat(run.status()).isEqualTo(SUCCESSFUL);
            assertThat(run.verdictLine().path("evidence").asText()).isEqualTo("4 SIMULATED");
        });
    }

    @Test
    void what_a_real_provider_answers_is_live_when_recorded_and_replayed_afterwards() {
        WireMockServer provider = new WireMockServer(options().dynamicPort());
        provider.start();
        provider.stubFor(post(urlEqualTo("/chat/completions")).willReturn(okJson(Chat.responseBody("yes", "stop"))));
        // An upstream that needs no key and is not marked as simulated: what it answers counts as real.
        evals.set("upstream.local", provider.baseUrl()).set("mode", "record");

        Evals.Run recorded = evals.run(LocalTestCase.class);
        provider.stop();
        Evals.Run replayed = evals.set("mode", "replay").run(LocalTestCase.class);

        assertThat(recorded.verdictLine().path("evidence").asText()).isEqualTo("1 LIVE");
        assertThat(replayed.verdictLine().path("evidence").asText()).isEqualTo("1 REPLAYED");
        assertThat(replayed.verdictLine().path("text").asText()).contains("\n  recorded 20");
    }

    static class LocalTestCase {
        @LlmEval
        @Golden(inline = "[{id: late}]")
        void eval(Llm llm) {
            assertThatAnswer(Chat.askAt(llm.baseUrl("local") + "/chat/completions", "is it late"))
                    .isEqualTo("yes");
        }
    }

    static class AnthropicTestCase {
        @LlmEval
        @Golden(inline = "[{id: late}]")
        void eval(Llm llm) {
            assertThatAnswer(Chat.askAt(llm.baseUrl("anthropic") + "/chat/completions", "is it late"))
                    .isEqualTo("yes");
        }
    }

    @Test
    void another_variable_for_the_key_of_a_known_provider_keeps_the_header_of_that_provider() {
        WireMockServer provider = new WireMockServer(options().dynamicPort());
        provider.start();
        provider.stubFor(post(urlEqualTo("/v1/chat/completions")).willReturn(okJson(Chat.responseBody("yes", "stop"))));
        evals.set("mode", "live")
                .set("upstream.anthropic", provider.baseUrl() + "/v1")
                .set("upstream.anthropic.key-env", "PATH");

        Evals.Run run = evals.run(AnthropicTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        provider.verify(postRequestedFor(urlEqualTo("/v1/chat/completions"))
                .withHeader("x-api-key", equalTo(System.getenv("PATH"))));
        provider.stop();
    }

    @Test
    void a_hostile_answer_is_shown_and_bounded() {
        String hostile = "\u001b[2Jno\u202e</script>" + "x".repeat(5_000_000);
        record(TolerantTestCase.class, "eval", hostile, hostile, hostile);

        Evals.Run run = evals.run(TolerantTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.sampleMessage())
                .contains("\\u001b[2Jno\\u202e</script>xxx")
                .hasSizeLessThan(11_000);
        assertThat(run.lines().get(1).path("message").asText()).doesNotContain("\u001b", "\u202e");
    }
}
