package io.github.junitllm.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientJsonTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"qty\": 2,} | {\"qty\":2} | trailing comma at 1:11",
                "[1 2] | [1,2] | missing comma at 1:4",
                "{'a': 'b'} | {\"a\":\"b\"} | quotes other than \" at 1:2; quotes other than \" at 1:7",
                "{a: 1} | {\"a\":1} | member without quotes at 1:2",
                "{\"a\": 1 | {\"a\":1} | object not closed at 1:1",
                "[True, None] | [true,null] | word of another language at 1:2; word of another language at 1:8",
                "{\"a\": 1} // ready | {\"a\":1} | comment at 1:10",
                "[1, 2, ...] | [1,2] | ellipsis at 1:8; trailing comma at 1:11",
                "{\"a\": .5} | {\"a\":0.5} | number without a digit before or after its point at 1:7",
                "{\"say\": \"a \"b\" c\"} | {\"say\":\"a \\\"b\\\" c\"} | quote within a text at 1:12; quote within a text at 1:14",
                "{\"a\": \"b, \"c\": 1} | {\"a\":\"b\",\"c\":1} | text not closed at 1:7",
                "{\"a\": } | {\"a\":null} | missing value at 1:7",
                "{\"a\":\"b,c,} | {\"a\":\"b,c\"} | text not closed at 1:6; trailing comma at 1:11",
                "{\"x\": \"an {\"in\": \"side\"}, really\"} | {\"x\":\"an {\\\"in\\\": \\\"side\\\"}, really\"} | quote within a text at 1:12; quote within a text at 1:15; quote within a text at 1:18; quote within a text at 1:23",
                "Sure! Here it is: {\"a\": 1} Anything else? | {\"a\":1} | text before the JSON; text after the JSON",
                "{\\\"a\\\": \\\"b\\\"} | {\"a\":\"b\"} | escaped twice",
                "{\"r\": \"^\\s+$\"} | {\"r\":\"^\\\\s+$\"} | unknown escape at 1:9",
            })
    void what_was_meant_is_read_and_every_mend_is_named(String text, String json, String mends) {
        LenientJson.Reading reading = LenientJson.read(text);

        assertThat(reading.json()).isEqualTo(json);
        assertThat(String.join("; ", reading.mends())).isEqualTo(mends);
    }

    @Test
    void a_code_fence_is_taken_off_and_strict_json_is_left_as_it_is() {
        assertThat(LenientJson.read("```json\n{\"a\": 1}\n```"))
                .isEqualTo(new LenientJson.Reading("{\"a\":1}", List.of("code fence")));
        assertThat(LenientJson.read("{\"a\": 1.50}")).isEqualTo(new LenientJson.Reading("{\"a\": 1.50}", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{\"a\": 2}foo", "\"\\uZZ\"", "}", "]"})
    void what_is_no_value_at_all_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LenientJson.read(text))
                .withMessageStartingWith("cannot be read as JSON, not even leniently: ");
    }

    @Test
    void a_mended_answer_says_so_in_every_failure() {
        JsonAssert.assertThatJson("{\"qty\": 2,}").readLeniently().hasValue("/qty", 2);
        assertThatThrownBy(() -> JsonAssert.assertThatJson("{\"qty\": 2,}")
                        .readLeniently()
                        .hasValue("/qty", 3))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("[read leniently (trailing comma at 1:11)] ");
        assertThatThrownBy(() -> JsonAssert.assertThatJson("").readLeniently())
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "required JSON, at least nearly; it cannot be read as JSON, not even leniently: no value: ");
    }

    /** Whatever comes: read to strict JSON, or refused, and soon. */
    @Test
    void generated_damage_is_read_or_refused() {
        Random random = new Random(20261125);
        String signs = "{}[]\",:'` \n\\/*#ab1.-+(){}truefalse“…u";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            try {
                assertThat(StrictJson.read(LenientJson.read(text.toString()).json()))
                        .as(text.toString())
                        .isInstanceOf(JsonReading.Valid.class);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("cannot be read as JSON, not even leniently: ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "\"a,", "'", "[\"a,\"", "{a:\"b,", "a(", "/*", "\"a\", b ", "1"})
    void repetition_ends_in_bounded_work(String part) {
        String text = part.repeat(200_000 / part.length());
        try {
            LenientJson.read(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("cannot be read as JSON, not even leniently: ");
        }
    }
}
