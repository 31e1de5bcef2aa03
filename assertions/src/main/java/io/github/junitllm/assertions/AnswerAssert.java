package io.github.junitllm.assertions;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.grounding.Citations;
import io.github.junitllm.grounding.Grounding;
import io.github.junitllm.grounding.Grounds;
import io.github.junitllm.grounding.Stated;
import io.github.junitllm.injection.Attack;
import io.github.junitllm.injection.Resistance;
import io.github.junitllm.injection.Trust;
import io.github.junitllm.json.JsonAssert;
import io.github.junitllm.text.AnswerCheck;
import io.github.junitllm.text.CheckReport;
import io.github.junitllm.text.LanguageGuesser;
import io.github.junitllm.text.Phrases;
import io.github.junitllm.text.TextChecks;
import io.github.junitllm.text.TextEmbedding;
import io.github.junitllm.text.TextUnit;
import io.github.junitllm.time.DateClaims;
import io.github.junitllm.time.DatedAnswerAssert;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on the text of an answer: all that AssertJ has for strings, and what answers of models need beside it. */
@API(status = EXPERIMENTAL, since = "0.1")
public class AnswerAssert extends AbstractStringAssert<AnswerAssert> {

    AnswerAssert(@Nullable String answer) {
        super(answer, AnswerAssert.class);
    }

    /** Verifies that the answer is one JSON document and nothing else, and goes on with assertions on it. */
    public JsonAssert isStrictJson() {
        isNotNull();
        return JsonAssert.assertThatJson(actual).as(info.description()).isStrict();
    }

    /** Goes on with assertions on the structure of an answer in Markdown. */
    public MarkdownAssert asMarkdown() {
        isNotNull();
        return new MarkdownAssert(actual).as(info.description());
    }

    /** Declares the day that counts as today, and goes on with assertions on what holds on it. */
    public DatedAnswerAssert asOf(LocalDate today) {
        isNotNull();
        return new DatedAnswerAssert(actual, today).as(info.description());
    }

    /**
     * Verifies that what the answer says about dates with a year holds: weekdays, sums and spans, as {@link DateClaims} reads them.
     * An answer that says nothing of the kind passes.
     */
    public AnswerAssert hasConsistentDates() {
        isNotNull();
        List<String> wrong = DateClaims.wrongIn(actual);
        if (!wrong.isEmpty()) {
            throw failure(
                    "required dates that hold, observed%n  %s", String.join(System.lineSeparator() + "  ", wrong));
        }
        return this;
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

    /** Verifies that these passages support every claim of the answer, as {@link #isGroundedIn(Grounds)} does. */
    public AnswerAssert isGroundedIn(String... passages) {
        return isGroundedIn(Grounds.in(passages));
    }

    /**
     * Verifies that the passages support every claim of the answer. It fails where a claim is contradicted or unsupported with
     * high confidence; what cannot be told is neither passed nor failed. What it cannot see: docs/groundedness.md.
     *
     * @throws UnsureError when no claim fails and one can neither be told by the rules nor by a judge, or when nothing in the
     *     answer is a claim
     */
    public AnswerAssert isGroundedIn(Grounds grounds) {
        isNotNull();
        if (actual.length() > Grounds.LONGEST_ANSWER) {
            throw failure(
                    "required an answer of %,d characters at most, observed %,d",
                    Grounds.LONGEST_ANSWER, actual.length());
        }
        Grounding grounding = grounds.check(actual);
        grounding.failure().ifPresent(text -> {
            throw failure("%s", text);
        });
        grounding.unsure().ifPresent(text -> {
            throw new UnsureError(text);
        });
        return this;
    }

    /**
     * Verifies that the answer cites, that each number in brackets is one of these passages, counted from 1, and that no cited passage
     * plainly fails to support its sentence. A sentence whose support cannot be told passes here; {@link #isGroundedIn(Grounds)} is
     * stricter. It does not look at sentences without a mark.
     */
    public AnswerAssert citesPassages(String... passages) {
        isNotNull();
        Citations.of(actual).failure(List.of(passages)).ifPresent(text -> {
            throw failure("%s", text);
        });
        return this;
    }

    /**
     * Verifies that the answer states this number, by value, in any usual spelling: 1,200.50, 1.200,50, 1 200,50, twelve, 1.2k.
     * One that two conventions read differently (1.200) states both values. Units are not looked at.
     */
    public AnswerAssert states(Number number) {
        isNotNull();
        BigDecimal value = new BigDecimal(number.toString());
        BigDecimal wanted = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        Stated stated = new Stated(actual);
        if (!stated.has(wanted)) {
            String found = stated.numbers().stream()
                    .limit(10)
                    .map(BigDecimal::toPlainString)
                    .collect(Collectors.joining(", "));
            throw failure(
                    "required that the answer states %s, observed %s",
                    wanted.toPlainString(), found.isEmpty() ? "no number" : "the numbers " + found);
        }
        return this;
    }

    /**
     * Verifies that the answer states this day: 2026-11-24, 24 November 2026, Nov 24th, 2026, 24.11.2026, 11/24/2026. In figures both
     * orders of day and month count. Two-digit years and relative dates do not.
     */
    public AnswerAssert states(LocalDate date) {
        isNotNull();
        if (!new Stated(actual).has(date)) {
            throw failure("required that the answer states the date %s, observed none of its spellings", date);
        }
        return this;
    }

    /** Verifies that the answer has this name as whole words; case, accents and white space do not count. */
    public AnswerAssert states(String name) {
        isNotNull();
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name is blank: every answer has it");
        }
        if (!new Stated(actual).has(name)) {
            throw failure("required that the answer states \"%s\", observed no such words", name);
        }
        return this;
    }

