package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.json.JsonAssert;
import io.github.junitllm.price.PriceTable;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Entry point of all assertions, for static import. They need no JUnit. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class LlmAssertions {

    private LlmAssertions() {}

    /** Starts assertions on the text of an answer. */
    public static AnswerAssert assertThatAnswer(@Nullable String answer) {
        Checks.note();
        return new AnswerAssert(answer);
    }

    /** Starts assertions on an answer that is to be JSON and nothing else. */
    public static JsonAssert assertThatJson(@Nullable String answer) {
        Checks.note();
        return JsonAssert.assertThatJson(answer);
    }

    /**
     * Makes several assertions and then tells all that failed, not only the first.
     *
     * @throws UnsureError when none failed and some cannot be told
     */
    public static void assertSoftly(Consumer<LlmSoftAssertions> assertions) {
        LlmSoftAssertions softly = new LlmSoftAssertions();
        try {
            assertions.accept(softly);
        } catch (Throwable broken) {
            softly.addTo(broken);
            throw broken;
        }
        softly.assertAll();
    }

    /** Starts assertions on the calls of a sample, in the order in which they were made. */
    public static LlmAssert assertThatCalls(List<LlmCall> calls) {
        return assertThatCalls(calls, PriceTable.builtIn());
    }

    /** The same with prices for what the calls cost. */
    public static LlmAssert assertThatCalls(List<LlmCall> calls, PriceTable prices) {
        Checks.note();
        return new LlmAssert(calls, prices);
    }
}
