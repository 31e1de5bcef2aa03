package io.github.junitllm.fault;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.stream.ServerSentEvent;
import java.util.List;
import java.util.stream.IntStream;

/** Damage to the bytes of an answer, whatever its API. */
final class Damage {

    private Damage() {}

    /** In the longest run of plain characters, which is text where there is any. */
    static RecordedResponse invalidUtf8(RecordedResponse response) {
        if (response.isStreamed()) {
            int longest = IntStream.range(0, response.events().size())
                    .boxed()
                    .max((a, b) -> Integer.compare(
                            longestRun(raw(response, a)).length(),
                            longestRun(raw(response, b)).length()))
                    .orElseThrow();
            return FaultyAnswers.withEvent(response, longest, withBadByte(raw(response, longest)));
        }
        return FaultyAnswers.withBody(response, response.contentType(), withBadByte(response.body()));
    }

    private record Run(int start, int length) {}

    private static Body raw(RecordedResponse response, int index) {
        return response.events().get(index).raw();
    }

    private static Run longestRun(Body body) {
        Run longest = new Run(0, 0);
        byte[] bytes = body.bytes();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            boolean plain = i < bytes.length && (bytes[i] < 0 || (bytes[i] >= ' ' && "\"\\{}[]".indexOf(bytes[i]) < 0));
            if (!plain) {
                longest = i - start > longest.length() ? new Run(start, i - start) : longest;
                start = i + 1;
            }
        }
        return longest;
    }

    private static Body withBadByte(Body body) {
        Run run = longestRun(body);
        if (run.length() == 0) {
            throw new InapplicableFaultException(
                    "INVALID_UTF8 has nothing to damage: the answer has no text of two characters or more");
        }
        int at = run.start() + run.length() / 2;
        byte[] bytes = body.bytes();
        byte[] bad = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, bad, 0, at);
        bad[at] = (byte) 0xff;
        System.arraycopy(bytes, at, bad, at + 1, bytes.length - at);
        return Body.of(bad);
    }

    static RecordedResponse malformedJson(RecordedResponse response) {
        if (!response.isStreamed()) {
            return FaultyAnswers.withBody(
                    response, response.contentType(), withoutLastBracket(response.body(), isJson(response.body())));
        }
        List<Integer> json = IntStream.range(0, response.events().size())
                .filter(index -> isJson(raw(response, index)))
                .boxed()
                .toList();
        int middle = json.isEmpty() ? 0 : json.get(json.size() / 2);
        return FaultyAnswers.withEvent(response, middle, withoutLastBracket(raw(response, middle), !json.isEmpty()));
    }

    private static boolean isJson(Body body) {
        String text = ServerSentEvent.parse(body).map(ServerSentEvent::data).orElseGet(body::text);
        return Json.tryRead(text).filter(node -> node.isContainerNode()).isPresent();
    }

    private static Body withoutLastBracket(Body body, boolean isJson) {
        if (!isJson) {
            throw new InapplicableFaultException(
                    "MALFORMED_JSON has nothing to damage: the answer is no JSON; CUT_STREAM and INVALID_UTF8 damage any answer");
        }
        byte[] bytes = body.bytes();
        int at = bytes.length - 1;
        while (bytes[at] != '}' && bytes[at] != ']') {
            at--;
        }
        byte[] bad = new byte[bytes.length - 1];
        System.arraycopy(bytes, 0, bad, 0, at);
        System.arraycopy(bytes, at + 1, bad, at, bad.length - at);
        return Body.of(bad);
    }
}
