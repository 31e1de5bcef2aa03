package io.github.junitllm.provider;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apiguardian.api.API;

/** All readers at hand: those registered as services first, then ours. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class CallReaders {

    private static final List<CallReader> ALL = load();

    private CallReaders() {}

    /** Reads an exchange, empty when no reader knows its API; it is then replayed as opaque bytes. */
    public static Optional<LlmCall> read(Exchange exchange) {
        return ALL.stream()
                .filter(reader -> reader.reads(exchange.request()))
                .findFirst()
                .map(reader -> reader.read(exchange));
    }

    private static List<CallReader> load() {
        List<CallReader> readers = new ArrayList<>();
        ServiceLoader.load(CallReader.class).forEach(readers::add);
        readers.add(new OpenAiChatReader());
        readers.add(new OpenAiResponsesReader());
        readers.add(new AnthropicMessagesReader());
        readers.add(new GeminiReader());
        readers.add(new CohereChatReader());
        readers.add(new CohereV1Reader());
        readers.add(new OllamaReader());
        readers.add(new CompletionsReader());
        readers.add(new BedrockConverseReader());
        readers.add(new BedrockInvokeReader());
        readers.add(new EmbeddingsReader());
        return List.copyOf(readers);
    }
}
