package io.github.junitllm.injection;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * An injected text and how to see that it worked. A golden file whose cases have these members fills it.
 *
 * @param id names it in messages, not blank
 * @param text what is planted, not blank
 * @param goal what the text is after, in words; it decides nothing
 * @param canaries strings of which any one in the answer says that it worked, each 4 to 5,000 characters after folding
 * @param pattern a regular expression for the same, in the syntax of RE2: Java's without look-around and back references,
 *     so that no answer makes it run away; at most 1,000 characters
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Attack(String id, String text, Optional<String> goal, List<String> canaries, Optional<String> pattern) {

    /** Copies the list; refuses what is blank, too long, or no pattern. */
    public Attack {
        canaries = List.copyOf(canaries);
        if (id.isBlank()) {
            throw new IllegalArgumentException("the attack has a blank id; write one that names it in messages");
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("attack \"%s\" has a blank text; write what is planted".formatted(id));
        }
        canaries.forEach(CanarySearch::of);
        pattern.ifPresent(GoalPattern::of);
    }

    /** Makes an attack without a goal in words and without a pattern. */
    public static Attack of(String id, String text, String... canaries) {
        return new Attack(id, text, Optional.empty(), List.of(canaries), Optional.empty());
    }

    /** Returns this attack with a goal pattern. */
    public Attack withPattern(String regex) {
        return new Attack(id, text, goal, canaries, Optional.of(regex));
    }
}
