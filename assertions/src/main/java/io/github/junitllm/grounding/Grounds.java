package io.github.junitllm.grounding;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** What an answer is held against: passages, and how strictly. Immutable; {@link #check} may be called from several threads. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Grounds {

    /** Characters of an answer that can be checked. */
    public static final int LONGEST_ANSWER = 200_000;

    private static final int MOST_CHARACTERS = 5_000_000;

    private final List<String> passages;
    private final String question;
    private final GroundingSetting setting;
    private final Optional<GroundingJudge> judge;

    private Grounds(List<String> passages, String question, GroundingSetting setting, Optional<GroundingJudge> judge) {
        this.passages = passages;
        this.question = question;
        this.setting = setting;
        this.judge = judge;
    }

    /** Takes these passages, with the standard setting and no judge. */
    public static Grounds in(String... passages) {
        return in(List.of(passages));
    }

    /**
     * Takes these passages, with the standard setting and no judge.
     *
     * @param passages at least one, 5,000,000 characters in all at most; they count from 1
     */
    public static Grounds in(List<String> passages) {
        long length = passages.stream().mapToLong(String::length).sum();
        if (passages.isEmpty() || passages.stream().allMatch(String::isBlank) || length > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "%d passage%s with %,d characters, allowed are 1 and more that are not blank, with 5,000,000 characters in all; write for example Grounds.in(policy)"
                            .formatted(passages.size(), passages.size() == 1 ? "" : "s", length));
        }
        return new Grounds(List.copyOf(passages), "", GroundingSetting.standard(), Optional.empty());
    }

    /** Says what was asked: an answer that only repeats the question claims nothing by that. */
    public Grounds forQuestion(String asked) {
        return new Grounds(passages, asked, setting, judge);
    }

    /** Takes other bounds than the standard ones, for example some tuned on your own labels. */
    public Grounds with(GroundingSetting other) {
        return new Grounds(passages, question, other, judge);
    }

    /** Asks this judge about claims that the embedded signals leave unsure, and about no others. */
    public Grounds with(GroundingJudge decides) {
        return new Grounds(passages, question, setting, Optional.of(decides));
    }

    /**
     * Checks every claim of an answer.
     *
     * @param answer 200,000 characters at most
     * @throws IllegalArgumentException when the answer is longer
     */
    public Grounding check(String answer) {
        return new GroundingCheck(passages, question, setting, judge).of(answer);
    }
}
