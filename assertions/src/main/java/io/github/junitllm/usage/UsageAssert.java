package io.github.junitllm.usage;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.budget.Amount;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Timing;
import io.github.junitllm.exchange.Usage;
import io.github.junitllm.price.ModelNames;
import io.github.junitllm.price.PriceTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what the calls of a sample took. Tokens are those that the provider counted, times those that went over the wire: in a
 * replay the recorded ones. What the wire does not tell is unknown and an error, never 0.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public class UsageAssert extends AbstractAssert<UsageAssert, List<LlmCall>> {

    private final PriceTable prices;

    /**
     * Starts assertions.
     *
     * @param calls one or more
     * @param prices what calls cost
     */
    public UsageAssert(List<LlmCall> calls, PriceTable prices) {
        super(List.copyOf(calls), UsageAssert.class);
        this.prices = prices;
    }

    /**
     * Verifies that all calls together used at most so many tokens, input and output.
     *
     * @throws IllegalStateException when the wire of a call carries no usage
     */
    public UsageAssert tokensAtMost(long limit) {
        return sumAtMost(limit, "", Usage::total);
    }

    /** Verifies that all calls together used at most so many input tokens, cached ones included. */
    public UsageAssert inputTokensAtMost(long limit) {
        return sumAtMost(limit, "input ", Usage::input);
    }

    /** Verifies that all calls together used at most so many input tokens that came from no cache; unknown cached ones are none. */
    public UsageAssert uncachedInputTokensAtMost(long limit) {
        return sumAtMost(
                limit,
                "uncached input ",
                usage -> usage.input().isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(Math.max(
                                0, usage.input().getAsLong() - usage.cached().orElse(0))));
    }

    /** Verifies that all calls together used at most so many output tokens, reasoning included. */
    public UsageAssert outputTokensAtMost(long limit) {
        return sumAtMost(limit, "output ", Usage::output);
    }

    /** Verifies that all calls together spent at most so many tokens on reasoning. */
    public UsageAssert reasoningTokensAtMost(long limit) {
        return sumAtMost(limit, "reasoning ", Usage::reasoning);
    }

    private UsageAssert sumAtMost(long limit, String kind, Function<Usage, OptionalLong> part) {
        requireLimit(limit >= 0, "limit = %d tokens, allowed are 0 and more; write for example 2_000".formatted(limit));
        List<Long> each = each(kind, part, "a limit of %d cannot be checked".formatted(limit));
        long sum = each.stream().mapToLong(Long::longValue).sum();
        if (sum > limit) {
            throw failure("required at most %d %stokens, observed %d in %s", limit, kind, sum, inCalls(each));
        }
        return this;
    }

    private List<Long> each(String kind, Function<Usage, OptionalLong> part, String consequence) {
        List<Long> each = new ArrayList<>();
        for (LlmCall call : actual) {
            OptionalLong tokens = part.apply(call.usage());
            if (tokens.isEmpty()) {
                throw new IllegalStateException("%s has no %susage on the wire, so that its %stokens are unknown; %s"
                        .formatted(name(each.size()), call.usage().total().isEmpty() ? "" : kind, kind, consequence));
            }
            each.add(tokens.getAsLong());
        }
        return each;
    }

    private String name(int index) {
        LlmCall call = actual.get(index);
        return "call %d of %d (%s, %s)"
                .formatted(
                        index + 1,
                        actual.size(),
                        call.provider(),
                        call.requestModel().orElse("model unknown"));
    }

    private static String inCalls(List<?> each) {
        return "%d call%s (%s)"
                .formatted(
                        each.size(),
                        each.size() == 1 ? "" : "s",
                        each.stream().map(String::valueOf).collect(Collectors.joining(" + ")));
    }

    /**
     * Verifies that the input of no call is more than so many tokens longer than that of the call before: what an agent or a
     * conversation carries along grows in bounds.
     */
    public UsageAssert inputGrowsAtMost(long tokens) {
        requireLimit(tokens >= 0, "tokens = %d, allowed are 0 and more; write for example 500".formatted(tokens));
        List<Long> each = each("input ", Usage::input, "their growth cannot be checked");
        for (int i = 1; i < each.size(); i++) {
            long growth = each.get(i) - each.get(i - 1);
            if (growth > tokens) {
                throw failure(
                        "required that the input grows by at most %d tokens from call to call, observed %d more in call %d: %s",
                        tokens,
                        growth,
                        i + 1,
                        each.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            }
        }
        return this;
    }

    /**
     * Verifies that the input of no call fills more than a share of the model's context.
     *
     * @param share above 0 to 1
     * @param contextTokens size of the context in tokens
     */
    public UsageAssert contextFilledAtMost(double share, long contextTokens) {
        requireLimit(
                share > 0 && share <= 1 && contextTokens > 0,
                "share = %s of %d tokens, allowed are shares above 0 to 1 of a positive size; write for example 0.7, 128_000"
                        .formatted(share, contextTokens));
        List<Long> each = each("input ", Usage::input, "how full the context is cannot be checked");
        for (int i = 0; i < each.size(); i++) {
            double filled = (double) each.get(i) / contextTokens;
            if (filled > share) {
                throw failure(
                        "required that at most %.2f of the context of %,d tokens is filled, observed %.2f in call %d (%,d input tokens)",
                        share, contextTokens, filled, i + 1, each.get(i));
            }
        }
        return this;
    }

    /**
     * Verifies how many tokens a part of each prompt has, counted here.
     *
     * @param tokens most of them in one call
     * @param passages texts that were retrieved, for {@link PromptPart#RETRIEVAL}
     * @see PromptParts
     */
    public UsageAssert promptPartAtMost(PromptPart part, long tokens, Collection<String> passages) {
        requireLimit(tokens >= 0, "tokens = %d, allowed are 0 and more; write for example 500".formatted(tokens));
        for (int i = 0; i < actual.size(); i++) {
            PromptParts parts = PromptParts.of(actual.get(i), passages);
            long observed = parts.tokens().getOrDefault(part, 0L);
            if (observed > tokens) {
                throw failure(
                        "required at most %d tokens of %s in a prompt, observed %s%d in call %d (%s)",
                        tokens, part.words(), parts.exact() ? "" : "about ", observed, i + 1, parts);
            }
        }
        return this;
    }

    /** The same without retrieved passages. */
    public UsageAssert promptPartAtMost(PromptPart part, long tokens) {
        return promptPartAtMost(part, tokens, List.of());
    }

    /**
     * Verifies what all calls cost together, at the newest prices of the table.
     *
     * @param usd above 0
     * @throws IllegalStateException when a model has no price, or the wire carries no usage
     */
    public UsageAssert costsAtMost(double usd) {
        requireLimit(
                usd > 0 && usd < Double.POSITIVE_INFINITY,
                "usd = %s, allowed are amounts above 0; write for example 0.01".formatted(usd));
        List<BigDecimal> each = new ArrayList<>();
        for (LlmCall call : actual) {
            each.add(prices.cost(call, LocalDate.MAX).orElseThrow(() -> unpriced(call, each.size())));
        }
        BigDecimal sum = each.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.valueOf(usd)) > 0) {
            throw failure(
                    "required a cost of at most %s, observed %s in %s at the prices of %s",
                    Amount.usd(BigDecimal.valueOf(usd)),
                    Amount.usd(sum),
                    inCalls(each.stream().map(Amount::usd).toList()),
                    prices.date());
        }
        return this;
    }

    private IllegalStateException unpriced(LlmCall call, int index) {
        boolean hasPrice = prices.find(call, LocalDate.MAX).isPresent();
        return new IllegalStateException(
                hasPrice
                        ? "%s has no usage on the wire, so that its cost is unknown".formatted(name(index))
                        : prices.noPrice(
                                call.provider(),
                                call.requestModel().or(call::responseModel).orElse("")));
    }

    /** Verifies that the application made at most so many calls. */
    public UsageAssert callsAtMost(int limit) {
        requireLimit(limit >= 1, "limit = %d calls, allowed are 1 and more; write for example 3".formatted(limit));
        if (actual.size() > limit) {
            throw failure("required at most %d call%s, observed %d", limit, limit == 1 ? "" : "s", actual.size());
        }
        return this;
    }

    /**
     * Verifies which model served every call, as the responses tell it; a dated snapshot of it will do.
     *
     * @throws IllegalStateException when a response does not tell
     */
    public UsageAssert servedBy(String model) {
        for (int i = 0; i < actual.size(); i++) {
            int index = i;
            String served = actual.get(i)
                    .responseModel()
                    .orElseThrow(() -> new IllegalStateException(
                            name(index) + " does not tell on the wire which model served it"));
            if (!ModelNames.isServedAs(served, model)) {
                throw failure(
                        "required that %s serves, observed %s in call %d of %d", model, served, i + 1, actual.size());
            }
        }
        return this;
    }

    /** Verifies that no answer was cut by a token limit, and none is empty. */
    public UsageAssert answersAreWhole() {
        for (int i = 0; i < actual.size(); i++) {
            int index = i;
            AnswerEnd.trouble(actual.get(i)).ifPresent(trouble -> {
                throw failure(
                        "required whole answers, observed in call %d of %d: %s", index + 1, actual.size(), trouble);
            });
        }
        return this;
    }

    /**
     * Verifies the time of each call from the request to the last byte of its answer.
     *
     * @throws IllegalStateException when the wire carries no times, as with imported answers
     */
    public UsageAssert eachCallWithin(Duration limit) {
        return within(limit, "each call", Timing::total);
    }

    /**
     * Verifies the time to first token of each call: from the request to the first event that carries text, reasoning or a
     * tool call.
     *
     * @throws IllegalStateException when a call was no stream, or the wire carries no times
     */
    public UsageAssert firstTokenWithin(Duration limit) {
        return within(limit, "the first token", Timing::firstToken);
    }

    private UsageAssert within(Duration limit, String what, Function<Timing, OptionalDouble> part) {
        requirePositive(limit);
        for (int i = 0; i < actual.size(); i++) {
            double millis = part.apply(actual.get(i).timing()).orElseThrow(unknown(i, what + " has no time"));
            if (millis > limit.toMillis()) {
                throw failure(
                        "required %s within %,d ms, observed %,.0f ms in call %d of %d",
                        what, limit.toMillis(), millis, i + 1, actual.size());
            }
        }
        return this;
    }

    /**
     * Verifies the time of all calls together; of calls at the same time it is the sum all the same.
     *
     * @throws IllegalStateException when the wire carries no times
     */
    public UsageAssert allCallsWithin(Duration limit) {
        requirePositive(limit);
        double sum = 0;
        for (int i = 0; i < actual.size(); i++) {
            sum += actual.get(i).timing().total().orElseThrow(unknown(i, "it has no time"));
        }
        if (sum > limit.toMillis()) {
            throw failure(
                    "required all calls within %,d ms, observed %,.0f ms in %d call%s",
                    limit.toMillis(), sum, actual.size(), actual.size() == 1 ? "" : "s");
        }
        return this;
    }

    /**
     * Verifies that no two events of a stream are further apart, from the first token on.
     *
     * @throws IllegalStateException when a call was no stream, or the wire carries no times
     */
    public UsageAssert gapsWithin(Duration limit) {
        requirePositive(limit);
        for (int i = 0; i < actual.size(); i++) {
            Timing timing = actual.get(i).timing();
            double before = timing.firstToken().orElseThrow(unknown(i, "it has no first token with a time"));
            for (int event = 0; event < timing.chunks().size(); event++) {
                double at = timing.chunks().get(event);
                if (at - before > limit.toMillis()) {
                    throw failure(
                            "required gaps of at most %,d ms in the stream, observed %,.0f ms before event %d of call %d",
                            limit.toMillis(), at - before, event + 1, i + 1);
                }
                before = Math.max(before, at);
            }
        }
        return this;
    }

    private Supplier<IllegalStateException> unknown(int index, String what) {
        return () -> new IllegalStateException(
                "%s: %s on the wire: an answer that was imported, or no stream".formatted(name(index), what));
    }

    private static void requirePositive(Duration limit) {
        requireLimit(
                !limit.isNegative() && !limit.isZero(),
                "limit = %s, allowed are times above 0; write for example Duration.ofSeconds(2)".formatted(limit));
    }

    private static void requireLimit(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** In one locale, so that a message is the same on every machine. */
    @Override
    protected AssertionError failure(String message, Object... arguments) {
        return super.failure(String.format(Locale.ROOT, message, arguments).replace("%", "%%"));
    }
}
