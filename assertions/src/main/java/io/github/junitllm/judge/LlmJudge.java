package io.github.junitllm.judge;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.assertions.Checks;
import io.github.junitllm.judge.Rubric.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A model that scores answers by a rubric. Each method asks the model once per vote, and once more for a reply that cannot be read;
 * when that cannot be read either it throws {@link JudgeException}: the judge failed, not the answer. Immutable.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class LlmJudge {

    private final Rubric rubric;
    private final JudgeModel model;
    private final boolean counts;
    private final Optional<String> onlyRequired;
    private final Listener listener;
    private final Map<String, String> material;

    /**
     * What a judge said of an answer, and what was asked of it.
     *
     * @param judgement the votes
     * @param required what the test requires, in words
     * @param holds whether the judgement satisfies it
     * @param counted whether the test fails when it does not
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    public record Opinion(Judgement judgement, String required, boolean holds, boolean counted) {}

    /** Hears what a judge says. */
    @API(status = EXPERIMENTAL, since = "0.1")
    public interface Listener {

        /** Hears a judgement that something is required of. */
        void said(Opinion opinion);

        /** Hears that the judge could not judge; the exception is thrown too. */
        default void failed(JudgeException failure) {}
    }

    private LlmJudge(
            Rubric rubric,
            JudgeModel model,
            boolean counts,
            Optional<String> onlyRequired,
            Listener listener,
            Map<String, String> material) {
        this.rubric = rubric;
        this.model = model;
        this.counts = counts;
        this.onlyRequired = onlyRequired;
        this.listener = listener;
        this.material = material;
    }

    /** Makes a judge whose verdicts count. */
    public static LlmJudge of(Rubric rubric, JudgeModel model) {
        return new LlmJudge(rubric, model, true, Optional.empty(), opinion -> {}, Map.of());
    }

    /** Returns this judge with its verdicts told, but not counted: no assertion on them fails. */
    public LlmJudge advisory() {
        return new LlmJudge(rubric, model, false, Optional.empty(), listener, material);
    }

    /**
     * Returns this judge with its verdicts counted only where just this is required of it, as {@link Opinion#required} says it; told
     * elsewhere.
     */
    public LlmJudge countingOnly(String required) {
        return new LlmJudge(rubric, model, counts, Optional.of(required), listener, material);
    }

    /** Returns this judge with a listener to all it says. */
    public LlmJudge toldTo(Listener other) {
        return new LlmJudge(rubric, model, counts, onlyRequired, other, material);
    }

    /**
     * Returns this judge with a text it needs beside the answer, for example the question or the policy.
     *
     * @param name what it is, in a few words; not {@code answer}
     */
    public LlmJudge given(String name, String text) {
        if (!name.matches("[A-Za-z][A-Za-z0-9 _-]{0,39}") || name.equals("answer")) {
            throw new IllegalArgumentException(
                    "given(\"%s\", ...), allowed are names of up to 40 letters, digits, blanks and hyphens, but not \"answer\"; write for example given(\"question\", question)"
                            .formatted(name));
        }
        Map<String, String> more = new LinkedHashMap<>(material);
        more.put(name, text);
        return new LlmJudge(rubric, model, counts, onlyRequired, listener, more);
    }

    /** Returns what it judges by. */
    public Rubric rubric() {
        return rubric;
    }

    /** Judges without asserting anything. */
    public Judgement judge(String answer) {
        JudgeRequest request = JudgePrompt.of(rubric, material, answer);
        VoteReader reader = new VoteReader(request.schema(), answer);
        List<Vote> votes = new ArrayList<>();
        try {
            for (int vote = 1; vote <= rubric.votes(); vote++) {
                votes.add(vote(request, reader, vote));
            }
        } catch (JudgeException e) {
            listener.failed(e);
            throw e;
        }
        return new Judgement(rubric, votes, SpeaksToJudge.in(answer));
    }

    private Vote vote(JudgeRequest request, VoteReader reader, int number) {
        String first = model.ask(request);
        try {
            return reader.read(first);
        } catch (VoteReader.Unreadable askedAgain) {
            try {
                return reader.read(model.ask(request));
            } catch (VoteReader.Unreadable e) {
                throw new JudgeException("judge %s, %s: vote %d of %d cannot be read, asked twice: %s"
                        .formatted(rubric.name(), rubric.model(), number, rubric.votes(), e.getMessage()));
            }
        }
    }

    /** Judges on a scale of numbers, and goes on with what the median must be. */
    public ScoreAssert score(String answer) {
        require(rubric.scale() instanceof Scale.Score, "score(...)", "scale: {low: 1, high: 5}");
        return new ScoreAssert(this, judge(answer));
    }

    /** Verifies that the majority of the votes says yes. */
    public LlmJudge accepts(String answer) {
        require(rubric.scale() instanceof Scale.YesNo, "accepts(...)", "neither scale, labels nor criteria");
        Judgement judgement = judge(answer);
        decide(judgement, "yes", judgement.verdict().equals(true));
        return this;
    }

    /** Verifies that most votes give this label. */
    public LlmJudge labels(String answer, String label) {
        require(rubric.scale() instanceof Scale.Category, "labels(...)", "labels: [billing, refund, other]");
        List<String> known = ((Scale.Category) rubric.scale()).labels();
        if (!known.contains(label)) {
            throw new IllegalArgumentException(
                    "the label \"%s\" is none of judge %s; it has %s".formatted(label, rubric.name(), known));
        }
        Judgement judgement = judge(answer);
        decide(judgement, "the label " + label, judgement.verdict().equals(label));
        return this;
    }

    /** Verifies that every criterion of a checklist holds in most votes. */
    public LlmJudge meetsAllCriteria(String answer) {
        require(
                rubric.scale() instanceof Scale.Checklist,
                "meetsAllCriteria(...)",
                "criteria: [{name: polite, text: No insult and no blame}]");
        Judgement judgement = judge(answer);
        Map<?, ?> criteria = (Map<?, ?>) judgement.verdict();
        decide(judgement, "all criteria", !criteria.containsValue(false));
        return this;
    }

    private void require(boolean holds, String method, String head) {
        if (!holds) {
            throw new IllegalArgumentException("%s does not fit judge %s; its rubric would need %s in its head"
                    .formatted(method, rubric.name(), head));
        }
    }

    /** Tells the listener, and fails where the judge counts. */
    void decide(Judgement judgement, String required, boolean holds) {
        boolean counted = counts && onlyRequired.map(required::equals).orElse(true);
        listener.said(new Opinion(judgement, required, holds, counted));
        if (counted) {
            Checks.note();
        }
        if (!holds && counted) {
            throw new AssertionError(words(judgement, required));
        }
    }

    private static String words(Judgement judgement, String required) {
        List<Vote> votes = judgement.votes();
        String all = votes.size() == 1
                ? ""
                : " of %d votes (%s)"
                        .formatted(
                                votes.size(),
                                votes.stream()
                                        .map(vote -> String.valueOf(vote.verdict()))
                                        .collect(Collectors.joining(", ")));
        return "judge %s required %s, observed %s%s\n  %s"
                .formatted(
                        judgement.rubric().name(),
                        required,
                        judgement.verdict(),
                        all,
                        String.join("\n  ", judgement.lines()));
    }
}
