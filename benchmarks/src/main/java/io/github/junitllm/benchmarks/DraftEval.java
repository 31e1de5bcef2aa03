package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.io.IOException;
import java.net.URI;
import org.apiguardian.api.API;

/** Twenty cases, five samples each, of an application that makes one call. */
@API(status = API.Status.INTERNAL, since = "0.1")
public class DraftEval {

    static final int SAMPLES = 100;

    static volatile String prompt = "";
    static volatile String changedCase = "";

    @LlmEval(samples = 5)
    @Golden(inline = """
                    [{id: c01, question: is it a}, {id: c02, question: is it b}, {id: c03, question: is it c},
                     {id: c04, question: is it d}, {id: c05, question: is it e}, {id: c06, question: is it f},
                     {id: c07, question: is it g}, {id: c08, question: is it h}, {id: c09, question: is it i},
                     {id: c10, question: is it j}, {id: c11, question: is it k}, {id: c12, question: is it l},
                     {id: c13, question: is it m}, {id: c14, question: is it n}, {id: c15, question: is it o},
                     {id: c16, question: is it p}, {id: c17, question: is it q}, {id: c18, question: is it r},
                     {id: c19, question: is it s}, {id: c20, question: is it t}]
                    """)
    void says_yes(GoldenCase golden, Llm llm) throws IOException {
        String question = prompt + golden.text("question") + (golden.id().equals(changedCase) ? ", please" : "");
        URI base = URI.create(llm.baseUrl("openai"));
        // A plain socket: the JDK's client would let JUnit's pool start further threads while it waits.
        RawHttp.Response response = RawHttp.send(
                base.getPort(),
                "POST",
                base.getPath() + Workload.PATH,
                "application/json",
                "{\"model\":\"scripted\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(question)
                        .getBytes(UTF_8));
        if (!response.body().text().contains("yes")) {
            throw new AssertionError(response.body().text());
        }
    }
}
