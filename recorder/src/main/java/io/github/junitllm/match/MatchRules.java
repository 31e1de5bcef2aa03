package io.github.junitllm.match;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** What the user says of which recording answers which request, beside what {@link RequestKey} does. Immutable. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class MatchRules {

    /** No rule at all. */
    public static final MatchRules NONE = new MatchRules(List.of(), Set.of(), Optional.empty(), Optional.empty());

    private static final Pattern HEADER = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+");
    private static final Set<String> SECRET_HEADERS = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "x-api-key",
            "api-key",
            "x-goog-api-key",
            "mcp-session-id");

    private final List<PointerPattern> ignored;
    private final Set<String> headers;
    private final Optional<RequestNormaliser> normaliser;
    private final Optional<Duration> maxAge;

    private MatchRules(
            List<PointerPattern> ignored,
            Set<String> headers,
            Optional<RequestNormaliser> normaliser,
            Optional<Duration> maxAge) {
        this.ignored = ignored;
        this.headers = headers;
        this.normaliser = normaliser;
        this.maxAge = maxAge;
    }

    /**
     * Returns these rules with parts of JSON bodies that do not count.
     *
     * @param pointers JSON Pointers (RFC 6901); {@code *} stands for any one member or element
     * @throws IllegalArgumentException when one does not start with a slash
     */
    public MatchRules ignoring(Collection<String> pointers) {
        return new MatchRules(
                Stream.concat(ignored.stream(), pointers.stream().map(PointerPattern::parse))
                        .distinct()
                        .toList(),
                headers,
                normaliser,
                maxAge);
    }

    /**
     * Returns these rules with request headers that count, and are therefore stored, after redaction.
     *
     * @param names names in any case
     * @throws IllegalArgumentException when one is no name of a header, or carries keys
     */
    public MatchRules comparingHeaders(Collection<String> names) {
        Set<String> more = new TreeSet<>(headers);
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!HEADER.matcher(lower).matches() || SECRET_HEADERS.contains(lower)) {
                throw new IllegalArgumentException(
                        "headers = \"%s\" is refused: it %s; expected for example \"openai-beta\""
                                .formatted(
                                        name,
                                        SECRET_HEADERS.contains(lower)
                                                ? "carries a key, and keys are never stored"
                                                : "is no name of a header"));
            }
            more.add(lower);
        }
        return new MatchRules(ignored, more, normaliser, maxAge);
    }

    /** Returns these rules with requests rewritten before they are compared. */
    public MatchRules normalisedBy(RequestNormaliser rewriting) {
        return new MatchRules(ignored, headers, Optional.of(rewriting), maxAge);
    }

    /** Returns these rules with an age above which a recording answers nothing any more. */
    public MatchRules noOlderThan(Duration age) {
        return new MatchRules(ignored, headers, normaliser, Optional.of(age));
    }

    /** Returns the names of the request headers that count, in lower case. */
    public Set<String> headers() {
        return headers;
    }

    /** Returns the age above which a recording answers nothing any more. */
    public Optional<Duration> maxAge() {
        return maxAge;
    }

    /** Tells whether a recording is too old. One without a date, an import for example, never is. */
    public boolean isTooOld(Provenance provenance, Instant now) {
        return maxAge.isPresent()
                && provenance.recordedAt().isPresent()
                && provenance.recordedAt().get().plus(maxAge.get()).isBefore(now);
    }

    /**
     * Returns what counts of a request.
     *
     * @throws IllegalStateException when the user's normaliser fails
     */
    public RecordedRequest relevant(RecordedRequest request) {
        RecordedRequest normalised =
                normaliser.map(rewriting -> rewrite(rewriting, request)).orElse(request);
        if (ignored.isEmpty()) {
            return normalised;
        }
        Optional<JsonNode> json = normalised.body().exactText().flatMap(Json::tryRead);
        if (json.isEmpty()) {
            return normalised;
        }
        ignored.forEach(pointer -> pointer.removeFrom(json.get()));
        return normalised.withBody(Body.of(Json.write(json.get())));
    }

    private static RecordedRequest rewrite(RequestNormaliser rewriting, RecordedRequest request) {
        try {
            return rewriting.normalise(request);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "the normaliser %s failed on %s %s %s: %s"
                            .formatted(
                                    rewriting.getClass().getName(),
                                    request.method(),
                                    request.upstream(),
                                    request.path(),
                                    e),
                    e);
        }
    }
}
