package io.github.junitllm.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.importer.WireRow.BadRow;
import io.github.junitllm.server.Upstreams;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** One interaction of a vcrpy cassette, or of one of Ruby's VCR, which wraps the body of a request too. */
final class VcrInteraction {

    private static final int LARGEST_BODY = 16 * 1024 * 1024;

    private final JsonNode interaction;

    VcrInteraction(JsonNode interaction) {
        this.interaction = interaction;
    }

    WireRow row(String id, String cassette, ImportTarget target) {
        JsonNode request = object("request");
        JsonNode response = object("response");
        SortedMap<String, String> asked = headers(request, "request");
        SortedMap<String, String> answered = headers(response, "response");
        return new WireRow(
                id,
                target.citation().source(),
                target.citation().licence(),
                cassette,
                target.caseId(),
                1,
                false,
                "",
                text(request, "request", "method").toUpperCase(Locale.ROOT),
                uri(request),
                asked.getOrDefault("content-type", ""),
                body(request, "request", asked),
                status(response),
                answered.getOrDefault("content-type", ""),
                answered,
                body(response, "response", answered),
                target.citation().simulated());
    }

    private JsonNode object(String member) {
        JsonNode value = interaction.path(member);
        if (!value.isObject()) {
            throw new BadRow(member, "an object", value);
        }
        return value;
    }

    private static String text(JsonNode parent, String place, String member) {
        JsonNode value = parent.path(member);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new BadRow(place + "." + member, "a text that is not blank", value);
        }
        return value.asText();
    }

    private static String uri(JsonNode request) {
        String uri = text(request, "request", "uri");
        if (UpstreamOfUrl.of(uri, Upstreams.known()).isEmpty()) {
            throw new BadRow("request.uri", "an http or https URL", request.path("uri"));
        }
        return uri;
    }

    private static int status(JsonNode response) {
        JsonNode status = response.path("status");
        JsonNode code = status.isObject() ? status.path("code") : status;
        if (!code.isInt() || code.intValue() < 200 || code.intValue() > 599) {
            throw new BadRow("response.status.code", "an HTTP status from 200 to 599", code);
        }
        return code.intValue();
    }

    private static SortedMap<String, String> headers(JsonNode part, String place) {
        SortedMap<String, String> headers = new TreeMap<>();
        part.path("headers").properties().forEach(header -> {
            JsonNode value = header.getValue().isArray() ? header.getValue().path(0) : header.getValue();
            // Of headers only a few are kept, and those are texts of one line.
            if (value.isTextual()) {
                String name = header.getKey().toLowerCase(Locale.ROOT);
                if (value.asText().chars().anyMatch(c -> c < ' ' && c != '\t')) {
                    throw new BadRow("%s.headers.%s".formatted(place, header.getKey()), "a text of one line", value);
                }
                headers.put(name, value.asText());
            }
        });
        return headers;
    }

    private static Body body(JsonNode part, String place, SortedMap<String, String> headers) {
        JsonNode parsed = part.path("parsed_body");
        if (!parsed.isMissingNode() && !parsed.isNull()) {
            return Body.of(Json.write(parsed));
        }
        JsonNode body = part.path("body");
        String member = place + ".body";
        if (body.isObject()) {
            JsonNode base64 = body.path("base64_string");
            body = base64.isTextual() ? binary(member + ".base64_string", base64) : body.path("string");
            member += base64.isTextual() ? ".base64_string" : ".string";
        }
        return plain(member, bytes(member, body), headers.getOrDefault("content-encoding", ""));
    }

    private static JsonNode binary(String member, JsonNode base64) {
        try {
            return BinaryNode.valueOf(Base64.getDecoder().decode(base64.asText().replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            throw new BadRow(member, "base64", base64);
        }
    }

    private static Body bytes(String member, JsonNode value) {
        if (value instanceof BinaryNode binary) {
            return Body.of(binary.binaryValue());
        }
        if (value.isMissingNode() || value.isNull()) {
            return Body.EMPTY;
        }
        if (!value.isValueNode()) {
            throw new BadRow(member, "a text, !!binary or null", value);
        }
        return Body.of(value.asText());
    }

    /** A cassette may say that a body is compressed although it was unpacked before it was written. */
    private static Body plain(String member, Body body, String encoding) {
        byte[] bytes = body.bytes();
        if (bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
            try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                byte[] plain = unpacked.readNBytes(LARGEST_BODY + 1);
                if (plain.length > LARGEST_BODY) {
                    throw new BadRow("the member \"%s\" unpacks to more than 16 MB".formatted(member));
                }
                return Body.of(plain);
            } catch (IOException e) {
                throw new BadRow("the member \"%s\" is no whole gzip: %s".formatted(member, e.getMessage()));
            }
        }
        Optional<String> text = body.exactText();
        if (text.isEmpty() && !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            throw new BadRow(
                    "the member \"%s\" is compressed with %s, and only gzip is read; record it with decode_compressed_response=True"
                            .formatted(member, encoding));
        }
        return body;
    }
}
