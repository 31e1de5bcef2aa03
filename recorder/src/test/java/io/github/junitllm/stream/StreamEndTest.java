package io.github.junitllm.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.Body;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamEndTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: [DONE]\n\n",
                "data: [DONE]\r\n\r\n",
                "event: message_stop\ndata: {\"type\":\"message_stop\"             }\n\n",
                "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{}}\n\n",
                "data: {\"type\":\"message-end\"}\n\n",
                "{\"model\":\"m\",\"done\":true,\"done_reason\":\"stop\"}\n",
                "{\"is_finished\":true,\"event_type\":\"stream-end\"}\n"
            })
    void nothing_follows(String event) {
        assertThat(StreamEnd.isLast(Body.of(event))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[{\"delta\":{\"content\":\"[DONE]\"}}]}\n\n",
                "data: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"message_stop\"}}\n\n",
                "{\"message\":{\"content\":\"\\\"done\\\"\"},\"done\":false}\n",
                "{\"done\":\n",
                ": ping [DONE]\n\n",
                ""
            })
    void something_may_follow(String event) {
        assertThat(StreamEnd.isLast(Body.of(event))).isFalse();
    }
}
