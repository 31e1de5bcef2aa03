package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;

/** The one way the recorder reads and writes JSON: numbers exact, one document, bounded depth. */
@API(status = INTERNAL, since = "0.1")
public final class Json {

    private static final int DEEPEST = 500;

    /** The mapper, configured once; treat it as read-only. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(200_000_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** Reads a document, empty when the text is not exactly one JSON document. */
    public static Optional<JsonNode> tryRead(String text) {
        try {
            JsonNode node = read(text);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** Reads a document; a missing node when the text is blank. */
    public static JsonNode read(String text) throws JsonProcessingException {
        try {
            return MAPPER.readTree(text);
        } catch (NumberFormatException exponentOutOfRange) {
            // Jackson lets this one through: 1e99999999999 is JSON, but no number that we could hold.
            throw new JsonParseException(null, exponentOutOfRange.getMessage(), exponentOutOfRange);
        }
    }

    /** Writes a document without white space. */
    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree that cannot be written", impossible);
        }
    }

    /** Writes a document without white space, in UTF-8, and ends its line. */
    public static byte[] writeLine(JsonNode node) {
        try {
            byte[] document = MAPPER.writeValueAsBytes(node);
            byte[] line = Arrays.copyOf(document, document.length + 1);
            line[document.length] = '\n';
            return line;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree that cannot be written", impossible);
        }
    }
}
