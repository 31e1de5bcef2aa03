package io.github.junitllm.stats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.stats.vectors.Vectors;
import io.github.junitllm.stats.vectors.Vectors.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StatisticsVectorsTest {

    @TestFactory
    Stream<DynamicTest> agrees_with_the_independently_computed_vector() throws IOException {
        return vectors()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.id(), () -> assertThat(vector.disagreements()).isEmpty()));
    }

    // A vector file that lost its cases would let everything pass.
    @Test
    void all_the_vectors_are_there() throws IOException {
        assertThat(vectors()).hasSize(451);
        assertThat(vectors().map(Vector::function).distinct()).hasSize(43);
    }

    private static Stream<Vector> vectors() throws IOException {
        try (InputStream file = StatisticsVectorsTest.class.getResourceAsStream("/statistics-vectors.json")) {
            return Vectors.read(new String(file.readAllBytes(), UTF_8)).stream();
        }
    }
}
