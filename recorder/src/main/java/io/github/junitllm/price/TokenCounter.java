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
    private static final Set<String> HIDDEN_TEXT =
            Set.of("tools", "functions", "response_format", "web_search_options", "audio");

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

    private static final int PER_MESSAGE = 4;
    private static final int PER_CHAT = 3;

    private TokenCounter() {}

    /** Counts the input of a request as its reader sees it. */
    public static TokenCount input(RecordedRequest request, LlmCall call) {
        JsonNode body = request.body().exactText().flatMap(Json::tryRead).orElse(Json.MAPPER.missingNode());
        String model = call.requestModel().orElse("");
        Optional<Encoding> known = OPENAI.contains(request.upstream()) ? encoding(model) : Optional.empty();
        Encoding encoding = known.orElseGet(() -> ENCODINGS.getEncoding(EncodingType.O200K_BASE));
        if (call.operation().equals("embeddings")) {
            JsonNode input = body.path("input");
            return new TokenCount(
                    texts(encoding, input), known.isPresent() && isText(input) ? Certainty.EXACT : Certainty.ABOUT);
        }
        long tokens = PER_CHAT;
        for (Message message : call.messages()) {
            tokens += PER_MESSAGE + encoding.countTokensOrdinary(message.text());
            tokens += message.toolCalls().stream()
                    .mapToLong(tool -> encoding.countTokensOrdinary(tool.name() + tool.arguments()))
                    .sum();
        }
        tokens += encoding.countTokensOrdinary(body.has("tools") ? Json.write(body.path("tools")) : "");
        return new TokenCount(
                tokens, certainty(known.isPresent() && !REASONING.matcher(model).matches(), body));
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
        boolean plain = body.path("messages").isArray()
                && HIDDEN_TEXT.stream().noneMatch(body::has)
                && StreamSupport.stream(body.path("messages").spliterator(), false)
                        .allMatch(TokenCounter::isPlain);
        return exact && plain ? Certainty.EXACT : Certainty.ABOUT;
    }

    private static boolean isPlain(JsonNode message) {
        return message.path("content").isTextual()
                && message.properties().stream().allMatch(member -> PLAIN_MESSAGE.contains(member.getKey()));
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
