package com.example.spring;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Run in parallel by {@link ParallelIT}: the answer to sample 7 is "sample 7", whoever asks. SIMULATED. */
@SpringBootTest
class Parallel {

    /** A pool of the application's own, through which context propagation hands the lane on. */
    private static final ExecutorService THREADS = ContextExecutorService.wrap(
            Executors.newFixedThreadPool(3, Parallel::daemon),
            ContextSnapshotFactory.builder().build()::captureAll);

    private static final ChatOptions OPTIONS =
            ChatOptions.builder().model("gpt-3.5-turbo").temperature(0.7).build();

    record Question(String ask) {}

    @Autowired
    ChatClient chat;

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    @LlmEval(samples = 12)
    @Golden(inline = "[{id: whole, ask: 'Which sample is this?'}]")
    void whole(Question question, Llm llm) {
        check(llm, chat.prompt(new Prompt(question.ask(), OPTIONS)).call().content());
    }

    @LlmEval(samples = 12)
    @Golden(inline = "[{id: stream, ask: 'Which sample is this, in a stream?'}]")
    void stream(Question question, Llm llm) {
        List<String> parts = chat.prompt(new Prompt(question.ask(), OPTIONS))
                .stream()
                .content()
                .collectList()
                .block();

        check(llm, String.join("", parts));
    }

    @LlmEval(samples = 12)
    @Golden(inline = "[{id: pool, ask: 'Which sample is this, from a pool?'}]")
    void pool(Question question, Llm llm) throws Exception {
        Callable<String> call =
                () -> chat.prompt(new Prompt(question.ask(), OPTIONS)).call().content();

        check(llm, THREADS.submit(call).get());
    }

    private static void check(Llm llm, String answer) {
        assertThatAnswer(answer).isEqualTo("sample " + llm.sample());
    }
}
