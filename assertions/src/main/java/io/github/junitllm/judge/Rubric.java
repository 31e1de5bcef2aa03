package io.github.junitllm.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.Sha256;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * What a judge is told to look for, and how it answers.
 *
 * @param name name of the rubric, for messages
 * @param model upstream and model, for example {@code openai/gpt-4o-mini}
 * @param temperature 0 to 2
 * @param votes how often each answer is judged, an odd number from 1 to 15
 * @param scale how the judge answers
 * @param text the rubric itself, not blank
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Rubric(String name, String model, double temperature, int votes, Scale scale, String text) {

    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._-]+/\\S{1,200}");
    private static final int MOST_VOTES = 15;
    private static final int LONGEST_LABEL = 100;

    /** How a judge answers. */
    @API(status = EXPERIMENTAL, since = "0.1")
    public sealed interface Scale {

        /** Yes or no. */
        @API(status = EXPERIMENTAL, since = "0.1")
        record YesNo() implements Scale {}

        /** A whole number. */
        @API(status = EXPERIMENTAL, since = "0.1")
        record Score(int low, int high) implements Scale {}

        /** One of several labels. */
        @API(status = EXPERIMENTAL, since = "0.1")
        record Category(List<String> labels) implements Scale {

            /** Copies the list. */
            public Category {
                labels = List.copyOf(labels);
            }
        }

        /** Yes or no for each of several criteria. */
        @API(status = EXPERIMENTAL, since = "0.1")
        record Checklist(List<Criterion> criteria) implements Scale {

            /** Copies the list. */
            public Checklist {
                criteria = List.copyOf(criteria);
            }
        }
    }

    /**
     * One line of a checklist.
     *
     * @param name unique in its rubric
     * @param text what must hold
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    public record Criterion(String name, String text) {}

    /**
     * Refuses what makes no sense.
     *
     * @throws IllegalArgumentException with what was wrong and what is allowed
     */
    public Rubric {
        require(!text.isBlank(), "has no text; write below the head what a good answer is");
        require(
                MODEL.matcher(model).matches(),
                "model = \"%s\": expected upstream/model, for example openai/gpt-4o-mini".formatted(model));
        require(
                temperature >= 0 && temperature <= 2,
                "temperature = %s, allowed are 0 to 2; write for example 0".formatted(temperature));
        require(
                votes >= 1 && votes <= MOST_VOTES && votes % 2 == 1,
                "votes = %d, allowed are odd numbers from 1 to 15, so that there is a majority; write for example 3"
                        .formatted(votes));
        check(scale);
    }

    private static void check(Scale scale) {
        if (scale instanceof Scale.Score score) {
            require(
                    score.low() < score.high() && score.high() - (long) score.low() <= 100,
                    "scale %d to %d, allowed are up to 100 steps upwards; write for example low: 1, high: 5"
                            .formatted(score.low(), score.high()));
        } else if (scale instanceof Scale.Category category) {
            distinct(category.labels(), "labels", "[billing, refund, other]");
        } else if (scale instanceof Scale.Checklist list) {
            distinct(
                    list.criteria().stream().map(Criterion::name).toList(),
                    "criteria",
                    "[{name: polite, text: No insult and no blame}, {name: brief, text: At most three sentences}]");
            list.criteria()
                    .forEach(criterion -> require(
                            !criterion.text().isBlank(),
                            "the criterion \"%s\" has no text; write what must hold".formatted(criterion.name())));
        }
    }

    private static void distinct(List<String> names, String member, String example) {
        require(
                names.size() >= 2 || (names.size() == 1 && member.equals("criteria")),
                "%s: %d of them; write for example %s".formatted(member, names.size(), example));
        require(
                names.stream().noneMatch(name -> name.isBlank() || name.length() > LONGEST_LABEL),
                "%s: a name is blank or longer than 100 characters".formatted(member));
        require(
                new HashSet<>(names).size() == names.size(),
                "%s: a name stands there twice; write each once".formatted(member));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** Returns the name of the upstream. */
    public String upstream() {
        return model.substring(0, model.indexOf('/'));
    }

    /** Returns the name of the model at its upstream. */
    public String modelName() {
        return model.substring(model.indexOf('/') + 1);
    }

    /** Returns the version of the words that judges are asked with; another one makes another {@link #hash}. */
    public static int promptVersion() {
        return JudgePrompt.VERSION;
    }

    /** Returns a hash of all that decides what the judge says: another one means another judge. */
    public String hash() {
        return Sha256.hex((JudgePrompt.VERSION + "\n" + model + "\n" + temperature + "\n" + votes + "\n" + scale + "\n"
                                + text)
                        .getBytes(UTF_8))
                .substring(0, 16);
    }
}