    /**
     * Verifies that a check of one's own holds. A blank answer satisfies none.
     *
     * @throws UnsureError when the check cannot tell
     */
    public AnswerAssert satisfiesCheck(AnswerCheck check) {
        isNotNull();
        return told(CheckReport.satisfied(check, actual));
    }

    /**
     * Verifies that a check of one's own fails. It must say what its negation asks for; a blank answer does not do.
     *
     * @throws UnsureError when the check cannot tell
     * @throws IllegalArgumentException when the check has no negation
     */
    public AnswerAssert doesNotSatisfyCheck(AnswerCheck check) {
        isNotNull();
        return told(CheckReport.notSatisfied(check, actual));
    }

    private AnswerAssert told(CheckReport report) {
        Reported.require(report, message -> failure("%s", message));
        return this;
    }

    /** Verifies that every phrase is in the answer; what does not count is told at {@link Phrases}. */
    public AnswerAssert mentionsAll(String... phrases) {
        return mentionsAll(Phrases.of(phrases));
    }

    /** Verifies that every phrase is in the answer. What it cannot see: the same said in other words, or denied. */
    public AnswerAssert mentionsAll(Phrases phrases) {
        return satisfiesCheck(TextChecks.mentionsAll(phrases));
    }

    /** Verifies that at least one phrase is in the answer; what does not count is told at {@link Phrases}. */
    public AnswerAssert mentionsAny(String... phrases) {
        return mentionsAny(Phrases.of(phrases));
    }

    /** Verifies that at least one phrase is in the answer. What it cannot see: the same said in other words, or denied. */
    public AnswerAssert mentionsAny(Phrases phrases) {
        return satisfiesCheck(TextChecks.mentionsAny(phrases));
    }

    /** Verifies that no phrase is in the answer; what does not count is told at {@link Phrases}. */
    public AnswerAssert mentionsNone(String... phrases) {
        return mentionsNone(Phrases.of(phrases));
    }

    /** Verifies that no phrase is in the answer. What it cannot see: the same said in other words, spelt out or encoded. */
    public AnswerAssert mentionsNone(Phrases phrases) {
        return satisfiesCheck(TextChecks.mentionsNone(phrases));
    }

    /**
     * Verifies that a pattern matches somewhere, in time proportional to the answer whatever the pattern.
     *
     * @param regex in RE2 syntax: no look-around, no back references
     */
    public AnswerAssert containsMatch(String regex) {
        return satisfiesCheck(TextChecks.containsMatch(regex));
    }

