package io.github.junitllm.cassette;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.cassette.CassetteLine.BadLine;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts a body into a line and back: as {@code json} when writing the tree again gives the same bytes, as {@code text}
 * when it is UTF-8, as {@code base64} otherwise; large ones as a {@code file} beside the cassette, named by its hash.
 */
final class BodyFiles {

    private static final int LARGEST_INLINE = 16 * 1024;
    /** The only names we read, so that a cassette cannot point anywhere else. */
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}\\.body");

    private final Path directory;
    private final Path unfinished;

    /** Makes the body files of a cassette, which are beside it. */
    BodyFiles(Path cassette) {
        this.directory = AtomicFiles.folderOf(cassette);
        this.unfinished = AtomicFiles.unfinished(cassette);
    }

    ObjectNode write(ObjectNode line, Body body) {
        if (body.isEmpty()) {
            return line;
        }
        if (body.size() > LARGEST_INLINE) {
            return line.put("file", save(body));
        }
        Optional<String> text = body.exactText();
        if (text.isEmpty()) {
            return line.put("base64", Base64.getEncoder().encodeToString(body.bytes()));
        }
        Optional<JsonNode> json = Json.tryRead(text.get())
                .filter(JsonNode::isContainerNode)
                .filter(tree -> Json.write(tree).equals(text.get()));
        return json.isPresent() ? line.set("json", json.get()) : line.put("text", text.get());
    }

    /**
     * Writes a request's body. It is compared by value and never sent again, so JSON is written as such however it was
     * spelled: people read it in a diff.
     */
    ObjectNode writeRequest(ObjectNode line, Body body) {
        Optional<JsonNode> json = body.size() > LARGEST_INLINE
                ? Optional.empty()
                : body.exactText()
                        .flatMap(Json::tryRead)
                        .filter(JsonNode::isContainerNode)
                        .filter(tree -> UTF_8.newEncoder().canEncode(Json.write(tree)));
        return json.isPresent() ? line.set("json", json.get()) : write(line, body);
    }

    Body read(JsonNode line) {
        if (line.has("json")) {
            return Body.of(Json.write(line.get("json")));
        }
        if (line.has("text")) {
            return Body.of(CassetteLine.text(line, "text"));
        }
        if (line.has("base64")) {
            try {
                return Body.of(Base64.getDecoder().decode(CassetteLine.text(line, "base64")));
            } catch (IllegalArgumentException notBase64) {
                throw new BadLine("the member \"base64\" is not base64");
            }
        }
        return line.has("file") ? load(CassetteLine.text(line, "file")) : Body.EMPTY;
    }

    private String save(Body body) {
        String name = Sha256.hex(body.bytes()) + ".body";
        Path file = directory.resolve(name);
        try {
            if (!Files.exists(file)) {
                AtomicFiles.replace(unfinished, file, body.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name;
    }

    private Body load(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BadLine("the member \"file\" must be a SHA-256 hash with the ending .body");
        }
        Body body;
        try {
            body = Body.of(Files.readAllBytes(directory.resolve(name)));
        } catch (IOException e) {
            throw new BadLine("the body file %s beside it cannot be read".formatted(name));
        }
        if (!name.equals(Sha256.hex(body.bytes()) + ".body")) {
            throw new BadLine("the body file %s beside it was changed: its content has another hash".formatted(name));
        }
        return body;
    }
}
