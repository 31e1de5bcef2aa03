package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.match.ClosestName;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The closed list of upstreams: the providers we know, and those that the project configures. Immutable. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Upstreams {

    private static final Upstreams KNOWN = new Upstreams(Map.of(), name -> Optional.empty())
            .with(bearer("openai", "https://api.openai.com/v1", "OPENAI_API_KEY"))
            .with(header("anthropic", "https://api.anthropic.com/v1", "x-api-key", "ANTHROPIC_API_KEY"))
            .with(header(
                    "google", "https://generativelanguage.googleapis.com/v1beta", "x-goog-api-key", "GEMINI_API_KEY"))
            .with(bearer("mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY"))
            .with(bearer("cohere", "https://api.cohere.com", "COHERE_API_KEY"))
            .with(bearer("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"))
            .with(bearer("deepseek", "https://api.deepseek.com", "DEEPSEEK_API_KEY"))
            .with(bearer("groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY"))
            .with(bearer("xai", "https://api.x.ai/v1", "XAI_API_KEY"))
            .with(bearer("together", "https://api.together.xyz/v1", "TOGETHER_API_KEY"))
            .with(bearer("huggingface", "https://router.huggingface.co", "HF_TOKEN"))
            .with(bearer("cerebras", "https://api.cerebras.ai/v1", "CEREBRAS_API_KEY"))
            .with(bearer("perplexity", "https://api.perplexity.ai", "PERPLEXITY_API_KEY"))
            .with(new Upstream("ollama", "http://127.0.0.1:11434", "", "", "", false));

    /** Names come from the paths of requests, which may be anything. */
    private static final int MOST_REMEMBERED = 1_000;

    /** Providers with an address for each customer or region: how to log in is known, where they are is not. */
    private static final Map<String, Upstream> ADDRESSED = Map.of(
            "azure-openai",
            new Upstream(
                    "azure-openai",
                    "https://RESOURCE.openai.azure.com",
                    "api-key",
                    "",
                    "AZURE_OPENAI_API_KEY",
                    false,
                    true),
            "google-vertex",
            new Upstream(
                    "google-vertex",
                    "https://REGION-aiplatform.googleapis.com",
                    "authorization",
                    "Bearer ",
                    "",
                    false,
                    true),
            "bedrock",
            new Upstream(
                    "bedrock",
                    "https://bedrock-runtime.REGION.amazonaws.com",
                    "authorization",
                    "Bearer ",
                    "AWS_BEARER_TOKEN_BEDROCK",
                    false));

    private final Map<String, Upstream> byName;
    private final Function<String, Optional<Upstream>> configured;

    private Upstreams(Map<String, Upstream> byName, Function<String, Optional<Upstream>> configured) {
        this.byName = byName;
        this.configured = configured;
    }

    /** Returns the providers we know. */
    public static Upstreams known() {
        return KNOWN;
    }

    /** Returns this list with one more, or with one replaced. */
    public Upstreams with(Upstream upstream) {
        Map<String, Upstream> more = new TreeMap<>(byName);
        more.put(upstream.name(), upstream);
        return new Upstreams(more, configured);
    }

    /**
     * Returns this list with what a configuration says of a name; it wins over the providers we know. What it said once is
     * remembered.
     */
    public Upstreams configuredBy(Function<String, Optional<Upstream>> configuration) {
        // Every call asks for its upstream, and a configuration may have to look in many places.
        Map<String, Optional<Upstream>> asked = new ConcurrentHashMap<>();
        return new Upstreams(
                byName,
                name -> asked.size() < MOST_REMEMBERED
                        ? asked.computeIfAbsent(name, configuration)
                        : configuration.apply(name));
    }

    /** Finds an upstream by name. */
    public Optional<Upstream> find(String name) {
        return configured.apply(name).or(() -> Optional.ofNullable(byName.get(name)));
    }

    /** Finds how to log in at a provider, also where its address must be configured. */
    public Optional<Upstream> scheme(String name) {
        return find(name).or(() -> Optional.ofNullable(ADDRESSED.get(name)));
    }

    /** Finds one of the known or added upstreams by host, with a port where its URL has one. */
    public Optional<Upstream> byHost(String host) {
        return byName.values().stream()
                .filter(upstream -> upstream.authority().equals(host.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /**
     * Returns the upstream of this name.
     *
     * @throws IllegalArgumentException when there is none; the message lists the known ones and how to configure one
     */
    public Upstream require(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    }

    String unknown(String name) {
        if (ADDRESSED.containsKey(name)) {
            return "the upstream \"%s\" has another address for everybody; configure yours: junit.llm.upstream.%s = %s"
                    .formatted(name, name, ADDRESSED.get(name).baseUrl());
        }
        return "unknown upstream \"%s\"%s; known are %s; another one is configured with junit.llm.upstream.%s = https://..."
                .formatted(
                        name,
                        ClosestName.hint(name, byName.keySet()),
                        String.join(", ", byName.keySet()),
                        name.toLowerCase(Locale.ROOT));
    }

    /** Returns the environment variables that may hold a key. */
    Collection<String> keyVariables() {
        return Stream.concat(byName.values().stream(), ADDRESSED.values().stream())
                .map(Upstream::keyVariable)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Upstream bearer(String name, String url, String variable) {
        return new Upstream(name, url, "authorization", "Bearer ", variable, false);
    }

    private static Upstream header(String name, String url, String header, String variable) {
        return new Upstream(name, url, header, "", variable, false);
    }
}
