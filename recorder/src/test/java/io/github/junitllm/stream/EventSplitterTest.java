package io.github.junitllm.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.Body;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSplitterTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void all_three_line_ends_of_the_standard_end_an_event(String end) {
        String first = "event: a" + end + "data: 1" + end + end;
        String second = ": comment" + end + end;
        assertThat(split(first + second + "data: 2")).containsExactly(first, second, "data: 2");
    }

    @Test
    void the_borders_do_not_depend_on_the_chunks() {
        String stream = "data: é\r\n\r\ndata: 2\n\n\ndata: 3\r\rdata: 4\n\n";
        List<String> whole = split(stream);
        byte[] bytes = Body.of(stream).bytes();
        for (int size = 1; size <= bytes.length; size++) {
            EventSplitter splitter = EventSplitter.ofServerSentEvents();
            List<String> events = new ArrayList<>();
            for (int at = 0; at < bytes.length; at += size) {
                byte[] chunk = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
                splitter.feed(chunk, chunk.length).forEach(event -> events.add(event.text()));
            }
            splitter.rest().ifPresent(event -> events.add(event.text()));
            assertThat(events).as("chunks of %d", size).isEqualTo(whole);
            assertThat(String.join("", events)).isEqualTo(stream);
        }
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_field() {
        assertThat(ServerSentEvent.parse(Body.of("\uFEFFdata: 1\n\n"))).contains(new ServerSentEvent("message", "1"));
    }

    @Test
    void data_lines_are_joined_and_comments_carry_nothing() {
        assertThat(ServerSentEvent.parse(Body.of("event: x\r\ndata:1\r\n:c\r\ndata\r\ndata:  2\r\n\r\n")))
                .contains(new ServerSentEvent("x", "1\n\n 2"));
        assertThat(ServerSentEvent.parse(Body.of(": ping\n\n"))).isEmpty();
    }

    private static List<String> split(String stream) {
        return EventSplitter.ofServerSentEvents().splitAll(Body.of(stream)).stream()
                .map(Body::text)
                .toList();
    }
}
