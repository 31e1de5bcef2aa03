package io.github.junitllm.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.RecordedResponse;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gives an answer another end, or its tool calls other arguments, as the provider itself would put it on the wire. */
final class Ending {

    private Ending() {}

    static RecordedResponse of(FaultKind kind, Exchange exchange) {
        Dialect dialect = dialect(kind, exchange);
        Documents documents = Documents.of(exchange.response());
        if (dialect instanceof ResponsesDialect responses && documents.areEvents()) {
            new ResponsesStream(kind, responses, documents).end();
        } else {
            documents.remove(end(kind, dialect, documents.all()));
        }
        return documents.answer();
    }

    static RecordedResponse brokenArguments(Exchange exchange) {
        Dialect dialect = dialect(FaultKind.BROKEN_TOOL_ARGUMENTS, exchange);
        Documents documents = Documents.of(exchange.response());
        Map<String, List<Place>> wholes = new LinkedHashMap<>();
        documents.all().stream()
                .flatMap(document -> dialect.arguments(document).stream())
                .forEach(place -> wholes.computeIfAbsent(place.whole(), none -> new ArrayList<>())
                        .add(place));
        if (wholes.isEmpty()) {
            throw new InapplicableFaultException(
                    "BROKEN_TOOL_ARGUMENTS has nothing to break: the answer has no tool call with arguments");
        }
        wholes.values().forEach(Ending::breakUp);
        return documents.answer();
    }

    private static Dialect dialect(FaultKind kind, Exchange exchange) {
        if (exchange.response()
                .contentType()
                .toLowerCase(Locale.ROOT)
                .startsWith("application/vnd.amazon.eventstream")) {
            throw new InapplicableFaultException(
                    "%s cannot be put into a binary AWS event stream; use a call that is not streamed".formatted(kind));
        }
        return Dialect.of(exchange)
                .orElseThrow(() -> new InapplicableFaultException(
                        "%s is not known for this API; it is for chat completions, completions and responses of OpenAI, Anthropic, Gemini, Ollama, Cohere 2 and Bedrock"
                                .formatted(kind)));
    }

    private static void breakUp(List<Place> places) {
        places.stream().filter(Place::isObject).forEach(place -> {
            ObjectNode arguments = (ObjectNode) place.parent().path(place.member());
            arguments.properties().forEach(member -> member.setValue(broken()));
        });
        List<Place> texts = places.stream().filter(place -> !place.isObject()).toList();
        int left = length(texts) / 2;
        for (Place text : texts) {
            int length = text.length();
            text.keep(left);
            left -= Math.min(left, length);
        }
    }

    private static ObjectNode broken() {
        return Json.MAPPER.createObjectNode().put("junit_llm", "broken");
    }

    static int length(List<Place> places) {
        return places.stream().mapToInt(Place::length).sum();
    }

    /** How many characters of the text stay. */
    static int kept(FaultKind kind, int length) {
        if (kind != FaultKind.TRUNCATED) {
            return 0;
        }
        if (length < 2) {
            throw new InapplicableFaultException(
                    "TRUNCATED has nothing to cut: the answer has no text of two characters or more");
        }
        return length / 2;
    }

    /** Changes the documents of an answer, and returns the numbers of those that have to go. */
    static BitSet end(FaultKind kind, Dialect dialect, List<ObjectNode> documents) {
        if (documents.stream().noneMatch(dialect::ends)) {
            throw new InapplicableFaultException(
                    "%s cannot be put into an answer that does not say why it ended".formatted(kind));
        }
        int left = kept(
                kind,
                documents.stream()
                        .mapToInt(document -> length(dialect.texts(document)))
                        .sum());
        boolean cut = left == 0;
        Optional<ObjectNode> cutIn = Optional.empty();
        BitSet gone = new BitSet();
        for (int number = 0; number < documents.size(); number++) {
            ObjectNode document = documents.get(number);
            boolean ends = dialect.ends(document);
            if (cut && (dialect.isOrphan(document, cutIn) || (!ends && dialect.bringsContent(document)))) {
                gone.set(number);
                continue;
            }
            for (Place place : dialect.texts(document)) {
                int length = place.length();
                place.keep(left);
                left -= Math.min(left, length);
                cutIn = cut ? cutIn : Optional.of(document);
            }
            cut = left == 0;
            if (cut) {
                dialect.strip(document);
            }
            if (ends && !dialect.end(document, kind)) {
                throw new InapplicableFaultException("this API has no such end as %s".formatted(kind));
            }
        }
        return gone;
    }
}
