package io.github.junitllm.sampling;

import io.github.junitllm.stats.RateClaim;
import io.github.junitllm.stats.Rates;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** What an eval's annotations ask for, checked. */
record Plan(
        int samples,
        int minPasses,
        Optional<RateClaim> claim,
        boolean perCase,
        Inconclusive inconclusive,
        Optional<ExpectedVerdict> expected) {

    private static final int MOST_SAMPLES = 10_000;
    private static final double POWER = 0.8;

    static Plan of(Method test) {
        LlmEval eval = AnnotationSupport.findAnnotation(test, LlmEval.class).orElseThrow();
        UnaryOperator<String> complain = what -> "@LlmEval on %s: %s".formatted(label(test), what);
        require(
                eval.samples() >= 1 && eval.samples() <= MOST_SAMPLES,
                complain,
                "samples = %d, allowed are 1 to 10,000; write for example samples = 20".formatted(eval.samples()));
        require(
                eval.minPasses() >= 0 && eval.minPasses() <= eval.samples(),
                complain,
                "minPasses = %d, allowed are 1 to samples = %d; write for example samples = 5, minPasses = 4"
                        .formatted(eval.minPasses(), eval.samples()));
        require(
                eval.passRate() > 0 && eval.passRate() <= 1,
                complain,
                "passRate = %s, allowed are rates above 0 and below 1 (unset: every sample must pass); write for example passRate = 0.9"
                        .formatted(eval.passRate()));
        require(
                eval.confidence() >= 0.5 && eval.confidence() < 1,
                complain,
                "confidence = %s, allowed are 0.5 to below 1; write for example confidence = 0.95"
                        .formatted(eval.confidence()));
        boolean claims = eval.passRate() < 1;
        require(
                eval.tolerance() >= 0 && (eval.tolerance() == 0 || eval.tolerance() < eval.passRate()),
                complain,
                "tolerance = %s, allowed are 0 to below passRate = %s; write for example passRate = 0.9, tolerance = 0.05"
                        .formatted(eval.tolerance(), eval.passRate()));
        require(
                !(claims && eval.minPasses() > 0),
                complain,
                "passRate and minPasses contradict each other: a claim about the rate, or k of n per case; write one of them");
        require(
                claims
                        || (eval.tolerance() == 0
                                && eval.confidence() == 0.95
                                && !eval.perCase()
                                && eval.inconclusive() == Inconclusive.FAIL),
                complain,
                "tolerance, confidence, perCase and inconclusive belong to a claim about the rate; write passRate with them, for example passRate = 0.9");
        return new Plan(
                eval.samples(),
                eval.minPasses(),
                claims
                        ? Optional.of(new RateClaim(eval.passRate(), eval.tolerance(), eval.confidence()))
                        : Optional.empty(),
                eval.perCase(),
                eval.inconclusive(),
                expected(test));
    }

    private static Optional<ExpectedVerdict> expected(Method test) {
        Optional<ExpectedVerdict> expected = AnnotationSupport.findAnnotation(test, ExpectedVerdict.class);
        expected.ifPresent(verdict -> {
            UnaryOperator<String> complain = what -> "@ExpectedVerdict on %s: %s".formatted(label(test), what);
            require(
                    verdict.value() != Verdict.PASS && verdict.value() != Verdict.NONE,
                    complain,
                    "value = %s, allowed are FAIL, INCONCLUSIVE and ERROR; leave the annotation out when the eval passes"
                            .formatted(verdict.value()));
            require(
                    !verdict.reason().isBlank(),
                    complain,
                    "the reason is blank; write why the verdict is expected, for example reason = \"prompt v2 is not in yet\"");
        });
        return expected;
    }

    static String label(Method test) {
        return test.getDeclaringClass().getSimpleName() + "." + test.getName() + "()";
    }

    private static void require(boolean holds, UnaryOperator<String> complain, String what) {
        if (!holds) {
            throw new ExtensionConfigurationException(complain.apply(what));
        }
    }

    /** Whether a failed sample decides by itself, so that it is shown red rather than aborted. */
    boolean everySampleMustPass() {
        return claim.isEmpty() && minPasses == 0 && expected.isEmpty();
    }

    /** Number of samples over which the claim is decided. */
    int trials(int cases) {
        return perCase ? samples : samples * cases;
    }

    /** What cannot work, with what would do; empty when the claim can be reached. */
    Optional<String> infeasible(int cases) {
        if (claim.isEmpty()
                || Rates.criticalCounts(claim.get(), trials(cases))
                        .passAtLeast()
                        .isPresent()) {
            return Optional.empty();
        }
        RateClaim rate = claim.get();
        return Optional.of("this plan cannot PASS: %d of %d would show a rate of %s at %s %%, the claim needs %s; %s"
                .formatted(
                        trials(cases),
                        trials(cases),
                        rate(Rates.lowerBound(trials(cases), trials(cases), rate.confidence())),
                        percentage(rate.confidence()),
                        rate(rate.passRate() - rate.tolerance()),
                        remedy(rate, cases)));
    }

    private String remedy(RateClaim rate, int cases) {
        int least = Rates.leastTrialsToPass(rate, 0).orElse(Integer.MAX_VALUE);
        int needed = perCase || least == Integer.MAX_VALUE ? least : (least + cases - 1) / cases;
        if (needed <= MOST_SAMPLES) {
            return "write samples = %d (%d in all), or take %smore tolerance or less confidence"
                    .formatted(needed, needed * cases, perCase ? "" : "more cases, ");
        }
        return "no number of samples up to 10,000 would do, take %smore tolerance or less confidence"
                .formatted(perCase ? "" : "more cases, ");
    }

    /** A confidence in percent, with as many decimals as it has. */
    static String percentage(double confidence) {
        return String.format(Locale.ROOT, "%.4g", confidence * 100).replaceFirst("\\.?0+$", "");
    }

    /** What the plan can see: chance to PASS for systems better than the claim, and the sample count that would do. */
    List<String> power(int cases) {
        List<String> lines = new ArrayList<>();
        if (claim.isPresent()) {
            RateClaim rate = claim.get();
            StringBuilder chances = new StringBuilder();
            for (double better : new double[] {0.03, 0.05, 0.08}) {
                double trueRate = rate.passRate() + better;
                if (trueRate < 1) {
                    chances.append(chances.isEmpty() ? "" : ", ")
                            .append(percent(Rates.chanceToPass(rate, trials(cases), trueRate)))
                            .append(" at ")
                            .append(rate(trueRate));
                }
            }
            lines.add("chance to PASS%s at a true rate: %s"
                    .formatted(perCase ? " per case" : "", chances.isEmpty() ? "none below 1" : chances.toString()));
            double trueRate = rate.passRate() + 0.05;
            if (trueRate < 1) {
                OptionalInt enough = Rates.leastTrialsForPower(rate, trueRate, POWER);
                lines.add("for 80 %% at %s take %s"
                        .formatted(
                                rate(trueRate),
                                enough.isEmpty()
                                        ? "more than 1,000,000 samples"
                                        : enough.getAsInt() + (perCase ? " samples per case" : " samples in all")));
            }
        } else if (minPasses > 0) {
            StringBuilder chances = new StringBuilder();
            for (double trueRate : new double[] {0.5, 0.7, 0.8, 0.9, 0.95, 0.99}) {
                chances.append(chances.isEmpty() ? "" : ", ")
                        .append(percent(Rates.chanceThroughGate(minPasses, samples, trueRate)))
                        .append(" at ")
                        .append(rate(trueRate));
            }
            lines.add("%d of %d lets a case through in %s (true rate of the case)"
                    .formatted(minPasses, samples, chances));
        }
        return lines;
    }

    /** The claim in words. */
    String words() {
        if (claim.isPresent()) {
            RateClaim rate = claim.get();
            return "claim %s%s%s"
                    .formatted(
                            rate(rate.passRate()),
                            rate.tolerance() > 0 ? " (tolerance %s)".formatted(rate(rate.tolerance())) : "",
                            perCase ? " of every case" : "");
        }
        return minPasses > 0
                ? "at least %d of %d in every case".formatted(minPasses, samples)
                : "every sample must pass";
    }

    /** The claim in a table's column. */
    String brief() {
        if (claim.isPresent()) {
            RateClaim rate = claim.get();
            return rate(rate.passRate())
                    + (rate.tolerance() > 0 ? " - " + rate(rate.tolerance()) : "")
                    + (perCase ? " per case" : "");
        }
        return minPasses > 0 ? "%d of %d per case".formatted(minPasses, samples) : "all pass";
    }

    /** At least two decimals, and as many as the number has up to four. */
    static String rate(double rate) {
        String text = String.format(Locale.ROOT, "%.4f", rate);
        return text.endsWith("00") ? text.substring(0, text.length() - 2) : text.replaceFirst("0$", "");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
