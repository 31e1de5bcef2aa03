package io.github.junitllm.sampling;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.junitllm.assertions.LlmAssertions;
import io.github.junitllm.dataset.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept off the disk in a run: in cassettes, result lines and messages. */
class RedactionTest {

    /** Put together here, so that no scanner of repositories takes them for real. */
    private static final String KEY = "sk-" + "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY";

    private static final String RANDOM = "q7Xz2Lp9" + "Wv4Kt8Rb1Nc6Jh3Fd5Gs0Mv";

    @TempDir
    Path folder;

    private final WireMockServer provider = new WireMockServer(options().dynamicPort());
    private Evals evals;

    @BeforeEach
    void newEngine() {
        provider.start();
        evals = new Evals(folder);
        evals.set("upstream.openai", provider.baseUrl() + "/v1")
                .set("upstream.openai.simulated", "true")
                .set("mode", "record");
    }

    @AfterEach
    void stop() {
        provider.stop();
    }

    private void answers(String answer) {
        provider.stubFor(
                post(urlEqualTo("/v1/chat/completions")).willReturn(okJson(Chat.responseBody(answer, "stop"))));
    }

    static class AskTestCase {
        @LlmEval
        @Golden(inline = "[{id: late}]")
        void eval(Llm llm) {
            LlmAssertions.assertThatAnswer(Chat.ask(llm, "my order is ORD-1234-XYZ"))
                    .isEqualTo("yes");
        }
    }

    @Test
    void a_key_in_an_answer_reaches_neither_cassette_nor_result_line_nor_message() throws Exception {
        answers("the key is " + KEY);

        Evals.Run run = evals.run(AskTestCase.class);

        assertThat(run.outcomes()).containsExactly("FAILED");
        assertThat(run.sampleMessage()).contains("the key is [REDACTED]").doesNotContain(KEY);
        assertThat(files()).isNotEmpty().allSatisfy(text -> assertThat(text).doesNotContain(KEY));
    }

    @Test
    void an_answer_that_looks_secret_is_no_passed_sample_and_not_stored_unless_it_is_allowed() throws Exception {
        answers("yes " + RANDOM);

        Evals.Run run = evals.run(AskTestCase.class);

        assertThat(run.outcomes()).containsExactly("INFRA_ERROR");
        assertThat(run.sampleMessage())
                .startsWith(
                        "INFRA_ERROR: not stored: the answer of openai holds text that looks random at /choices/0/message/content, 31 characters starting with \"q7Xz\"; take it out if it is a secret, or have it redacted with junit.llm.redact.patterns or junit.llm.redact.names, or allow the place with junit.llm.redact.allow=/choices/0/message/content if it is none");
        assertThat(files()).allSatisfy(text -> assertThat(text).doesNotContain(RANDOM, "\"end\""));

        evals.set("redact.allow", "/choices/*/message/content").run(AskTestCase.class);
        assertThat(files()).anySatisfy(text -> assertThat(text).contains(RANDOM));
    }

    @Test
    void own_patterns_and_names_hold_in_recording_and_in_replay() throws Exception {
        answers("yes");
        evals.set("redact.patterns", "ORD-[0-9]{4}-\\w+ other{2,3}").set("redact.names", "Role, x");

        assertThat(evals.run(AskTestCase.class).status()).isEqualTo(SUCCESSFUL);
        assertThat(evals.set("mode", "replay").run(AskTestCase.class).status()).isEqualTo(SUCCESSFUL);
        assertThat(files())
                .allSatisfy(text -> assertThat(text).doesNotContain("ORD-1234"))
                .anySatisfy(text ->
                        assertThat(text).contains("my order is [REDACTED]").contains("\"role\":\"[REDACTED]\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patterns|a( b|junit.llm.redact.patterns: pattern \"a(\": missing closing ); the syntax is that of RE2, without look-around and back references",
                "patterns|a*|junit.llm.redact.patterns: pattern \"a*\" matches the empty text; write one that needs at least one character",
                "patterns|(?<=a)b|junit.llm.redact.patterns: pattern \"(?<=a)b\": invalid named capture; the syntax is that of RE2, without look-around and back references",
                "allow|choices|junit.llm.redact.allow: \"choices\" is no JSON Pointer to a part of a body: expected one like /messages/*/content, where * stands for one segment",
                "personal|email,emial|junit.llm.redact.personal: \"emial\" is no kind of personal data: expected email, phone, card, iban; did you mean \"email\"?"
            })
    void a_wrong_rule_fails_before_the_first_call(String key, String value, String message) {
        Evals.Run run = evals.set("redact." + key, value).run(AskTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).isEqualTo(message);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file, ISO_8859_1));
            }
            return texts;
        }
    }
}
