package io.github.junitllm.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final Ranking RANKING = Ranking.of("a", "b", "c", "d", "e", "f");

    @Test
    void precision_and_recall_count_the_first_k() {
        Set<String> relevant = Set.of("b", "c", "z");

        assertThat(RANKING.precisionAt(1, relevant)).isZero();
        assertThat(RANKING.precisionAt(4, relevant)).isEqualTo(0.5);
        assertThat(RANKING.precisionAt(10, relevant)).isEqualTo(0.2);
        assertThat(RANKING.recallAt(2, relevant).orElseThrow()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(RANKING.recallAt(3, relevant).orElseThrow()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void the_first_relevant_document_decides_the_reciprocal_rank() {
        assertThat(RANKING.reciprocalRank(Set.of("c", "e"))).hasValue(1 / 3.0);
        assertThat(RANKING.reciprocalRank(Set.of("z"))).hasValue(0);
        assertThat(Ranking.meanReciprocalRank(
                        List.of(RANKING, Ranking.of("x", "y"), Ranking.of("q")),
                        List.of(Set.of("a"), Set.of("y"), Set.of())))
                .hasValue(0.75);
    }

    @Test
    void ndcg_agrees_with_values_computed_by_hand() {
        // Gains 3, 2, 3, 0, 1, 2: DCG 3 + 2/log2(3) + 3/2 + 1/log2(6) + 2/log2(7) = 6.8611, ideal 7.1410.
        Map<String, Double> gains = Map.of("a", 3.0, "b", 2.0, "c", 3.0, "e", 1.0, "f", 2.0);

        assertThat(RANKING.ndcgAt(6, gains).orElseThrow()).isCloseTo(0.9608, within(5e-5));
        assertThat(RANKING.ndcgAt(1, Set.of("b")).orElseThrow()).isZero();
        assertThat(RANKING.ndcgAt(2, Set.of("b")).orElseThrow()).isCloseTo(0.6309, within(5e-5));
    }

    @Test
    void what_is_not_defined_stays_empty() {
        assertThat(RANKING.recallAt(3, Set.of())).isEmpty();
        assertThat(RANKING.reciprocalRank(Set.of())).isEmpty();
        assertThat(RANKING.ndcgAt(3, Set.of())).isEmpty();
        assertThat(RANKING.ndcgAt(3, Map.of("a", 0.0))).isEmpty();
        assertThat(Ranking.meanReciprocalRank(List.of(), List.of())).isEmpty();
        assertThat(Ranking.of().recallAt(1, Set.of("a"))).hasValue(0);
    }

    @Test
    void wrong_use_says_what_would_be_right() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RANKING.precisionAt(0, Set.of()))
                .withMessage("k = 0, allowed are 1 and more; write for example 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ranking.of("a", "a"))
                .withMessage("the id \"a\" comes twice in the ranking; keep its best place");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RANKING.ndcgAt(1, Map.of("a", -1.0)))
                .withMessage("the gain of \"a\" is -1.0, allowed are 0 and more");
    }
}
