package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Provider-neutral view of an exchange with a language model. Names follow the OpenTelemetry GenAI conventions.
 *
 * @param provider {@code gen_ai.provider.name}, for example {@code openai}
 * @param operation {@code gen_ai.operation.name}: {@code chat} for what we read today
 * @param requestModel model asked for, empty when the request does not say
 * @param responseModel model that the response says has served it, empty when it does not say
 * @param status HTTP status
 * @param messages messages of the request in order, the system text first where the API keeps it apart
 * @param toolsOffered names of the tools that the request offers
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
        List<ToolCall> toolCalls,
        String text,
        String reasoning,
        String refusal,
        Optional<String> finishReason,
        String error,
        Usage usage,
        Timing timing) {

    /** Copies the lists. */
    public LlmCall {
        messages = List.copyOf(messages);
        toolsOffered = List.copyOf(toolsOffered);
        toolCalls = List.copyOf(toolCalls);
    }

    /** Tells whether the answer was cut by a token limit. */
    public boolean isTruncated() {
        return finishReason
                .filter(reason -> reason.equals("length") || reason.equals("max_tokens"))
                .isPresent();
    }

    /** Tells whether the provider's wire says that the model or a filter refused. */
    public boolean isRefused() {
        return !refusal.isEmpty()
                || finishReason
                        .filter(reason -> reason.equals("content_filter") || reason.equals("refusal"))
                        .isPresent();
    }

    /** Tells whether a successful response holds neither text nor a tool call. */
    public boolean isEmpty() {
        return status < 300 && text.isBlank() && toolCalls.isEmpty() && refusal.isEmpty();
    }
}
