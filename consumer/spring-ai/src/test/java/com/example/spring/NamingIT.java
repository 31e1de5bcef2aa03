package com.example.spring;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.spring.ShopApplication.Handbook;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class NamingIT {

    record Question(String ask, String expect) {}

    private static final ChatOptions OPTIONS =
            ChatOptions.builder().model("gpt-3.5-turbo").temperature(0.0).build();

    @Autowired
    ChatClient chat;

    @Autowired
    Handbook handbook;

    @LlmEval
    @Golden(inline = "[{id: socks, ask: 'What is a good name for a company that makes colorful socks?', expect: Threads}]")
    void namesACompany(Question question, Llm llm) {
        String answer = chat.prompt(new Prompt(question.ask(), OPTIONS))
                .call()
                .content();

        assertThatAnswer(answer).contains(question.expect());
        assertThat(llm).usage().tokensAtMost(100);
    }

    @Test
    void the_embedding_of_the_start_is_there_and_the_context_started_once() {
        assertThat(handbook.embedding()).hasSize(128);
        assertThat(ShopApplication.STARTS).hasValue(1);
    }
}
