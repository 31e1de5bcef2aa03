package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Provider-neutral view of an exchange with a language model. Names follow the OpenTelemetry GenAI conventions.
 *
 * @param provider {@code gen_ai.provider.name}, for example {@code openai}
 * @param operation {@code gen_ai.operation.name}: {@code chat}, {@code generate_content},
 *     {@code text_completion} or {@code embeddings}
 * @param requestModel model asked for, empty when the request does not say
 * @param responseModel model that the response says has served it, empty when it does not say
 * @param status HTTP status
 * @param messages messages of the request in order, the system text first where the API keeps it apart
 * @param toolsOffered names of the tools that the request offers
 * @param toolDefinitions the definitions of these tools as the request writes them, JSON; empty when there are none
 * @param toolCalls tool calls that the response asks for, in order
 * @param text visible text of the answer, all parts joined
 * @param reasoning reasoning text, empty when there is none
 * @param refusal the provider's own refusal text, empty when there is none
 * @param finishReason why the model stopped, as the provider words it, empty when the wire does not say
 * @param error the provider's error message, empty when there is none
 * @param usage tokens
 * @param timing times
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record LlmCall(
        String provider,
        String operation,
        Optional<String> requestModel,
        Optional<String> responseModel,
        int status,
        List<Message> messages,
        List<String> toolsOffered,
        String toolDefinitions,
        List<ToolCall> toolCalls,
        String text,
        String reasoning,
        String refusal,
        Optional<String> finishReason,
        String error,
        Usage usage,
        Timing timing) {

    /** Finish reasons in lower case; providers write the same word in either case. */
    private static final Set<String> TRUNCATED = Set.of(
            "length",
            "max_tokens",
            "max_output_tokens",
            "model_length",
            "model_context_window_exceeded",
            "error_limit");

    private static final Set<String> REFUSED = Set.of(
            "content_filter",
            "content_filtered",
            "refusal",
            "guardrail_intervened",
            "error_toxic",
            "safety",
            "image_safety",
            "recitation",
            "image_recitation",
            "blocklist",
            "prohibited_content",
            "image_prohibited_content",
            "spii",
            "model_armor",
            "jailbreak");

    /** Copies the lists. */
    public LlmCall {
        messages = List.copyOf(messages);
        toolsOffered = List.copyOf(toolsOffered);
        toolCalls = List.copyOf(toolCalls);
    }

    /** Tells whether the answer was cut by a token limit. */
    public boolean isTruncated() {
        return finishReasonIn(TRUNCATED);
    }

    /** Tells whether the provider's wire says that the model or a filter refused. */
    public boolean isRefused() {
        return !refusal.isEmpty() || finishReasonIn(REFUSED);
    }

    private boolean finishReasonIn(Set<String> words) {
        return finishReason
                .filter(reason -> words.contains(reason.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /** Tells whether a successful response that should hold an answer holds neither text nor a tool call. */
    public boolean isEmpty() {
        return status < 300
                && !operation.equals("embeddings")
                && text.isBlank()
                && toolCalls.isEmpty()
                && refusal.isEmpty();
    }
}
