package io.github.junitllm.usage;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.price.TokenCount;
import io.github.junitllm.price.TokenCount.Certainty;
import io.github.junitllm.price.TokenCounter;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The tokens of a prompt by part, counted here: what a provider adds of its own (a frame around each message, a text about tools)
 * is in none of them.
 *
 * @param tokens tokens by part, 0 for a part that is not there
 * @param exact whether the encoding is that of the model, else that of another one
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record PromptParts(Map<PromptPart, Long> tokens, boolean exact) {

    /** Copies the map. */
    public PromptParts {
        EnumMap<PromptPart, Long> all = new EnumMap<>(PromptPart.class);
        for (PromptPart part : PromptPart.values()) {
            all.put(part, tokens.getOrDefault(part, 0L));
        }
        tokens = Collections.unmodifiableMap(all);
    }

    /**
     * Takes a prompt apart.
     *
     * @param passages texts that were retrieved, as they stand in the messages; one that is not found counts nowhere
     */
    public static PromptParts of(LlmCall call, Collection<String> passages) {
        Counter counter = new Counter(call);
        List<String> longestFirst = passages.stream()
                .filter(passage -> !passage.isBlank())
                .distinct()
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
        int lastQuestion = lastQuestion(call.messages());
        for (int i = 0; i < call.messages().size(); i++) {
            Message message = call.messages().get(i);
            counter.add(part(message.role(), i < lastQuestion), message, longestFirst);
        }
        counter.add(PromptPart.TOOL_DEFINITIONS, call.toolDefinitions());
        return new PromptParts(counter.tokens, counter.exact);
    }

    private static int lastQuestion(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role().equals("user")) {
                return i;
            }
        }
        return 0;
    }

    private static PromptPart part(String role, boolean earlier) {
        return switch (role) {
            case "system", "developer" -> PromptPart.SYSTEM;
            case "tool" -> PromptPart.TOOL_RESULTS;
            default -> earlier ? PromptPart.HISTORY : PromptPart.QUESTION;
        };
    }

    /** Returns the tokens of all parts together. */
    public long total() {
        return tokens.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the share of a part, 0 to 1; 0 for an empty prompt. */
    public double share(PromptPart part) {
        return total() == 0 ? 0 : (double) tokens.getOrDefault(part, 0L) / total();
    }

    /** Returns for example {@code about 620 tokens: system 120 (19 %), question 500 (81 %)}. */
    @Override
    public String toString() {
        return (exact ? "" : "about ") + total() + " tokens: "
                + tokens.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> String.format(
                                Locale.ROOT,
                                "%s %d (%.0f %%)",
                                entry.getKey().words(),
                                entry.getValue(),
                                100 * share(entry.getKey())))
                        .collect(Collectors.joining(", "));
    }

    private static final class Counter {

        private final Map<PromptPart, Long> tokens = new EnumMap<>(PromptPart.class);
        private final String upstream;
        private final String model;
        private boolean exact = true;

        Counter(LlmCall call) {
            this.upstream = call.provider();
            this.model = call.requestModel().orElse("");
        }

        void add(PromptPart part, Message message, List<String> passages) {
            String rest = message.text();
            for (String passage : passages) {
                int at = rest.indexOf(passage);
                if (at >= 0) {
                    add(PromptPart.RETRIEVAL, passage);
                    rest = rest.substring(0, at) + rest.substring(at + passage.length());
                }
            }
            add(part, rest);
            for (ToolCall call : message.toolCalls()) {
                add(part, call.name() + call.arguments());
            }
        }

        void add(PromptPart part, String text) {
            TokenCount count = TokenCounter.text(upstream, model, text);
            tokens.merge(part, count.tokens(), Long::sum);
            exact &= count.certainty() == Certainty.EXACT;
        }
    }
}
