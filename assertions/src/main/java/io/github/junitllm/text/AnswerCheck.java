package io.github.junitllm.text;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A user's own assertion on the text of an answer, for {@code assertThatAnswer(answer).satisfiesCheck(check)}. It is reported as
 * ours are: required, observed, with line, column and what stands around. A blank answer satisfies no check and is not put to
 * it. What a check throws is an error of the check and passes through: it never counts as held, negated or not.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface AnswerCheck {

    /** Returns what is required, worded to follow "required", for example {@code a greeting}. */
    String required();

    /**
     * Looks at an answer.
     *
     * @param answer the text, never blank
     */
    CheckResult check(String answer);

    /**
     * Returns what is required when the check is negated, worded to follow "required", for example {@code no greeting}. Empty
     * (default) where an answer that fails the check may do so for several reasons, so that its negation asks for nothing: such
     * a check is refused by {@code doesNotSatisfyCheck}.
     */
    default Optional<String> requiredWhenNegated() {
        return Optional.empty();
    }

    /**
     * Makes a check that has no negation.
     *
     * @param required worded to follow "required", not blank
     */
    static AnswerCheck of(String required, Function<String, CheckResult> check) {
        if (required.isBlank()) {
            throw new IllegalArgumentException(
                    "a check without a word on what it requires; write for example \"a greeting\"");
        }
        return new NamedCheck(required, Optional.empty(), check);
    }

    /**
     * Makes a check that can be negated.
     *
     * @param required worded to follow "required", not blank
     * @param requiredWhenNegated the same for the negated check, not blank
     */
    static AnswerCheck of(String required, String requiredWhenNegated, Function<String, CheckResult> check) {
        if (required.isBlank() || requiredWhenNegated.isBlank()) {
            throw new IllegalArgumentException(
                    "a check without a word on what it requires; write for example \"a greeting\", \"no greeting\"");
        }
        return new NamedCheck(required, Optional.of(requiredWhenNegated), check);
    }
}
