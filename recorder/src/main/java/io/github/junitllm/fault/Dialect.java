package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Exchange;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Where one API keeps text, tool calls and the reason of the end, in the objects that an answer or its events are. */
interface Dialect {

    /** The refusal that the model is made to give. */
    String REFUSAL = "I'm sorry, but I can't help with that.";

    /** Returns the visible text in an object, in order. */
    List<Place> texts(ObjectNode document);

    /** Returns the arguments of the application's tool calls in an object. */
    List<Place> arguments(ObjectNode document);

    /** Tells whether an object brings text, a tool call or what belongs to them, so that it goes when the answer is cut before. */
    boolean bringsContent(ObjectNode document);

    /** Tells whether an object says why the answer ended. */
    boolean ends(ObjectNode document);

    /** Takes out of an object that stays what comes after a cut: tool calls, and places of text that the cut has left empty. */
    void strip(ObjectNode document);

    /**
     * Makes an object that ends the answer end it in this way.
     *
     * @return false when the API has no such end
     */
    boolean end(ObjectNode document, FaultKind kind);

    /** Tells whether an object that brings no content still has to go, since what it closes never began. */
    default boolean isOrphan(ObjectNode document, Optional<ObjectNode> cutIn) {
        return false;
    }

    /** Returns the dialect of an answer, nothing where the API's answers cannot be changed. */
    static Optional<Dialect> of(Exchange exchange) {
        Wire wire = Wire.of(exchange.request());
        Documents documents = Documents.of(exchange.response());
        return switch (wire) {
            case OPENAI_CHAT, COMPLETIONS -> Optional.of(new OpenAiDialect());
            case OPENAI_RESPONSES -> Optional.of(new ResponsesDialect());
            case ANTHROPIC -> Optional.of(new AnthropicDialect(documents.all()));
            case GEMINI -> Optional.of(new GeminiDialect());
            case OLLAMA -> Optional.of(new OllamaDialect());
            case COHERE ->
                exchange.request().path().contains("/v2/chat") ? Optional.of(new CohereDialect()) : Optional.empty();
            case BEDROCK -> ofBedrock(documents.all());
            case OTHER -> Optional.empty();
        };
    }

    /** Invoke passes on what the family of the model speaks. */
    private static Optional<Dialect> ofBedrock(List<ObjectNode> documents) {
        if (documents.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode body = documents.get(0);
        return body.has("output") && body.has("stopReason")
                ? Optional.of(new ConverseDialect())
                : body.path("type").asText().equals("message")
                        ? Optional.of(new AnthropicDialect(documents))
                        : body.has("choices") ? Optional.of(new OpenAiDialect()) : Optional.empty();
    }

    static void removeFrom(JsonNode list, Predicate<JsonNode> goes) {
        if (list instanceof ArrayNode array) {
            for (Iterator<JsonNode> each = array.iterator(); each.hasNext(); ) {
                if (goes.test(each.next())) {
                    each.remove();
                }
            }
        }
    }

    static boolean isEmptyText(JsonNode part) {
        return part.path("text").isTextual() && part.path("text").asText().isEmpty();
    }
}
