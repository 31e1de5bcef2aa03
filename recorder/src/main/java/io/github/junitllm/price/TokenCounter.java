package io.github.junitllm.price;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Message;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.price.TokenCount.Certainty;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apiguardian.api.API;

/**
 * Counts the tokens of a request before it is sent. What the provider counted afterwards always wins. Exact for chats of
 * OpenAI that hold nothing but text and for its embeddings; elsewhere the count says that it is not.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class TokenCounter {

    private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

    /** The library's own table gives gpt-4.1 the wrong encoding and knows no o-series. */
    private static final Pattern O200K =
            Pattern.compile("(?:chatgpt-)?(?:gpt-4o|gpt-4\\.[15]|gpt-5|o[134])(?:[-.].*)?");

    /** Measured on real answers: the provider counts one token less than that, with o1-mini some more. */
    private static final Pattern REASONING = Pattern.compile("(?:gpt-5|o\\d).*");

    private static final Pattern CL100K = Pattern.compile("(?:gpt-4|gpt-3\\.5|text-embedding-).*");
    private static final Set<String> OPENAI = Set.of("openai", "azure-openai");
    private static final Set<String> PLAIN_MESSAGE = Set.of("role", "content");

    /** Members that add text of the provider's own making to what the model reads. */
    private static final Set<String> HIDDEN_TEXT = Set.of(
            "tools",
            "functions",
            "toolConfig",
            "response_format",
            "responseSchema",
            "responseJsonSchema",
            "output_config",
            "web_search_options",
            "audio");

    private static final Set<String> NO_TEXT = Set.of(
            "image",
            "image_url",
            "input_image",
            "input_audio",
            "audio",
            "document",
            "file",
            "input_file",
            "file_data",
            "fileData",
            "inline_data",
            "inlineData",
            "video",
            "images",
            "previous_response_id",
            "conversation",
            "cachedContent");

    /** Measured on real answers: Gemini counts the text alone. */
    private static final Set<String> UNFRAMED = Set.of("google", "google-vertex");

    /** What Anthropic adds for tools, measured on real answers; its documentation tells 346 for the older models. */
    private static final int ANTHROPIC_TOOLS_3 = 346;

    private static final int ANTHROPIC_TOOLS = 520;

    private static final int PER_MESSAGE = 4;
    private static final int PER_CHAT = 3;

    private TokenCounter() {}

    /** Counts the input of a request as its reader sees it. */
    public static TokenCount input(RecordedRequest request, LlmCall call) {
        JsonNode body = request.body().exactText().flatMap(Json::tryRead).orElse(Json.MAPPER.missingNode());
        String model = call.requestModel().orElse("");
        Optional<Encoding> known = encodingAt(request.upstream(), model);
        Encoding encoding = known.orElseGet(TokenCounter::anyEncoding);
        if (call.operation().equals("embeddings")) {
            JsonNode input = body.path("input");
            return new TokenCount(
                    texts(encoding, input), known.isPresent() && isText(input) ? Certainty.EXACT : Certainty.ABOUT);
        }
        boolean framed = !UNFRAMED.contains(request.upstream());
        long tokens = framed ? PER_CHAT : 0;
        for (Message message : call.messages()) {
            tokens += (framed ? PER_MESSAGE : 0) + encoding.countTokensOrdinary(message.text());
            tokens += message.toolCalls().stream()
                    .mapToLong(tool -> encoding.countTokensOrdinary(tool.name() + tool.arguments()))
                    .sum();
        }
        tokens += encoding.countTokensOrdinary(body.has("tools") ? Json.write(body.path("tools")) : "");
        if (body.has("tools") && request.upstream().equals("anthropic")) {
            tokens += model.startsWith("claude-3") ? ANTHROPIC_TOOLS_3 : ANTHROPIC_TOOLS;
        }
        return new TokenCount(
                tokens, certainty(known.isPresent() && !REASONING.matcher(model).matches(), body));
    }

    /**
     * Counts the tokens of a text as the model reads it, without what stands around it in a request.
     *
     * @param upstream name of the upstream
     * @param model name of the model
     */
    public static TokenCount text(String upstream, String model, String text) {
        Optional<Encoding> known = encodingAt(upstream, model);
        return new TokenCount(
                known.orElseGet(TokenCounter::anyEncoding).countTokensOrdinary(text),
                known.isPresent() ? Certainty.EXACT : Certainty.ABOUT);
    }

    private static long texts(Encoding encoding, JsonNode input) {
        if (input.isTextual()) {
            return encoding.countTokensOrdinary(input.asText());
        }
        return StreamSupport.stream(input.spliterator(), false)
                .mapToLong(text -> text.isNumber() ? 1 : texts(encoding, text))
                .sum();
    }

    private static boolean isText(JsonNode input) {
        return input.isTextual()
                || (input.isArray()
                        && StreamSupport.stream(input.spliterator(), false).allMatch(JsonNode::isTextual));
    }

    private static Certainty certainty(boolean exact, JsonNode body) {
        if (NO_TEXT.stream().anyMatch(member -> body.findValue(member) != null)) {
            return Certainty.LOWER_BOUND;
        }
        if (HIDDEN_TEXT.stream().anyMatch(member -> body.findValue(member) != null)) {
            return Certainty.HIDDEN_TEXT;
        }
        boolean plain = body.path("messages").isArray()
                && StreamSupport.stream(body.path("messages").spliterator(), false)
                        .allMatch(TokenCounter::isPlain);
        return exact && plain ? Certainty.EXACT : Certainty.ABOUT;
    }

    private static boolean isPlain(JsonNode message) {
        return message.path("content").isTextual()
                && message.properties().stream().allMatch(member -> PLAIN_MESSAGE.contains(member.getKey()));
    }

    private static Optional<Encoding> encodingAt(String upstream, String model) {
        return OPENAI.contains(upstream) ? encoding(model) : Optional.empty();
    }

    private static Encoding anyEncoding() {
        return ENCODINGS.getEncoding(EncodingType.O200K_BASE);
    }

    private static Optional<Encoding> encoding(String model) {
        if (O200K.matcher(model).matches()) {
            return Optional.of(ENCODINGS.getEncoding(EncodingType.O200K_BASE));
        }
        return CL100K.matcher(model).matches()
                ? Optional.of(ENCODINGS.getEncoding(EncodingType.CL100K_BASE))
                : Optional.empty();
    }
}
