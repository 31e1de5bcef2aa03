package io.github.junitllm.text;

import io.github.junitllm.price.TokenCount;
import io.github.junitllm.price.TokenCount.Certainty;
import io.github.junitllm.price.TokenCounter;

/** The length of an answer in tokens, as far as it can be counted here. */
final class Tokens {

    private Tokens() {}

    static AnswerCheck atMost(int most, String upstream, String model) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "at most %d tokens, allowed are 1 and more; write for example 300".formatted(most));
        }
        return AnswerCheck.of("at most %d tokens of %s".formatted(most, model), answer -> {
            TokenCount count = TokenCounter.text(upstream, model, answer);
            boolean exact = count.certainty() == Certainty.EXACT;
            // The upper bound of the counter holds for a text of the provider's own beside this one, which an answer
            // has not.
            long highest = exact ? count.tokens() : count.tokens() + count.tokens() * 3 / 10 + 10;
            if (highest <= most) {
                return CheckResult.held();
            }
            String counted = exact
                    ? "%d tokens".formatted(count.tokens())
                    : "about %d tokens (%d to %d)".formatted(count.tokens(), count.least(), highest);
            return count.least() > most
                    ? CheckResult.failed(counted + " in " + CheckReport.startOf(answer))
                    : CheckResult.unsure(counted
                            + ": the tokens of this model are not known here; assert on the calls with usage()");
        });
    }
}
