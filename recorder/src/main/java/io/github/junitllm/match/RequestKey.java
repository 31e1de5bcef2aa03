package io.github.junitllm.match;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What makes two requests equal: method, upstream, path and the body as canonical JSON (order of members irrelevant,
 * numbers by value, volatile ids renamed, those of JSON-RPC left out). A body that is no JSON counts byte by byte.
 *
 * @param exact SHA-256 of all of it, as 64 hexadecimal digits
 * @param core the same without the members that SDKs add and drop and that cannot change an answer
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record RequestKey(String exact, String core) {

    /** Members at the top of a body that may differ between a recording and a request without changing the answer. */
    public static final List<String> IRRELEVANT_MEMBERS = List.of(
            "metadata", "prompt_cache_key", "safety_identifier", "service_tier", "store", "stream_options", "user");

    /** Computes the key of a redacted request, of which {@link MatchRules#relevant} has left what counts. */
    public static RequestKey of(RecordedRequest request) {
        StringBuilder start = new StringBuilder();
        start.append(request.method()).append('\n').append(request.upstream()).append('\n');
        start.append(sortedQuery(request.path())).append('\n');
        request.headers()
                .forEach((name, value) ->
                        start.append(name).append(": ").append(value).append('\n'));
        String head = start.toString();
        Optional<JsonNode> json =
                request.body().exactText().flatMap(Json::tryRead).map(JsonRpc::withoutIds);
        if (json.isEmpty()) {
            String key = Sha256.hex(head.getBytes(UTF_8), request.body().bytes());
            return new RequestKey(key, key);
        }
        String exact =
                Sha256.hex(head.getBytes(UTF_8), CanonicalJson.of(json.get()).getBytes(UTF_8));
        if (!(json.get() instanceof ObjectNode object)) {
            return new RequestKey(exact, exact);
        }
        ObjectNode core = core(object);
        return new RequestKey(
                exact,
                core.equals(object)
                        ? exact
                        : Sha256.hex(
                                head.getBytes(UTF_8), CanonicalJson.of(core).getBytes(UTF_8)));
    }

    /** The body without what cannot change an answer. */
    static ObjectNode core(ObjectNode body) {
        ObjectNode core = body.deepCopy().remove(IRRELEVANT_MEMBERS);
        WrittenDefaults.removeFrom(core);
        JsonRpc.removeIrrelevant(core);
        return core;
    }

    private static String sortedQuery(String path) {
        int mark = path.indexOf('?');
        return mark < 0
                ? path
                : path.substring(0, mark + 1)
                        + Arrays.stream(path.substring(mark + 1).split("&", -1))
                                .sorted()
                                .collect(Collectors.joining("&"));
    }
}
