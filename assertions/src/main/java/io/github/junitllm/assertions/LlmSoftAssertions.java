package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.json.JsonAssert;
import io.github.junitllm.price.PriceTable;
import io.github.junitllm.time.DatedAnswerAssert;
import io.github.junitllm.tools.ToolCallsAssert;
import io.github.junitllm.tools.ToolTrace;
import io.github.junitllm.usage.UsageAssert;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.assertj.core.api.Assert;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/**
 * Several assertions, of ours and of AssertJ, that are all made before the failed ones are told together, with their lines. Use
 * it with {@link LlmAssertions#assertSoftly}, in a {@code try} head, or call {@link #assertAll} at the end. Not for several
 * threads.
 *
 * <p>Where an assertion goes on with others ({@code requestedTool(...)}, {@code isStrictJson()}) and does not hold, those behind
 * it are not made: they would only repeat it.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class LlmSoftAssertions extends SoftAssertions implements AutoCloseable {

    private final List<CollectedError> errors = new ArrayList<>();

    /** Starts without any. */
    public LlmSoftAssertions() {}

    /** Starts assertions on the text of an answer. */
    public AnswerAssert assertThatAnswer(@Nullable String answer) {
        Checks.note();
        AnswerAssert soft = proxyOf(SoftAnswerAssert.class, String.class, answer);
        ((SoftAnswerAssert) soft).collectIn(this);
        return soft;
    }

    /** Starts assertions on an answer that is to be JSON and nothing else. */
    public JsonAssert assertThatJson(@Nullable String answer) {
        Checks.note();
        return proxy(JsonAssert.class, String.class, answer);
    }

    /** Starts assertions on the calls of a sample, in the order in which they were made. */
    public LlmAssert assertThatCalls(List<LlmCall> calls) {
        return assertThatCalls(calls, PriceTable.builtIn());
    }

    /** The same with prices for what the calls cost. */
    public LlmAssert assertThatCalls(List<LlmCall> calls, PriceTable prices) {
        Checks.note();
        LlmAssert soft = proxyOf(SoftLlmAssert.class, PricedCalls.class, new PricedCalls(calls, prices));
        ((SoftLlmAssert) soft).collectIn(this);
        return soft;
    }

    /** The calls that an assertion narrowed to; when it failed, assertions on them that nobody hears of. */
    ToolCallAssert narrowed(Supplier<ToolCallAssert> assertion) {
        try {
            return toolCalls(assertion.get());
        } catch (AssertionError e) {
            collectAssertionError(e);
            return new LlmSoftAssertions().toolCalls(new ToolCallAssert(List.of()));
        }
    }

    private ToolCallAssert toolCalls(ToolCallAssert hard) {
        List<ToolCall> calls = hard.calls();
        ToolCallAssert soft = proxyOf(SoftToolCallAssert.class, List.class, calls);
        ((SoftToolCallAssert) soft).collectIn(this);
        return soft.as(hard.descriptionText());
    }

    /** What an assertion on usage goes on with; nobody hears of it when there are no calls, which is told already. */
    UsageAssert usage(Supplier<UsageAssert> assertion, PricedCalls calls) {
        try {
            return proxyOf(SoftUsageAssert.class, PricedCalls.class, calls)
                    .as(assertion.get().descriptionText());
        } catch (AssertionError e) {
            collectAssertionError(e);
            return new LlmSoftAssertions().usage(() -> new UsageAssert(calls.calls(), calls.prices()), calls);
        }
    }

    /** What assertions on all tool calls go on with; nobody hears of them when there are no LLM calls, which is told already. */
    ToolCallsAssert trace(Supplier<ToolCallsAssert> assertion, ToolTrace trace) {
        try {
            return proxy(ToolCallsAssert.class, ToolTrace.class, trace)
                    .as(assertion.get().descriptionText());
        } catch (AssertionError e) {
            collectAssertionError(e);
            return new LlmSoftAssertions().trace(() -> new ToolCallsAssert(trace), trace);
        }
    }

    /** AssertJ wants a class that names itself as its own kind, and the class of its constructor's one parameter. */
    @SuppressWarnings("unchecked")
    private <A extends Assert<? extends A, ?>> A proxyOf(
            Class<? extends A> soft, Class<?> parameter, @Nullable Object argument) {
        return proxy((Class<A>) soft, (Class<Object>) parameter, argument);
    }

    /** Goes on with assertions on JSON; when it is none, with assertions that nobody hears of. */
    JsonAssert strict(@Nullable String answer, String description) {
        int before = errors.size();
        JsonAssert json = assertThatJson(answer).as(description).isStrict();
        return errors.size() == before ? json : new LlmSoftAssertions().assertThatJson(answer);
    }

    /** Goes on with assertions on what holds on a day. */
    DatedAnswerAssert dated(String answer, LocalDate today, String description) {
        return proxyOf(
                        SoftDatedAnswerAssert.class,
                        SoftDatedAnswerAssert.Dated.class,
                        new SoftDatedAnswerAssert.Dated(answer, today))
                .as(description);
    }

    /** Goes on with assertions on the structure of an answer. */
    MarkdownAssert markdown(@Nullable String answer, String description) {
        return proxy(MarkdownAssert.class, String.class, answer).as(description);
    }

    @Override
    public void collectAssertionError(AssertionError error) {
        errors.add(CollectedError.here(error));
        super.collectAssertionError(error);
    }

    /** Returns the errors so far, in their order, as they were thrown. */
    @Override
    public List<AssertionError> assertionErrorsCollected() {
        return errors.stream().map(CollectedError::error).toList();
    }

    /**
     * Tells all that failed so far.
     *
     * @throws UnsureError when none failed and some cannot be told
     */
    @Override
    public void assertAll() {
        if (errors.size() == 1) {
            throw errors.get(0).error();
        }
        if (!errors.isEmpty()) {
            throw CollectedError.together(errors);
        }
    }

    /** Tells all that failed so far, as {@link #assertAll} does. */
    @Override
    public void close() {
        assertAll();
    }

    /** Keeps what had failed before the code under test broke. */
    void addTo(Throwable broken) {
        if (!errors.isEmpty()) {
            broken.addSuppressed(CollectedError.together(errors));
        }
    }
}
