package io.github.junitllm.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRedactorTest {

    private static final String KEY = "gsk_" + "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY".repeat(2);

    private final StreamRedactor redactor = Redactor.knowing(List.of("known-value-of-ours")).stream();

    private List<String> redacted(List<String> events) {
        List<StreamEvent> all = new ArrayList<>();
        events.forEach(event -> all.addAll(redactor.add(new StreamEvent(1, Body.of(event)))));
        all.addAll(redactor.end());
        return all.stream().map(event -> event.raw().text()).toList();
    }

    private static String delta(String text) {
        return delta(0, text);
    }

    private static String delta(int index, String text) {
        return "data: {\"choices\":[{\"index\":%d,\"delta\":{\"content\":%s}}]}\n\n"
                .formatted(index, Json.write(Json.MAPPER.getNodeFactory().textNode(text)));
    }

    private static String joined(List<String> events, int index) {
        return events.stream()
                .map(event -> Json.tryRead(event.replaceFirst("^data: ", "")).orElseThrow())
                .map(json -> json.at("/choices/0"))
                .filter(choice -> choice.path("index").asInt() == index)
                .map(choice -> choice.at("/delta/content").asText())
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 67})
    void a_key_in_pieces_of_any_size_goes_and_all_events_stay(int size) {
        String text = "the key: " + KEY + ", and more";
        List<String> events = new ArrayList<>();
        for (int from = 0; from < text.length(); from += size) {
            events.add(delta(text.substring(from, Math.min(text.length(), from + size))));
        }
        List<String> redacted = redacted(events);
        assertThat(redacted).hasSameSizeAs(events);
        assertThat(joined(redacted, 0)).isEqualTo("the key: [REDACTED], and more");
    }

    @Test
    void known_values_and_named_values_in_pieces_go_too() {
        assertThat(joined(redacted(List.of(delta("a known-val"), delta("ue-of"), delta("-ours b"))), 0))
                .isEqualTo("a [REDACTED] b");
    }

    @Test
    void tool_arguments_in_pieces_are_json_whose_members_count() {
        List<String> pieces = List.of("{\"user\":\"u\",\"pass", "word\":\"co", "rrect ho", "rse\",\"n\":", "1}");
        assertThat(joined(
                        redacted(pieces.stream().map(StreamRedactorTest::delta).toList()), 0))
                .isEqualTo("{\"user\":\"u\",\"password\":\"[REDACTED]\",\"n\":1}");
    }

    @Test
    void texts_that_run_in_parallel_are_joined_each_by_itself() {
        List<String> redacted = redacted(List.of(
                delta(0, "see " + KEY.substring(0, 12)),
                delta(1, "and " + KEY.substring(0, 30)),
                delta(0, KEY.substring(12) + " a"),
                delta(1, KEY.substring(30) + " b")));
        assertThat(joined(redacted, 0)).isEqualTo("see [REDACTED] a");
        assertThat(joined(redacted, 1)).isEqualTo("and [REDACTED] b");
    }

    @Test
    void pieces_with_an_index_that_only_counts_are_joined_all_the_same() {
        List<String> redacted = redacted(
                List.of(delta(0, KEY.substring(0, 12)), delta(1, KEY.substring(12, 40)), delta(2, KEY.substring(40))));
        assertThat(String.join("", redacted)).doesNotContain(KEY.substring(12, 40), KEY.substring(40));
    }

    @Test
    void text_that_is_no_json_is_joined_too() {
        assertThat(redacted(
                        List.of("data: see " + KEY.substring(0, 20) + "\n\n", "data: " + KEY.substring(20) + "\n\n")))
                .containsExactly("data: see [REDACTED]\n\n", "data: \n\n");
    }

    @Test
    void what_holds_no_secret_keeps_its_bytes() {
        List<String> events = List.of(
                ": comment\r\n\r\n",
                "event: x\r\ndata: {\"a\" : \"b\\u00e4\",  \"n\":1.50}\r\n\r\n",
                "data: [DONE]\n\n",
                "data: {\"broken\n\n",
                "\n",
                "id: 7\nretry: 10\n\n");
        assertThat(redacted(events)).isEqualTo(events);
        assertThat(redactor.suspicion()).isEmpty();
    }

    /** Long streams are settled as they go; a key at the border of two settled stretches is found all the same. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 500, 1200, 1250})
    void a_long_stream_is_given_out_as_it_goes(int keyAt) {
        List<StreamEvent> settled = new ArrayList<>();
        int fed = 0;
        int mostHeld = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean key = i % 1300 >= keyAt && i % 1300 < keyAt + 4;
            String text = key ? KEY.substring((i % 1300 - keyAt) * 17, (i % 1300 - keyAt + 1) * 17) : " word " + i;
            String before = i % 1300 == keyAt ? " " : "";
            settled.addAll(redactor.add(
                    new StreamEvent(i, Body.of(delta(before + text + (i % 1300 == keyAt + 3 ? " " : ""))))));
            fed++;
            mostHeld = Math.max(mostHeld, fed - settled.size());
        }
        // 60 bytes an event: a stretch is 256 kB, and what is not settled another 8 kB of text.
        assertThat(mostHeld).isBetween(1_000, 12_000);
        settled.addAll(redactor.end());
        assertThat(settled).hasSize(20_000);
        String all = joined(settled.stream().map(event -> event.raw().text()).toList(), 0);
        assertThat(all).contains("[REDACTED]").doesNotContain(KEY.substring(20, 40), KEY.substring(51));
        assertThat(IntStream.range(0, 20_000).allMatch(i -> settled.get(i).atMillis() == i))
                .isTrue();
    }

    @Test
    void a_key_that_goes_on_after_its_start_was_given_out_is_suspicious() {
        List<StreamEvent> settled = new ArrayList<>(
                redactor.add(new StreamEvent(0, Body.of("data: {\"a\":\"" + KEY.substring(0, 20) + "\"}\n\n"))));
        for (int i = 0; i < 3_000; i++) {
            settled.addAll(
                    redactor.add(new StreamEvent(0, Body.of("data: {\"b\":\"" + "word ".repeat(60) + "\"}\n\n"))));
        }
        assertThat(settled).isNotEmpty();
        redactor.add(new StreamEvent(0, Body.of("data: {\"a\":\"" + KEY.substring(20) + "\"}\n\n")));
        redactor.end();
        assertThat(redactor.suspicion()).hasValueSatisfying(suspicion -> assertThat(suspicion.message("the answer"))
                .startsWith("not stored: the answer holds Groq key at event 1 /a, 68 characters")
                .doesNotContain(KEY.substring(0, 6)));
    }

    @Test
    void random_text_in_pieces_is_suspicious_and_named_by_event_and_pointer() {
        String random = "q7Xz2Lp9" + "Wv4Kt8Rb1Nc6Jh3Fd5Gs0Mv";
        List<String> events = new ArrayList<>(List.of(delta("it is ")));
        random.chars().forEach(c -> events.add(delta(Character.toString(c))));
        redacted(events);
        assertThat(redactor.suspicion()).hasValueSatisfying(suspicion -> {
            assertThat(suspicion.place()).isEqualTo("event 2 /choices/0/delta/content");
            assertThat(suspicion.beginning()).isEqualTo("q7Xz");
        });
    }

    /** Gemini without server-sent events answers with one array of parts. */
    @Test
    void a_key_in_pieces_over_the_elements_of_an_array_goes() {
        String body =
                "[{\"text\":\"see " + KEY.substring(0, 20) + "\"},\n {\"text\":\"" + KEY.substring(20) + " ok\"}]";
        assertThat(Redactor.knowing(List.of()).body(Body.of(body)).text())
                .isEqualTo("[{\"text\":\"see [REDACTED]\"},\n {\"text\":\" ok\"}]");
    }

    @Test
    void thousands_of_places_cost_no_more_memory_than_a_few() {
        List<String> events = IntStream.range(0, 5_000)
                .mapToObj(i -> "data: {\"p" + i + "\":\"" + "x ".repeat(100) + "\"}\n\n")
                .toList();
        assertThat(redacted(events)).isEqualTo(events);
    }
}
