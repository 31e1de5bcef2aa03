package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A provider that the recorder may call.
 *
 * @param name name in base URLs and cassettes: lower-case letters, digits, dots and hyphens
 * @param baseUrl URL that paths are added to, without a slash at the end
 * @param keyHeader request header that carries the key, empty when none is needed
 * @param keyPrefix what stands before the key in that header, for example {@code "Bearer "}
 * @param keyVariable environment variable that holds the key, empty when none is needed
 * @param simulated whether it is a scripted stand-in; what it answers is then evidence SIMULATED
 * @param ownToken whether the application's own token goes along when the environment holds no key, for providers whose
 *     tokens only a log-in gives
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Upstream(
        String name,
        String baseUrl,
        String keyHeader,
        String keyPrefix,
        String keyVariable,
        boolean simulated,
        boolean ownToken) {

    /** Regular expression of a name. */
    public static final String NAME = "[a-z0-9][a-z0-9.-]{0,79}";

    private static final Pattern URL = Pattern.compile("https?://[^/?#]+(/[^?#]*)?");
    private static final Pattern USER = Pattern.compile("https?://[^/?#]*@");
    private static final Pattern LEADING_VERSION = Pattern.compile("/v\\d+(?:(?:alpha|beta)\\d*)?(?=/|\\?|$)");

    /** Refuses what is no name or no http URL. */
    public Upstream {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "upstream name \"%s\": allowed are lower-case letters, digits, dots and hyphens".formatted(name));
        }
        if (USER.matcher(baseUrl).lookingAt()) {
            throw new IllegalArgumentException(
                    "junit.llm.upstream.%1$s: the URL names a user or a password, which would not be sent; expected a URL like https://llm.example.com/v1, and the key in an environment variable named by junit.llm.upstream.%1$s.key-env"
                            .formatted(name));
        }
        if (!URL.matcher(baseUrl).matches()) {
            throw new IllegalArgumentException(
                    "junit.llm.upstream.%s = \"%s\": expected a URL like https://llm.example.com/v1"
                            .formatted(name, baseUrl));
        }
        baseUrl = baseUrl.replaceFirst("/+$", "");
    }

    /** Makes an upstream whose key, if it needs one, is in the environment. */
    public Upstream(
            String name, String baseUrl, String keyHeader, String keyPrefix, String keyVariable, boolean simulated) {
        this(name, baseUrl, keyHeader, keyPrefix, keyVariable, simulated, false);
    }

    /** Makes a scripted stand-in without a key. */
    public static Upstream simulated(String name, String baseUrl) {
        return new Upstream(name, baseUrl, "", "", "", true);
    }

    /** Returns this provider at another address, for example a scripted stand-in or a gateway. */
    public Upstream at(String otherUrl, boolean isSimulated) {
        return isSimulated
                ? simulated(name, otherUrl)
                : new Upstream(name, otherUrl, keyHeader, keyPrefix, keyVariable, false, ownToken);
    }

    /**
     * Returns the path at the upstream for a path that an application used: clients differ in whether their base URL
     * ends with the version segment, so a missing or doubled one is the same path. Another version than that of the base URL
     * stays.
     *
     * @param used path with query as it came, starting with a slash
     */
    public String normalise(String used) {
        String base = basePath();
        String version = base.substring(Math.max(0, base.lastIndexOf('/')));
        if (!LEADING_VERSION.matcher(version).matches()) {
            return base + withoutDoubledVersion(withoutStarts(used, base));
        }
        // Google's uploads name the version in their second segment.
        if (used.startsWith("/upload" + version + "/")) {
            return used;
        }
        String rest = withoutDoubledVersion(withoutStarts(used, base, version));
        boolean namesAnother = LEADING_VERSION.matcher(rest).lookingAt();
        return (namesAnother ? base.substring(0, base.length() - version.length()) : base) + rest;
    }

    /** In a loop and without copies: a hostile path may repeat a start a hundred thousand times. */
    private static String withoutStarts(String path, String... starts) {
        int from = 0;
        for (int i = 0; i < starts.length; i++) {
            if (!starts[i].isEmpty() && hasSegments(path, starts[i], from)) {
                from += starts[i].length();
                i = -1;
            }
        }
        return path.substring(from);
    }

    private static String withoutDoubledVersion(String path) {
        Matcher version = LEADING_VERSION.matcher(path);
        int from = 0;
        if (version.lookingAt()) {
            while (hasSegments(path, version.group(), from + version.end())) {
                from += version.end();
            }
        }
        return path.substring(from);
    }

    private String basePath() {
        int slash = baseUrl.indexOf('/', baseUrl.indexOf("://") + 3);
        return slash < 0 ? "" : baseUrl.substring(slash);
    }

    /** Returns host and port of the base URL, in lower case. */
    String authority() {
        return baseUrl.replaceFirst("^https?://([^/]+).*$", "$1").toLowerCase(Locale.ROOT);
    }

    String url(String path) {
        return baseUrl.substring(0, baseUrl.length() - basePath().length()) + path;
    }

    private static boolean hasSegments(String path, String segments, int from) {
        int end = from + segments.length();
        return path.startsWith(segments, from) && (path.length() == end || "/?".indexOf(path.charAt(end)) >= 0);
    }
}