    /** Verifies that a pattern matches nowhere; see {@link #containsMatch}. */
    public AnswerAssert containsNoMatch(String regex) {
        return doesNotSatisfyCheck(TextChecks.containsMatch(regex));
    }

    /** Verifies that a pattern matches the whole answer; see {@link #containsMatch}. */
    public AnswerAssert matchesWhole(String regex) {
        return satisfiesCheck(TextChecks.matchesWhole(regex));
    }

    /** Verifies that the answer is at most so long, 1 or more. */
    public AnswerAssert hasAtMost(int most, TextUnit unit) {
        return satisfiesCheck(TextChecks.atMost(most, unit));
    }

    /** Verifies that the answer is at least so long, 1 or more. */
    public AnswerAssert hasAtLeast(int least, TextUnit unit) {
        return satisfiesCheck(TextChecks.atLeast(least, unit));
    }

    /** Verifies that the answer is from so to so long, both included. */
    public AnswerAssert hasBetween(int least, int most, TextUnit unit) {
        return satisfiesCheck(TextChecks.between(least, most, unit));
    }

    /**
     * Verifies that the answer refuses: among its first words, in one of the known wordings of English, German, French,
     * Spanish, Italian or Portuguese, and with little behind it. What it cannot see: other wordings and languages, a request that
     * is denied by a rule of the business ("I cannot cancel this flight"), an answer that evades.
     *
     * @throws UnsureError when it refuses after something else, or says much more than that
     */
    public AnswerAssert isRefusal() {
        return satisfiesCheck(TextChecks.refusal());
    }

    /** Verifies that the answer does not refuse; see {@link #isRefusal}. */
    public AnswerAssert isNoRefusal() {
        return doesNotSatisfyCheck(TextChecks.refusal());
    }

    /** Verifies that nothing goes round in circles four times or more; see {@link #hasNoLoop(int)}. */
    public AnswerAssert hasNoLoop() {
        return hasNoLoop(4);
    }

    /**
     * Verifies that nothing goes round in circles: no stretch of 1 to 50 words that comes so often in a row (12 words or 60
     * characters in all), no stretch of signs within what is written without spaces, no sentence or line of 5 words or more that
     * comes so often anywhere outside of code. What it cannot see: repetition in other words, or with a number that changes.
     *
     * @param times 2 to 1,000
     * @throws UnsureError when the answer is longer than 5,000,000 characters
     */
    public AnswerAssert hasNoLoop(int times) {
        return satisfiesCheck(TextChecks.noLoop(times));
    }

    /** Verifies that at most so many characters must change to make the expected text of the answer (Levenshtein). */
    public AnswerAssert isWithinEdits(String expected, int edits) {
        return satisfiesCheck(TextChecks.withinEdits(expected, edits));
    }

    /** Verifies the same with a share of the longer text, 0 to below 1. */
    public AnswerAssert isWithinEditShare(String expected, double share) {
        return satisfiesCheck(TextChecks.withinEditShare(expected, share));
    }

    /**
     * Verifies that an embedding puts the answer near to a text. What it cannot see: a wrong number, name or "not", which
     * hardly move an embedding.
     *
     * @param leastCosine above 0 to 1; what is near depends on the model, measure it on answers of your own
     */
    public AnswerAssert isSimilarTo(String expected, TextEmbedding embedding, double leastCosine) {
        return satisfiesCheck(TextChecks.similarTo(expected, embedding, leastCosine));
    }

    /**
     * Verifies the language of the answer, by its first 20,000 characters.
     *
     * @param language two letters by ISO 639-1, such as {@code de}
     * @throws UnsureError when the guesser cannot tell
     */
    public AnswerAssert isInLanguage(String language, LanguageGuesser guesser) {
        return satisfiesCheck(TextChecks.inLanguage(language, guesser));
    }

    /**
     * Verifies the length in tokens as counted here: exact for models of OpenAI, with bounds for others.
     *
     * @throws UnsureError when the limit lies between the bounds
     */
    public AnswerAssert hasAtMostTokens(int most, String upstream, String model) {
        return satisfiesCheck(TextChecks.tokensAtMost(most, upstream, model));
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
