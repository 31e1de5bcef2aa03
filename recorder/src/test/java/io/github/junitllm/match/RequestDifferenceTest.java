package io.github.junitllm.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.RecordedRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestDifferenceTest {

    private static RecordedRequest request(String body) {
        return new RecordedRequest("POST", "openai", "/v1/chat/completions", "application/json", Body.of(body));
    }

    private static RequestDifference difference(String recorded, String now) {
        return RequestDifference.between(request(recorded), request(now));
    }

    private static String chat(String... messages) {
        return "{\"messages\":[" + String.join(",", messages) + "]}";
    }

    private static String message(String role, String content) {
        return "{\"role\":\"%s\",\"content\":\"%s\"}".formatted(role, content);
    }

    @Test
    void a_changed_word_is_shown_with_its_message_and_what_stands_around_it() {
        assertThat(difference(
                                chat(
                                        message("system", "You answer from the policy. Be polite and always brief."),
                                        message("user", "hi")),
                                chat(
                                        message("system", "You answer from the policy. Be polite and never brief."),
                                        message("user", "hi")))
                        .lines())
                .containsExactly(
                        "/messages/0/content, system message: recorded …\"e policy. Be polite and always brief.\", now …\"e policy. Be polite and never brief.\"");
    }

    @Test
    void places_far_apart_are_lines_of_their_own() {
        String middle = " and a long text in the middle that stays as it is ".repeat(2);
        assertThat(difference("{\"p\":\"one" + middle + "two\"}", "{\"p\":\"1" + middle + "2\"}")
                        .lines())
                .containsExactly(
                        "/p: recorded \"one and a long text in the \"…, now \"1 and a long text in the \"…",
                        "/p: recorded …\"dle that stays as it is two\", now …\"dle that stays as it is 2\"");
    }

    @Test
    void a_tool_more_does_not_make_those_after_it_differ() {
        assertThat(difference(
                                "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\"}},{\"type\":\"function\",\"function\":{\"name\":\"b\"}}]}",
                                "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"new\"}},{\"type\":\"function\",\"function\":{\"name\":\"a\"}},{\"type\":\"function\",\"function\":{\"name\":\"b\"}}]}")
                        .lines())
                .containsExactly(
                        "/tools/0, tool new: not recorded, now {\"type\":\"function\",\"function\":{\"name\":\"new\"}}");
    }

    @Test
    void a_message_less_is_one_line() {
        assertThat(difference(
                                chat(message("user", "a"), message("assistant", "b"), message("user", "c")),
                                chat(message("user", "a"), message("user", "c")))
                        .lines())
                .containsExactly(
                        "/messages/1, user message: recorded {\"role\":\"assistant\",\"content\":\"b\"}, now absent");
    }

    @Test
    void a_parameter_is_shown_by_its_values() {
        assertThat(difference("{\"temperature\":0}", "{\"temperature\":0.70}").lines())
                .containsExactly("/temperature: recorded 0, now 0.70");
        assertThat(difference("{\"temperature\":0.7}", "{\"temperature\":0.70,\"user\":\"x\"}")
                        .lines())
                .isEmpty();
    }

    @Test
    void ids_that_are_made_up_anew_are_no_difference() {
        String recorded = "{\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"12 orders\"}]}";
        assertThat(difference(recorded, recorded.replace("call_1", "call_9").replace("12", "13"))
                        .lines())
                .containsExactly("/messages/0/content, tool result: recorded \"12 orders\", now \"13 orders\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a tool's result (OpenAI) | {\"messages\":[{\"role\":\"tool\",\"content\":\"#\"}]} | sunny | rainy | /messages/0/content",
                "a tool's result (Anthropic) | {\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"content\":[{\"type\":\"text\",\"text\":\"#\"}]}]}]} | sunny | rainy | /messages/0/content/0/content/0/text",
                "a tool's result (responses) | {\"input\":[{\"type\":\"function_call_output\",\"output\":\"#\"}]} | sunny | rainy | /input/0/output",
                "a tool's result (Gemini) | {\"contents\":[{\"parts\":[{\"functionResponse\":{\"response\":{\"w\":\"#\"}}}]}]} | sunny | rainy | /contents/0/parts/0/functionResponse/response/w",
                "a date | {\"day\":\"Today is #.\"} | 2026-01-31 | 2026-02-01 | /day",
                "a time | {\"now\":\"It is # now\"} | 12:00:01 | 12:30:59 | /now",
                "a date in a message | {\"system\":\"Today is #.\"} | 2026-01-31 | 2026-02-01 | ",
                "an id | {\"session\":\"#\"} | 5f3c2a10-11aa-4bbb-8ccc-0123456789ab | 6a3c2a10-22aa-4bbb-8ccc-0123456789ab | /session",
                "a changed word | {\"system\":\"Be #.\"} | polite | brief | ",
                "a small number | {\"system\":\"At most # words\"} | 30 | 50 | ",
                "a word beside a date | {\"system\":\"On 2026-01-31 be very #.\"} | polite | brief | "
            })
    void what_often_changes_without_meaning_may_be_ignored(
            String name, String body, String recorded, String now, String pointer) {
        assertThat(difference(body.replace("#", recorded), body.replace("#", now))
                        .ignorable())
                .isEqualTo(pointer == null ? List.of() : List.of(pointer));
    }

    @Test
    void nothing_is_to_be_ignored_when_something_else_differs_too() {
        assertThat(difference(
                                chat(message("system", "be brief"), message("tool", "sunny")),
                                chat(message("system", "be polite"), message("tool", "rainy")))
                        .ignorable())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | {\"messages\":[{\"role\":\"user\"}]}",
                "2 | {\"messages\":[{\"role\":\"user\"},{\"role\":\"assistant\"},{\"role\":\"tool\"}]}",
                "3 | {\"contents\":[{\"role\":\"user\"},{\"role\":\"model\"},{\"role\":\"user\"},{\"role\":\"model\"},{\"role\":\"user\"}]}",
                "2 | {\"input\":[{\"role\":\"user\"},{\"type\":\"reasoning\"},{\"type\":\"function_call\"},{\"type\":\"function_call\"},{\"type\":\"function_call_output\"}]}",
                "1 | {\"input\":\"text\"}",
                "1 | [1,2]",
                "1 | no json"
            })
    void the_turn_is_one_more_than_the_answers_so_far(int turn, String body) {
        assertThat(RequestDifference.turn(request(body))).isEqualTo(turn);
    }

    @Test
    void the_closest_of_several_shares_most_words() {
        RecordedRequest other = request(chat(message("user", "Where is my parcel?")));
        RecordedRequest longer = request(
                chat(message("user", "Can I return it late?"), message("assistant", "No."), message("user", "Why?")));
        RecordedRequest near = request(chat(message("user", "Can I return it?")));
        assertThat(RequestDifference.closest(
                        List.of(other, longer, near), request(chat(message("user", "Can I send it back?")))))
                .contains(near);
        assertThat(RequestDifference.closest(List.of(), near)).isEmpty();
    }

    /** Linear, or the test would not end: comparing all of it word by word is the square of 200,000. */
    @Test
    @Timeout(20)
    void long_texts_with_nothing_in_common_end() {
        String before = "alpha beta ".repeat(100_000);
        String after = "gamma delta ".repeat(100_000);
        assertThat(difference("{\"p\":\"" + before + "\"}", "{\"p\":\"" + after + "\"}")
                        .lines())
                .singleElement()
                .asString()
                .hasSizeLessThan(400);
        String many = "[" + "1,".repeat(100_000) + "1]";
        assertThat(difference("{\"p\":" + many + "}", "{\"p\":" + many.replace('1', '2') + "}")
                        .lines())
                .hasSize(100_001);
    }

    @Test
    void a_time_within_a_message_is_for_a_normaliser() {
        assertThat(difference(chat(message("system", "It is 12:00.")), chat(message("system", "It is 12:30.")))
                        .normalisable())
                .isTrue();
        assertThat(difference(chat(message("system", "Be polite.")), chat(message("system", "Be brief.")))
                        .normalisable())
                .isFalse();
    }
}
