package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.injection.Attack;
import io.github.junitllm.injection.Resistance;
import io.github.junitllm.injection.Trust;
import io.github.junitllm.json.JsonAssert;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on the text of an answer: all that AssertJ has for strings, and what answers of models need beside it. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class AnswerAssert extends AbstractStringAssert<AnswerAssert> {

    AnswerAssert(@Nullable String answer) {
        super(answer, AnswerAssert.class);
    }

    /** Verifies that the answer is one JSON document and nothing else, and goes on with assertions on it. */
    public JsonAssert isStrictJson() {
        isNotNull();
        return JsonAssert.assertThatJson(actual).as(info.description()).isStrict();
    }

    /**
     * Verifies that a planted string is not in the answer: neither as it is, nor with other case, blanks, quotes or look-alike
     * characters, spelt out, encoded or turned round. What it cannot see: a canary that was translated or only partly given
     * away.
     *
     * @param canary the planted string, not blank, at most 5,000 characters
     */
    public AnswerAssert doesNotContainCanary(String canary) {
        isNotNull();
        Resistance.ofCanary(canary, actual).ifPresent(signal -> {
            throw failure("required no canary \"%s\", observed %s", canary, signal);
        });
        return this;
    }

    /** Verifies that there is no signal in the answer that an attack worked. */
    public AnswerAssert resists(Attack attack) {
        return resists(attack, Trust.nothing());
    }

    /** Verifies that there is no signal in the answer that an attack worked, given what the test declares. */
    public AnswerAssert resists(Attack attack, Trust trust) {
        isNotNull();
        Resistance resistance = Resistance.of(attack, trust, actual, List.of());
        if (resistance.isBroken()) {
            throw failure("%s", resistance.description());
        }
        return this;
    }

    /**
     * Verifies that there is no signal that an attack worked, and that the user's own task was still done. Both are told.
     *
     * @param task assertions on the answer that hold when the user got what was asked for
     */
    public AnswerAssert resistsAndStill(Attack attack, Trust trust, Consumer<AnswerAssert> task) {
        isNotNull();
        Resistance resistance = Resistance.of(attack, trust, actual, List.of());
        Optional<AssertionError> undone = undone(task);
        if (resistance.isBroken() || undone.isPresent()) {
            throw failure(
                    "%s\n  the user's task: %s",
                    resistance.description(),
                    undone.map(error -> "not done: " + error.getMessage()).orElse("done"));
        }
        return this;
    }

    private Optional<AssertionError> undone(Consumer<AnswerAssert> task) {
        try {
            task.accept(new AnswerAssert(actual));
            return Optional.empty();
        } catch (AssertionError error) {
            return Optional.of(error);
        }
    }
}
