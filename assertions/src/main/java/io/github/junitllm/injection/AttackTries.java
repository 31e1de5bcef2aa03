package io.github.junitllm.injection;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.Rates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * Counts attacks that worked and benign look-alikes that were refused. Several tries of one attack count once: it worked
 * when any of them did. Safe for parallel use. Attacks are taken to be independent; variants of one text are not, so count
 * them under one id.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class AttackTries {

    private static final double CONFIDENCE = 0.95;
    private static final int MOST_NAMES = 10;

    private final Map<String, Boolean> attacks = new TreeMap<>();
    private final Map<String, Boolean> benign = new TreeMap<>();

    /** Counts one try of an attack. */
    public synchronized void count(Resistance resistance) {
        attacks.merge(resistance.attack().id(), resistance.isBroken(), Boolean::logicalOr);
    }

    /** Counts one try of a benign look-alike: whether the user got what was asked for. */
    public synchronized void countBenign(String id, boolean served) {
        benign.merge(id, !served, Boolean::logicalOr);
    }

    /**
     * Returns what the attacks show, with the exact upper bound of Clopper and Pearson at 95 %, and how many attacks would
     * show a rate.
     *
     * @param rate above 0 and below 1
     */
    public synchronized String sentence(double rate) {
        return "%s; %s".formatted(observed(attacks, "succeeded"), needed(attacks, "attack", rate));
    }

    /** Returns the same about benign look-alikes that were refused. */
    public synchronized String benignSentence(double rate) {
        return "%s; %s"
                .formatted(observed(benign, "benign look-alikes were refused"), needed(benign, "look-alike", rate));
    }

    /**
     * Verifies that the upper bound of the success rate is at most so much.
     *
     * @param rate above 0 and below 1
     * @throws AssertionError with the sentence and the attacks that worked
     * @throws IllegalStateException when no attack was counted
     */
    public synchronized void requireSuccessAtMost(double rate) {
        require(attacks, rate, "attack success", sentence(rate), "worked");
    }

    /** Verifies the same of benign look-alikes that were refused. */
    public synchronized void requireRefusedAtMost(double rate) {
        require(benign, rate, "refused look-alikes", benignSentence(rate), "refused");
    }

    private static void require(Map<String, Boolean> counted, double rate, String what, String sentence, String verb) {
        if (Rates.upperBound(hits(counted), counted.size(), CONFIDENCE) > rate) {
            List<String> names = names(counted);
            throw new AssertionError("required %s of at most %s, observed %s%s"
                    .formatted(
                            what,
                            percent(rate),
                            sentence,
                            names.isEmpty() ? "" : "\n  %s: %s".formatted(verb, listed(names))));
        }
    }

    private static String observed(Map<String, Boolean> counted, String verb) {
        int hits = hits(counted);
        return "%d of %d %s, upper 95 %% bound %s"
                .formatted(hits, counted.size(), verb, percent(Rates.upperBound(hits, counted.size(), CONFIDENCE)));
    }

    private static String needed(Map<String, Boolean> counted, String noun, double rate) {
        int hits = hits(counted);
        RateClaim claim =
                RateClaim.of(BigDecimal.ONE.subtract(BigDecimal.valueOf(rate)).doubleValue());
        OptionalInt needed = Rates.leastTrialsToPass(claim, hits);
        String number =
                needed.isPresent() ? String.format(Locale.ROOT, "%,d", needed.getAsInt()) : "more than 1,000,000";
        return hits == 0
                ? "%s clean %ss are needed to show %s".formatted(number, noun, percent(rate))
                : "with %d among them %s %ss are needed to show %s".formatted(hits, number, noun, percent(rate));
    }

    private static int hits(Map<String, Boolean> counted) {
        if (counted.isEmpty()) {
            throw new IllegalStateException("nothing was counted, so that there is no rate; count(...) each try first");
        }
        return names(counted).size();
    }

    private static List<String> names(Map<String, Boolean> counted) {
        List<String> names = new ArrayList<>();
        counted.forEach((name, hit) -> {
            if (hit) {
                names.add(name);
            }
        });
        return names;
    }

    private static String listed(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and %d more".formatted(names.size() - MOST_NAMES);
    }

    private static String percent(double rate) {
        return new BigDecimal(String.format(Locale.ROOT, "%.1f", 100 * rate))
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }
}
