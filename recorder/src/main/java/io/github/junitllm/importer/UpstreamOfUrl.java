package io.github.junitllm.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.server.Upstream;
import io.github.junitllm.server.Upstreams;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The upstream and the path that a recorded URL means to the server. Works on text: recorded URLs hold placeholders
 * such as {@code <resource>} and are no valid URIs.
 *
 * @param upstream name of the upstream
 * @param path path with its query as the server sees it
 */
record UpstreamOfUrl(String upstream, String path) {

    /** A fragment is never sent. */
    private static final Pattern URL =
            Pattern.compile("https?://(?:[^/?#@]*@)?([^/?#@]+)(/[^?#]*)?(\\?[^#]*)?(?:#.*)?", Pattern.CASE_INSENSITIVE);

    /** Providers with an address per customer or region. */
    private static final Map<Pattern, String> FAMILIES = families();

    private static final int LONGEST_NAME = 80;

    static Optional<UpstreamOfUrl> of(String url, Upstreams upstreams) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = name(matcher.group(1).toLowerCase(Locale.ROOT), upstreams);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String path = matcher.group(2) == null ? "/" : matcher.group(2);
        String query = matcher.group(3) == null ? "" : matcher.group(3);
        String target = sendable(path + query);
        return Optional.of(new UpstreamOfUrl(
                name, upstreams.find(name).map(known -> known.normalise(target)).orElse(target)));
    }

    private static String name(String authority, Upstreams upstreams) {
        String host = authority.replaceFirst(":(?:80|443)?$", "");
        Optional<Upstream> known = upstreams.byHost(host);
        if (known.isPresent()) {
            return known.get().name();
        }
        return FAMILIES.entrySet().stream()
                .filter(family -> family.getKey().matcher(host).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> cleaned(host));
    }

    private static String cleaned(String host) {
        String clean = host.replaceAll("[^a-z0-9.-]+", "-").replaceFirst("^[.-]+", "");
        return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME);
    }

    /** What cannot stand in a request line was never sent as it is: clients send its bytes percent-encoded. */
    private static String sendable(String target) {
        StringBuilder sent = new StringBuilder();
        for (byte b : target.getBytes(UTF_8)) {
            boolean plain = b > ' ' && b < 0x7f;
            sent.append(
                    plain
                            ? String.valueOf((char) b)
                            : "%" + HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return sent.toString();
    }

    private static Map<Pattern, String> families() {
        Map<Pattern, String> families = new LinkedHashMap<>();
        families.put(Pattern.compile(".+\\.openai\\.azure\\.com"), "azure-openai");
        families.put(Pattern.compile("bedrock[a-z0-9-]*\\..+\\.(?:amazonaws\\.com(?:\\.cn)?|api\\.aws)"), "bedrock");
        families.put(Pattern.compile("(?:.+[.-])?aiplatform\\.(?:[^.]+\\.rep\\.)?googleapis\\.com"), "google-vertex");
        families.put(Pattern.compile("(?:127\\.0\\.0\\.1|localhost|0\\.0\\.0\\.0|\\[::1]):11434"), "ollama");
        families.put(Pattern.compile("api\\.together\\.(?:ai|xyz)"), "together");
        return families;
    }
}
