package io.github.junitllm.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the binary streams of Bedrock ({@code application/vnd.amazon.eventstream}) into messages. A message is: its length
 * and that of its headers (4 bytes each), a checksum, headers, payload, a checksum. Ends at the first that is damaged;
 * checksums are left to the application's client.
 */
final class BedrockEvents {

    private static final int FRAME = 16;
    private static final int STRING = 7;

    private BedrockEvents() {}

    /**
     * A message.
     *
     * @param type what the header {@code :event-type}, for an error {@code :exception-type}, says; else empty
     * @param payload the payload, missing when it is no JSON
     */
    record Message(String type, JsonNode payload) {}

    static List<Message> of(Body body) {
        List<Message> messages = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(body.bytes());
        while (bytes.remaining() >= FRAME) {
            int start = bytes.position();
            int length = bytes.getInt(start);
            int headers = bytes.getInt(start + 4);
            if (length < FRAME || length > bytes.remaining() || headers < 0 || headers > length - FRAME) {
                break;
            }
            String type = type(bytes.slice(start + 12, headers));
            messages.add(new Message(type, payload(bytes.slice(start + 12 + headers, length - FRAME - headers))));
            bytes.position(start + length);
        }
        return messages;
    }

    private static String type(ByteBuffer headers) {
        while (headers.remaining() > 4) {
            Optional<String> name = text(headers, headers.get() & 0xff);
            if (name.isEmpty() || headers.remaining() < 3 || headers.get() != STRING) {
                return "";
            }
            Optional<String> value = text(headers, headers.getShort() & 0xffff);
            if (value.isPresent()
                    && (name.get().equals(":event-type") || name.get().equals(":exception-type"))) {
                return value.get();
            }
        }
        return "";
    }

    private static Optional<String> text(ByteBuffer from, int length) {
        if (length > from.remaining()) {
            return Optional.empty();
        }
        byte[] text = new byte[length];
        from.get(text);
        return Optional.of(new String(text, UTF_8));
    }

    /** Invoke wraps what the model's own API would send into base64. */
    private static JsonNode payload(ByteBuffer payload) {
        JsonNode json = Json.tryRead(UTF_8.decode(payload).toString()).orElse(Json.MAPPER.missingNode());
        if (!json.path("bytes").isTextual()) {
            return json;
        }
        try {
            byte[] wrapped = Base64.getDecoder().decode(json.path("bytes").asText());
            return Json.tryRead(new String(wrapped, UTF_8)).orElse(Json.MAPPER.missingNode());
        } catch (IllegalArgumentException notBase64) {
            return Json.MAPPER.missingNode();
        }
    }
}
