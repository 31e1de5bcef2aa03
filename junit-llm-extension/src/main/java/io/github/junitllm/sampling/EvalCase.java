package io.github.junitllm.sampling;

import io.github.junitllm.dataset.GoldenCase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A golden, under one of the set-ups where an eval has several.
 *
 * @param golden the golden
 * @param variant the set-up
 */
record EvalCase(GoldenCase golden, Optional<Variant> variant) {

    static List<EvalCase> of(List<GoldenCase> goldens) {
        return goldens.stream()
                .map(golden -> new EvalCase(golden, Optional.empty()))
                .toList();
    }

    /** The name of a golden under a set-up, whose own name has no such sign. */
    static String id(String variant, String goldenId) {
        return variant + " > " + goldenId;
    }

    /** Unique within the eval. */
    String id() {
        return variant.map(setup -> id(setup.name(), golden.id())).orElse(golden.id());
    }

    Set<String> tags() {
        return golden.tags();
    }

    boolean isOf(Variant setup) {
        return variant.filter(setup::equals).isPresent();
    }
}
