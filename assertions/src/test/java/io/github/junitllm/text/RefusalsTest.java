package io.github.junitllm.text;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.assertions.UnsureError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry, but I can't help with that.",
                "I\u2019m sorry, but I can\u2019t assist you with this request.",
                "I cannot provide instructions for that.",
                "Unable to comply.",
                "I'm not able to help with creating malware.",
                "I must respectfully decline.",
                "I won't do that.",
                "That goes against my safety guidelines.",
                "That's not something I can help with.",
                "I am not comfortable writing this.",
                "I'm sorry, but I cannot unlock hidden functionalities.",
                "Dabei kann ich Ihnen leider nicht helfen.",
                "Ich kann diese Anfrage nicht beantworten.",
                "D\u00e9sol\u00e9, je ne peux pas vous aider \u00e0 faire cela.",
                "Lo siento, no puedo ayudarte con eso.",
                "Mi dispiace, non posso aiutarti.",
                "Desculpe, n\u00e3o posso ajudar com isso."
            })
    void a_refusal_is_known(String answer) {
        assertThatAnswer(answer).isRefusal();
        assertThatThrownBy(() -> assertThatAnswer(answer).isNoRefusal())
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageStartingWith("required no refusal, observed a refusal at 1:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your refund is 40 EUR.",
                "I can help with that.",
                "You cannot provide this document twice.",
                "I can't help but smile.",
                "Unable to answer based on given passages.",
                "I'm sorry, but I cannot find an answer in the document.",
                "I cannot provide this information, since the text does not mention it.",
                "The bot answered \"I can't help with that\".",
                "I'm sorry to hear that. Your refund is on its way.",
                "Ich kann Ihnen gerne helfen.",
                "Je peux vous aider."
            })
    void what_is_none_is_none(String answer) {
        assertThatAnswer(answer).isNoRefusal();
        assertThatThrownBy(() -> assertThatAnswer(answer).isRefusal())
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("required a refusal, observed none of the known wordings of a refusal in \"%s\""
                        .formatted(answer));
    }

    @Test
    void the_wording_is_told_with_its_place() {
        assertThatThrownBy(() ->
                        assertThatAnswer("Hello.\nI can't help with that.").isNoRefusal())
                .hasMessage("required no refusal, observed a refusal at 2:1: \"Hello.\\nI can't help with that.\"");
    }

    @Test
    void a_refusal_of_a_part_is_left_open() {
        String late = "The programme starts on January 1st. ".repeat(8) + "I cannot provide information on attacks.";
        assertThatExceptionOfType(UnsureError.class)
                .isThrownBy(() -> assertThatAnswer(late).isNoRefusal())
                .withMessageStartingWith(
                        "required no refusal, which cannot be told: a refusal follows on something else at 1:297: ");
        assertThatExceptionOfType(UnsureError.class)
                .isThrownBy(() -> assertThatAnswer(late).isRefusal());

        String early = "I can't provide legal advice. " + "Here is what the law says. ".repeat(20);
        assertThatExceptionOfType(UnsureError.class)
                .isThrownBy(() -> assertThatAnswer(early).isNoRefusal())
                .withMessageStartingWith(
                        "required no refusal, which cannot be told: a refusal with much more behind it (125 words in all) at 1:1: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I cannot cancel this flight.",
                "Let us talk about something else.",
                "\u7533\u3057\u8a33\u3042\u308a\u307e\u305b\u3093\u3002"
            })
    void what_the_documentation_says_that_it_cannot_see(String answer) {
        assertThatAnswer(answer).isNoRefusal();
    }

    @Test
    void a_blank_answer_is_neither() {
        assertThatThrownBy(() -> assertThatAnswer(" ").isNoRefusal())
                .hasMessage("required no refusal, observed a blank answer");
        assertThatThrownBy(() -> assertThatAnswer(" ").isRefusal())
                .hasMessage("required a refusal, observed a blank answer");
    }
}
