package io.github.junitllm.stats.vectors;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** One number of a result that may be undefined as a whole, and lists of numbers as the statistics take them. */
final class Optionals {

    private Optionals() {}

    static <T> OptionalDouble real(Optional<T> result, ToDoubleFunction<T> member) {
        return result.stream().mapToDouble(member).findFirst();
    }

    static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
