package io.github.junitllm.benchmarks;

import static io.github.junitllm.assertions.LlmAssertions.assertThatCalls;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.RepeatedTest;

/** The least that is a valid sample, and the same body as a plain repeated test: what lies between them is ours. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OverheadEvals {

    static final String TEN_CASES =
            "[{id: a}, {id: b}, {id: c}, {id: d}, {id: e}, {id: f}, {id: g}, {id: h}, {id: i}, {id: j}]";

    private OverheadEvals() {}

    private static void body(Llm llm) {
        assertThat(llm).madeNoCall();
    }

    private static void plainBody() {
        assertThatCalls(List.of()).madeNoCall();
    }

    /** 1,000 samples. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static class Eval1000 {
        @LlmEval(samples = 100)
        @Golden(inline = TEN_CASES)
        void makes_no_call(Llm llm) {
            body(llm);
        }
    }

    /** 10,000 samples. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static class Eval10000 {
        @LlmEval(samples = 1_000)
        @Golden(inline = TEN_CASES)
        void makes_no_call(Llm llm) {
            body(llm);
        }
    }

    /** 100,000 samples. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static class Eval100000 {
        @LlmEval(samples = 10_000)
        @Golden(inline = TEN_CASES)
        void makes_no_call(Llm llm) {
            body(llm);
        }
    }

    /** 10,000 samples under a claim, each of which must be taken. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static class Claim10000 {
        @LlmEval(samples = 1_000, passRate = 0.9, stopEarly = false)
        @Golden(inline = TEN_CASES)
        void makes_no_call(Llm llm) {
            body(llm);
        }
    }

    /** 1,000 repetitions. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static class Plain1000 {
        @RepeatedTest(1_000)
        void makes_no_call() {
            plainBody();
        }
    }

    /** 10,000 repetitions. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static class Plain10000 {
        @RepeatedTest(10_000)
        void makes_no_call() {
            plainBody();
        }
    }

    /** 100,000 repetitions. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static class Plain100000 {
        @RepeatedTest(100_000)
        void makes_no_call() {
            plainBody();
        }
    }
}
