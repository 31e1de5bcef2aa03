package io.github.junitllm.grounding;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.assertions.UnsureError;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundsTest {

    private static final String POLICY =
            "Returns are accepted within 30 days of delivery. The refund is 40 EUR and is paid to the original card.";
    private static final String SHIPPING =
            "Parcels leave our warehouse in Hamburg every Monday. Express delivery cannot be ordered for pallets.";

    private static Claim only(String answer, String... passages) {
        Grounding grounding = Grounding.of(answer, List.of(passages));
        assertThat(grounding.claims()).hasSize(1);
        return grounding.claims().get(0);
    }

    @Test
    void a_claim_that_stands_in_a_passage_is_supported_and_quoted() {
        Claim claim = only("The refund is 40 EUR and is paid to the original card.", SHIPPING, POLICY);

        assertThat(claim.status()).isEqualTo(ClaimStatus.SUPPORTED);
        assertThat(claim.quote())
                .contains(new Quote(2, 49, 103, "The refund is 40 EUR and is paid to the original card."));
        assertThat(claim.missing()).isEmpty();
        assertThat(POLICY.substring(49, 103))
                .isEqualTo(claim.quote().orElseThrow().text());
    }

    @Test
    void a_claim_of_which_nothing_is_there_fails_and_says_what_is_missing() {
        assertThatThrownBy(() -> assertThatAnswer("Lawyers from Brussels sued Vodafone for 900 million.")
                        .as("refund-02")
                        .isGroundedIn(POLICY))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("""
                        [refund-02] required that the passages support every claim, observed 1 of 1 that is not:
                          UNSUPPORTED "Lawyers from Brussels sued Vodafone for 900 million."; not in the passages: number "900", name "Brussels", name "Vodafone", word "Lawyers", word "sued"
                            no passage has a word of it
                            decided by numbers that the passages do not have (supported with probability 0.002; fails below 0.050, is supported from 0.80)""");
    }

    @Test
    void another_number_in_the_same_sentence_contradicts() {
        Claim claim =
                only("Express parcels to Munich and Vienna leave our warehouse within 17 days.", SHIPPING, POLICY);

        assertThat(claim.missing()).contains(new Missing(Missing.Kind.NUMBER, "17"));
        assertThat(claim.missing()).contains(new Missing(Missing.Kind.NAME, "Munich"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The refund is 60 EUR.|number \"60\"",
                "The refund is 40 USD.|unit \"40 USD\"",
                "The refund is $40.|unit \"$40\"",
                "The refund was paid in 2019.|date \"2019\"",
                "Returns are accepted until March 3.|date \"March\"",
                "The refund goes to Alice.|name \"Alice\"",
                "The refund is not paid to the original card.|negation \"not\"",
                "All returns are accepted within 30 days of delivery.|quantifier \"All\"",
                "Returns are rejected within 30 days of delivery.|opposite \"rejected\"",
                "The refund is paid by cheque.|word \"cheque\""
            })
    void what_a_claim_has_and_the_passages_lack_is_named_by_kind(String claim, String missing) {
        assertThat(only(claim, POLICY).missing()).extracting(Missing::toString).contains(missing);
        assertThat(only(claim, POLICY).status()).isNotEqualTo(ClaimStatus.SUPPORTED);
    }

    @Test
    void numbers_are_missing_by_value_and_not_by_spelling() {
        assertThat(only("The refund is 40.00 EUR.", POLICY).missing()).isEmpty();
        assertThat(only("It takes thirty days.", "It takes 30 days.").missing()).isEmpty();
        assertThat(only("It costs 44 billion.", "It costs $44bn.").missing()).isEmpty();
    }

    @Test
    void what_claims_nothing_is_left_out_and_listed() {
        Grounding grounding = Grounding.of("""
                Hello!
                # Refunds
                Here is what I found:
                - The refund is 40 EUR. [1]
                ```
                refund(60);
                ```
                Is that all? I hope this helps.
                The passages do not mention cheques. No.
                """, List.of(POLICY));

        assertThat(grounding.claims()).extracting(Claim::text).containsExactly("The refund is 40 EUR.");
        assertThat(grounding.leftOut())
                .extracting(LeftOut::reason)
                .containsExactlyInAnyOrder(
                        "greeting",
                        "heading",
                        "lead-in",
                        "code",
                        "question",
                        "greeting",
                        "says that it does not know",
                        "only yes or no");
    }

    @Test
    void an_answer_without_a_claim_is_neither_passed_nor_failed() {
        assertThatThrownBy(() -> assertThatAnswer("Hello! No.").isGroundedIn(POLICY))
                .isInstanceOf(UnsureError.class)
                .hasMessage(
                        "the answer has no claim to check; left out: \"Hello!\" (greeting), \"No.\" (only yes or no)");
        assertThatThrownBy(() -> assertThatAnswer("").isGroundedIn(POLICY))
                .isInstanceOf(UnsureError.class)
                .hasMessage("the answer has no claim to check: it is empty");
    }

    @Test
    void what_rules_cannot_tell_is_unsure_and_says_so() {
        assertThatThrownBy(
                        () -> assertThatAnswer("The refund is paid by cheque.").isGroundedIn(POLICY))
                .isInstanceOf(UnsureError.class)
                .hasMessage("""
                        rules alone cannot tell whether the passages support 1 of 1 claims; give a judge, for example Grounds.in(passages).with(judge):
                          UNSURE "The refund is paid by cheque."; not in the passages: word "cheque"
                            closest in passage 1: "The refund is 40 EUR and is paid to the original card."
                            decided by nothing (supported with probability 0.784; fails below 0.050, is supported from 0.80)""");
    }

    @Test
    void a_judge_is_asked_about_unsure_claims_only() {
        List<String> asked = new ArrayList<>();
        Grounds judged = Grounds.in(POLICY).with((claim, passages) -> {
            asked.add(claim);
            return ClaimStatus.SUPPORTED;
        });

        assertThatAnswer("The refund is 40 EUR and is paid to the original card. The refund is paid by cheque.")
                .isGroundedIn(judged)
                .contains("cheque");

        assertThat(asked).containsExactly("The refund is paid by cheque.");
        assertThat(judged.check("The refund is paid by cheque.").claims().get(0).decidedBy())
                .isEqualTo("the judge");
        assertThatThrownBy(() -> assertThatAnswer("The refund is paid by cheque.")
                        .isGroundedIn(Grounds.in(POLICY).with((claim, passages) -> ClaimStatus.CONTRADICTED)))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageContaining("CONTRADICTED")
                .hasMessageContaining("decided by the judge");
    }

    @Test
    void what_repeats_the_question_claims_nothing_by_that() {
        String question = "Which river does the Zambezi ferry at Kazungula cross?";
        double without = Grounds.in("The ferry crosses the river there.")
                .check("The Zambezi ferry at Kazungula crosses the river.")
                .claims()
                .get(0)
                .probability();
        double with = Grounds.in("The ferry crosses the river there.")
                .forQuestion(question)
                .check("The Zambezi ferry at Kazungula crosses the river.")
                .claims()
                .get(0)
                .probability();

        assertThat(with).isGreaterThan(without);
    }

    @Test
    void more_claims_need_more_to_fail() {
        assertThat(GroundingSetting.standard().failBelow(1)).isEqualTo(0.05);
        assertThat(GroundingSetting.standard().failBelow(5)).isEqualTo(0.01);
    }

    @Test
    void passages_used_are_those_that_support_something() {
        Grounding grounding = Grounding.of(
                "The refund is 40 EUR and is paid to the original card.", List.of(SHIPPING, POLICY, "Nothing else."));

        assertThat(grounding.passagesUsed()).containsExactly(2);
        assertThat(grounding.failure()).isEmpty();
        assertThat(grounding.unsure()).isEmpty();
    }

    @Test
    void wrong_use_says_what_would_be_right() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grounds.in(" "))
                .withMessage(
                        "1 passage with 1 characters, allowed are 1 and more that are not blank, with 5,000,000 characters in all; write for example Grounds.in(policy)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroundingSetting(0.8, 0.2))
                .withMessage(
                        "failBelow = 0.8, supportFrom = 0.2, required 0 <= failBelow <= supportFrom <= 1; write for example new GroundingSetting(0.05, 0.8)");
        assertThatThrownBy(() -> assertThatAnswer(null).isGroundedIn(POLICY)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatAnswer("word ".repeat(50_000)).isGroundedIn(POLICY))
                .isInstanceOf(AssertionError.class)
                .hasMessage("required an answer of 200,000 characters at most, observed 250,000");
    }

    @Test
    void generated_texts_end_in_bounded_time() {
        SplittableRandom random = new SplittableRandom(20261125);
        String alphabet = "aB1 .,\n?!'\u2019[]^-*#`:$\u20ac%()\u00e9\ud83d\ude00no the 40 EUR not ";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(120);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String answer = text.toString();
            assertThatCode(() ->
                            Grounding.of(answer, List.of(POLICY, answer, "x")).failure())
                    .as(answer)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({"'a. '", "'1 '", "'1. '", "'[1]'", "'```'", "'no '", "'a'", "'U.'", "'1,'", "'- '", "'the refund '"})
    void repetitions_end_in_bounded_time(String part) {
        String answer = part.repeat(20_000 / part.length());
        assertThatCode(() -> Grounding.of(answer, List.of(answer, POLICY)).unsure())
                .doesNotThrowAnyException();
    }
}
