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
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Upstream(
        String name, String baseUrl, String keyHeader, String keyPrefix, String keyVariable, boolean simulated) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,79}");
    private static final Pattern URL = Pattern.compile("https?://[^/?#]+(/[^?#]*)?");
    private static final Pattern VERSION = Pattern.compile("v\\d+(?:(?:alpha|beta)\\d*)?");
    private static final Pattern FIRST_VERSION = Pattern.compile("^/(" + VERSION.pattern() + ")(?=/)");

    /** Refuses what is no name or no http URL. */
    public Upstream {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "upstream name \"%s\": allowed are lower-case letters, digits, dots and hyphens".formatted(name));
        }
        if (!URL.matcher(baseUrl).matches()) {
            throw new IllegalArgumentException(
                    "junit.llm.upstream.%s = \"%s\": expected a URL like https://llm.example.com/v1"
                            .formatted(name, baseUrl));
        }
        baseUrl = baseUrl.replaceFirst("/+$", "");
    }

    /** Makes a scripted stand-in without a key. */
    public static Upstream simulated(String name, String baseUrl) {
        return new Upstream(name, baseUrl, "", "", "", true);
    }

    /** Returns this provider at another address, for example a scripted stand-in or a gateway. */
    public Upstream at(String otherUrl, boolean isSimulated) {
        return isSimulated
                ? simulated(name, otherUrl)
                : new Upstream(name, otherUrl, keyHeader, keyPrefix, keyVariable, false);
    }

    /**
     * Returns the path at the upstream for a path that an application used: clients differ in whether their base URL
     * ends with the version segment, so a missing or doubled one is the same path.
     *
     * @param used path with query as it came, starting with a slash
     */
    public String normalise(String used) {
        String base = basePath();
        String rest = used;
        if (!base.isEmpty()) {
            String version = base.substring(base.lastIndexOf('/'));
            boolean versioned = VERSION.matcher(version.substring(1)).matches();
            while (startsWithSegment(rest, base) || (versioned && startsWithSegment(rest, version))) {
                rest = rest.substring(startsWithSegment(rest, base) ? base.length() : version.length());
            }
            return base + rest;
        }
        Matcher first = FIRST_VERSION.matcher(rest);
        if (first.find()) {
            String version = "/" + first.group(1);
            while (startsWithSegment(rest.substring(version.length()), version)) {
                rest = rest.substring(version.length());
            }
        }
        return rest;
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

    private static boolean startsWithSegment(String path, String start) {
        return path.startsWith(start)
                && (path.length() == start.length() || "/?".indexOf(path.charAt(start.length())) >= 0);
    }
}
