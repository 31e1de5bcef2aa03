package io.github.junitllm.grounding;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.grounding.Citations.Cited;
import java.util.List;
import org.junit.jupiter.api.Test;

class CitationsTest {

    private static final String REFUND = "The refund is 40 EUR and is paid to the original card.";
    private static final String SHIPPING = "Parcels leave our warehouse in Hamburg every Monday.";

    @Test
    void marks_belong_to_their_sentences_also_after_the_stop() {
        assertThat(Citations.of("One fact [1]. Two facts. [2, 4-6] Three [^3]\nNone here, see [x].")
                        .cited())
                .containsExactly(
                        new Cited("One fact [1].", List.of(1)),
                        new Cited("Two facts. [2, 4-6]", List.of(2, 4, 5, 6)),
                        new Cited("Three [^3]", List.of(3)));
    }

    @Test
    void citations_that_exist_and_support_pass() {
        assertThatAnswer("The refund is 40 EUR [1]. Parcels leave every Monday. [2]")
                .citesPassages(REFUND, SHIPPING);
    }

    @Test
    void a_number_without_a_passage_fails() {
        assertThatThrownBy(() -> assertThatAnswer("The refund is 40 EUR [3].").citesPassages(REFUND, SHIPPING))
                .hasMessage("""
                        required citations that exist and support their sentences, observed 1 of 1 that do not:
                          [3] does not exist, there are passages 1 to 2: "The refund is 40 EUR [3].\"""");
    }

    @Test
    void a_passage_that_does_not_support_its_sentence_fails() {
        assertThatThrownBy(() -> assertThatAnswer("Lawyers from Brussels sued Vodafone for 900 million [2].")
                        .citesPassages(REFUND, SHIPPING))
                .hasMessageStartingWith("""
                        required citations that exist and support their sentences, observed 1 of 1 that do not:
                          [2] does not support its sentence: required that the passages support every claim, observed 1 of 1 that is not:
                            UNSUPPORTED "Lawyers from Brussels""");
    }

    @Test
    void an_answer_without_citations_fails() {
        assertThatThrownBy(() -> assertThatAnswer("The refund is 40 EUR.").citesPassages(REFUND))
                .hasMessage("required citations such as [1], observed none");
    }

    @Test
    void odd_marks_are_read() {
        assertThat(Citations.of("a [1-999999] b [-] c [99999999999] d []")
                        .cited()
                        .get(0)
                        .numbers())
                .hasSize(101);
    }
}
