package io.github.junitllm.sampling;

import io.github.junitllm.compare.PairedCases;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.report.Printable;
import io.github.junitllm.report.Wording;
import io.github.junitllm.stats.RateVerdict;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link Variants} asks for.
 *
 * @param setups the reference first
 * @param type the enum that the names are constants of
 * @param required difference, candidate minus reference, that the lower bound must exceed
 * @param asksForGain whether the candidate must be better, not only not worse
 * @param confidence of each bound alone
 */
record VariantPlan(
        List<Variant> setups,
        Optional<Class<? extends Enum<?>>> type,
        double required,
        boolean asksForGain,
        double confidence) {

    private static final int LONGEST_NAME = 100;
    private static final double USUAL_MARGIN = 0.10;

    static Optional<VariantPlan> of(Method test) {
        return AnnotationSupport.findAnnotation(test, Variants.class).map(variants -> new Reader(test).read(variants));
    }

    /** Whether the parameter takes the set-up. */
    static boolean isVariant(Method test, Class<?> type) {
        return type == Variant.class
                || AnnotationSupport.findAnnotation(test, Variants.class)
                        .filter(variants -> variants.of() == type)
                        .isPresent();
    }

    static Object constant(Class<? extends Enum<?>> type, Variant setup) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(setup.name()))
                .findFirst()
                .orElseThrow();
    }

    Variant reference() {
        return setups.get(0);
    }

    List<Variant> candidates() {
        return setups.subList(1, setups.size());
    }

    /** Every golden under every set-up. */
    List<EvalCase> cases(List<GoldenCase> goldens) {
        return goldens.stream()
                .flatMap(golden -> setups.stream().map(setup -> new EvalCase(golden, Optional.of(setup))))
                .toList();
    }

    RateVerdict verdict(PairedCases paired) {
        if (paired.difference()
                .filter(difference -> difference.lower().orElseThrow() > required)
                .isPresent()) {
            return RateVerdict.PASS;
        }
        boolean fails = asksForGain
                ? paired.difference()
                        .filter(difference -> difference.upper().orElseThrow() < required)
                        .isPresent()
                : paired.worse().orElse(1) <= 1 - confidence;
        return fails ? RateVerdict.FAIL : RateVerdict.INCONCLUSIVE;
    }

    /** Why so many cases cannot show what is asked for, and what would do. */
    Optional<String> infeasible(int cases) {
        double best = asksForGain ? 1 : 0;
        OptionalInt least = PairedCases.leastPairs(best, required, confidence);
        if (least.isPresent() && cases >= least.getAsInt()) {
            return Optional.empty();
        }
        String reach = cases < 2
                ? "one case shows no difference"
                : String.format(
                        Locale.ROOT,
                        "a candidate that %s in all %d cases would show a difference of %+.3f at %s %%, required is more than %s",
                        asksForGain ? "passes where the reference fails" : "equals the reference",
                        cases,
                        Math.max(-1, PairedCases.lowerBound(best, cases, confidence)),
                        Wording.percentage(confidence),
                        signed(required));
        String less = asksForGain ? "ask for less gain" : "take more margin";
        return Optional.of("this comparison cannot PASS: %s; %s"
                .formatted(
                        reach,
                        least.isPresent()
                                ? "take at least %d cases, or %s or less confidence".formatted(least.getAsInt(), less)
                                : "10,000 cases are not enough; %s or less confidence".formatted(less)));
    }

    static String signed(double difference) {
        return (difference < 0 ? "-" : "+") + Wording.rate(Math.abs(difference));
    }

    String words() {
        return (asksForGain
                        ? "required more than %s better than ".formatted(Wording.rate(required))
                        : "required at most %s worse than ".formatted(Wording.rate(-required)))
                + reference().name();
    }

    /** For a table's column. */
    String brief() {
        return reference().name() + " " + (asksForGain ? "+ " : "- ") + Wording.rate(Math.abs(required));
    }

    /** Reads and checks the annotation. */
    private record Reader(Method test) {

        VariantPlan read(Variants variants) {
            Optional<Class<? extends Enum<?>>> type =
                    variants.of() == Variants.None.class ? Optional.empty() : Optional.of(variants.of());
            require(
                    type.isEmpty() || variants.value().length == 0,
                    "value and of contradict each other: the names, or an enum of them; write one of them");
            List<String> names = type.map(of -> Stream.of(of.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .toList())
                    .orElseGet(() -> List.of(variants.value()));
            require(
                    names.size() >= 2,
                    "%d set-up%s, and a comparison needs two or more, the reference first; write for example @Variants({\"gpt-4o\", \"gpt-4o-mini\"})"
                            .formatted(names.size(), names.size() == 1 ? "" : "s"));
            Set<String> seen = new HashSet<>();
            names.forEach(name -> {
                require(
                        !name.isBlank()
                                && name.length() <= LONGEST_NAME
                                && name.chars().noneMatch(c -> c == '>' || Character.isISOControl(c)),
                        "\"%s\" is no name: up to 100 characters on one line, without >; write for example \"gpt-4o-mini\""
                                .formatted(Printable.text(name, LONGEST_NAME)));
                require(seen.add(name), "the name \"%s\" stands there twice; write one of them".formatted(name));
            });
            numbers(variants);
            require(
                    Stream.of(test.getParameters()).map(Parameter::getType).anyMatch(this::takesSetup),
                    "no parameter takes the set-up, so that all of them would be the same; add the parameter %s"
                            .formatted(type.map(Class::getSimpleName)
                                    .map(name -> name + " setup")
                                    .orElse("Variant variant")));
            List<Variant> setups = new ArrayList<>();
            IntStream.range(0, names.size()).forEach(i -> setups.add(new Variant(names.get(i), i == 0)));
            boolean gain = variants.betterBy() != -1;
            return new VariantPlan(
                    List.copyOf(setups),
                    type,
                    gain ? variants.betterBy() : -variants.margin(),
                    gain,
                    variants.confidence());
        }

        private void numbers(Variants variants) {
            require(
                    variants.margin() > 0 && variants.margin() < 1,
                    "margin = %s, allowed are drops of the pass rate above 0 and below 1; write for example margin = 0.10"
                            .formatted(variants.margin()));
            require(
                    variants.betterBy() == -1 || (variants.betterBy() >= 0 && variants.betterBy() < 1),
                    "betterBy = %s, allowed are gains of the pass rate from 0 to below 1; write for example betterBy = 0.05"
                            .formatted(variants.betterBy()));
            require(
                    variants.betterBy() == -1 || variants.margin() == USUAL_MARGIN,
                    "margin and betterBy contradict each other: not worse, or better; write one of them");
            require(
                    variants.confidence() >= 0.5 && variants.confidence() < 1,
                    "confidence = %s, allowed are 0.5 to below 1; write for example confidence = 0.95"
                            .formatted(variants.confidence()));
        }

        private boolean takesSetup(Class<?> type) {
            return isVariant(test, type);
        }

        private void require(boolean holds, String what) {
            if (!holds) {
                throw new ExtensionConfigurationException("@Variants on %s: %s".formatted(Plan.label(test), what));
            }
        }
    }
}
