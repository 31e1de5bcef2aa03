package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b: tests/x.yaml | a/b",
                "a/b (balanced: half): x | a/b (balanced: half)",
                "a/b (balanced: half) | a/b (balanced: half)",
                "https://a.example/b: x | https://a.example/b",
                "a) b: c | a) b",
                "plain | plain"
            })
    void a_source_is_shown_without_the_place_in_it(String source, String shown) {
        assertThat(EvidenceText.shortened(source)).isEqualTo(shown);
    }
}
