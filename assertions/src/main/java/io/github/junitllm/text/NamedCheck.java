package io.github.junitllm.text;

import java.util.Optional;
import java.util.function.Function;

/** A check made of its words and a function. */
record NamedCheck(String required, Optional<String> requiredWhenNegated, Function<String, CheckResult> function)
        implements AnswerCheck {

    @Override
    public CheckResult check(String answer) {
        return function.apply(answer);
    }
}
