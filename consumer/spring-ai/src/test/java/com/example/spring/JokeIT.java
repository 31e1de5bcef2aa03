package com.example.spring;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.util.List;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Shares its context with {@link NamingIT}. */
@SpringBootTest
class JokeIT {

    record Question(String ask, String expect) {}

    private static final ChatOptions OPTIONS =
            ChatOptions.builder().model("gpt-3.5-turbo").temperature(0.7).build();

    @Autowired
    ChatClient chat;

    @LlmEval
    @Golden(inline = "[{id: joke, ask: 'Tell me a funny joke, a one-liner.', expect: two tired}]")
    void jokesInAStream(Question question, Llm llm) {
        List<String> parts = chat.prompt(new Prompt(question.ask(), OPTIONS))
                .stream()
                .content()
                .collectList()
                .block();

        assertThat(parts).hasSizeGreaterThan(5);
        assertThatAnswer(String.join("", parts)).contains(question.expect());
        assertThat(llm.calls().get(0).text()).isEqualTo(String.join("", parts));
    }
}
