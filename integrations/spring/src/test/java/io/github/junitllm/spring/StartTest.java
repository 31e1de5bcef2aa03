package io.github.junitllm.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.RecorderServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** What a context does before its first test, in Spring's own test framework. */
class StartTest {

    @Configuration
    static class Quiet {}

    /** Swallows that its call at start-up failed. */
    @Configuration
    static class Swallows {

        @Bean
        String embedding(
                ObjectProvider<RestClient.Builder> builder, @Value("${spring.ai.openai.base-url}") String url) {
            try {
                return String.valueOf(builder.getObject()
                        .build()
                        .post()
                        .uri(url + "/v1/embeddings")
                        .body("{}")
                        .retrieve()
                        .body(String.class));
            } catch (RestClientException swallowed) {
                return "none";
            }
        }
    }

    @ContextConfiguration(classes = Quiet.class)
    @TestPropertySource(
            properties = {
                "spring.ai.openai.api-key=${OPENAI_API_KEY}",
                "langchain4j.open-ai.chat-model.api-key=${OPENAI_API_KEY}",
                "spring.ai.openai.embedding.base-url=https://elsewhere.example.com"
            })
    static class WithEval {
        @LlmEval
        @Golden(inline = "[{id: one}]")
        void eval(Llm llm) {}
    }

    @ContextConfiguration(classes = Quiet.class)
    @TestPropertySource(properties = "spring.ai.openai.api-key=mine")
    static class WithoutEval {
        @Test
        void test() {}
    }

    @ContextConfiguration(classes = Swallows.class)
    static class WithoutRecording {
        @LlmEval
        @Golden(inline = "[{id: one}]")
        void eval(Llm llm) {}
    }

    private static Environment environment(Class<?> testClass) {
        return new TestContextManager(testClass)
                .getTestContext()
                .getApplicationContext()
                .getEnvironment();
    }

    @Test
    void clients_are_pointed_at_the_recorder_with_a_dummy_key() {
        Environment environment = environment(WithEval.class);
        String openAi = RecorderServer.shared().url() + "/openai";

        assertThat(environment.getProperty("spring.ai.openai.base-url")).isEqualTo(openAi);
        assertThat(environment.getProperty("spring.ai.openai.api-key")).isEqualTo(Lane.DUMMY_KEY);
        assertThat(environment.getProperty("spring.ai.openai.embedding.base-url"))
                .isEqualTo(openAi);
        assertThat(environment.getProperty("spring.ai.ollama.base-url"))
                .isEqualTo(RecorderServer.shared().url() + "/ollama");
        assertThat(environment.getProperty("langchain4j.open-ai.chat-model.base-url"))
                .isEqualTo(openAi);
        assertThat(environment.getProperty("langchain4j.open-ai.chat-model.api-key"))
                .isEqualTo(Lane.DUMMY_KEY);
    }

    @Test
    void no_model_of_langchain4j_is_switched_on_that_the_application_does_not_have() {
        Environment environment = environment(WithEval.class);

        assertThat(environment.containsProperty("langchain4j.open-ai.embedding-model.api-key"))
                .isFalse();
        assertThat(environment.containsProperty("langchain4j.ollama.chat-model.base-url"))
                .isFalse();
    }

    @Test
    void a_test_class_without_an_eval_keeps_its_context() {
        assertThat(environment(WithoutEval.class).getProperty("spring.ai.openai.api-key"))
                .isEqualTo("mine");
    }

    @Test
    void contexts_that_could_be_shared_stay_shared() {
        RecorderCustomizerFactory factory = new RecorderCustomizerFactory();

        assertThat(factory.createContextCustomizer(WithEval.class, List.of()))
                .isEqualTo(factory.createContextCustomizer(WithoutRecording.class, List.of()))
                .isNotNull();
    }

    @Test
    void an_answer_that_is_missing_at_start_up_is_told_even_when_the_application_swallows_it() {
        Path cassette = Path.of("src/test/resources/cassettes/_context")
                .resolve(Swallows.class.getName().replace('$', '.') + ".jsonl")
                .toAbsolutePath();

        assertThatThrownBy(() ->
                        new TestContextManager(WithoutRecording.class).prepareTestInstance(new WithoutRecording()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("""
                        the application started without answers that it asked for:
                          RECORDING_MISSING: no recording for POST openai /v1/embeddings, which the application calls outside any sample; record it with -Djunit.llm.mode=record into %s""", cassette);
    }
}
