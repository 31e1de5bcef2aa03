package io.github.junitllm.assertions;

import io.github.junitllm.json.JsonAssert;
import io.github.junitllm.time.DatedAnswerAssert;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on an answer whose failures are collected. AssertJ makes the subclass that collects; it cannot know what goes on
 * with another object, so that such methods are final here and collect by themselves.
 */
class SoftAnswerAssert extends AnswerAssert {

    private LlmSoftAssertions softly = new LlmSoftAssertions();

    /** Public, since AssertJ asks for it. */
    public SoftAnswerAssert(@Nullable String answer) {
        super(answer);
    }

    final void collectIn(LlmSoftAssertions collector) {
        softly = collector;
    }

    @Override
    public final JsonAssert isStrictJson() {
        return softly.strict(actual, descriptionText());
    }

    @Override
    public final DatedAnswerAssert asOf(LocalDate today) {
        return softly.dated(actual, today, descriptionText());
    }

    @Override
    public final MarkdownAssert asMarkdown() {
        return softly.markdown(actual, descriptionText());
    }
}
