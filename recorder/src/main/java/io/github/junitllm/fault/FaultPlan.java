package io.github.junitllm.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A fault and the calls it strikes. Start at {@link #first}, {@link #onCall}, {@link #onEveryCall} or {@link #atRate}.
 * Immutable. Every HTTP request of the application is a call, so a retry is the next call.
 *
 * @param kind what goes wrong
 * @param call number of the call that it strikes, from 1, counted over the calls that {@code upstream} and {@code path}
 *     let through; empty when a rate decides
 * @param rate share of the calls that it strikes, above 0 and up to 1; 0 when {@code call} decides
 * @param seed decides which calls a rate strikes; equal seeds strike equal requests, whatever the concurrency
 * @param upstream the only upstream it strikes, empty for all
 * @param path part of the paths it strikes, empty for all
 * @param retryAfter what a status asks the client to wait, in whole seconds; empty sends no header
 * @param delay longest time that a fault which waits makes the client wait
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record FaultPlan(
        FaultKind kind,
        OptionalInt call,
        double rate,
        long seed,
        String upstream,
        String path,
        Optional<Duration> retryAfter,
        Duration delay) {

    /** Longest delay, and the one of a plan that names none, is 30 seconds; the longest allowed is 10 minutes. */
    public static final Duration USUAL_DELAY = Duration.ofSeconds(30);

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    /** Refuses what no call can meet. */
    public FaultPlan {
        require(
                call.isEmpty() || call.getAsInt() >= 1,
                "call = %d, allowed are numbers from 1; the first call is 1".formatted(call.orElse(0)));
        require(
                call.isPresent() ? rate == 0 : rate > 0 && rate <= 1,
                "rate = %s, allowed are rates above 0 and up to 1 (every call); write for example 0.2".formatted(rate));
        require(
                retryAfter.isEmpty() || kind.isStatus(),
                "%s sends no Retry-After; only RATE_LIMITED, SERVER_ERROR, UNAVAILABLE and OVERLOADED do"
                        .formatted(kind));
        require(
                retryAfter.isEmpty() || within(retryAfter.get(), LONGEST_RETRY_AFTER),
                "Retry-After = %s, allowed are 0 to 86,400 whole seconds"
                        .formatted(retryAfter.map(Duration::toString).orElse("")));
        require(
                delay.equals(USUAL_DELAY) || kind.waits(),
                "%s does not wait; only TIMEOUT, SLOW_FIRST_TOKEN and STALL have a delay".formatted(kind));
        require(
                within(delay, LONGEST_DELAY) && !delay.isZero(),
                "delay = %s, allowed are 1 to 600,000 milliseconds".formatted(delay));
    }

    /** Strikes the first call. */
    public static FaultPlan first(FaultKind kind) {
        return onCall(1, kind);
    }

    /** Strikes the call with this number, from 1. */
    public static FaultPlan onCall(int call, FaultKind kind) {
        return new FaultPlan(kind, OptionalInt.of(call), 0, 0, "", "", usualRetryAfter(kind), USUAL_DELAY);
    }

    /** Strikes every call. */
    public static FaultPlan onEveryCall(FaultKind kind) {
        return atRate(1, 0, kind);
    }

    /** Strikes a share of the calls, chosen by the seed. */
    public static FaultPlan atRate(double rate, long seed, FaultKind kind) {
        return new FaultPlan(kind, OptionalInt.empty(), rate, seed, "", "", usualRetryAfter(kind), USUAL_DELAY);
    }

    /** Returns this plan for calls of one upstream only, for example {@code openai}. */
    public FaultPlan onUpstream(String name) {
        return new FaultPlan(kind, call, rate, seed, name, path, retryAfter, delay);
    }

    /** Returns this plan for calls only whose path contains this text, for example {@code /embeddings}. */
    public FaultPlan onPath(String part) {
        return new FaultPlan(kind, call, rate, seed, upstream, part, retryAfter, delay);
    }

    /** Returns this plan with another {@code Retry-After}; a plan for RATE_LIMITED that names none says 1 second. */
    public FaultPlan retryAfterSeconds(int seconds) {
        return new FaultPlan(kind, call, rate, seed, upstream, path, Optional.of(Duration.ofSeconds(seconds)), delay);
    }

    /** Returns this plan with another delay, above 0 and up to 10 minutes. */
    public FaultPlan delay(Duration longest) {
        return new FaultPlan(kind, call, rate, seed, upstream, path, retryAfter, longest);
    }

    /** Returns this plan with a seed of its own for one case, so that not every case meets the same faults. */
    public FaultPlan seededFor(String caseId) {
        return new FaultPlan(kind, call, rate, hash(seed, caseId), upstream, path, retryAfter, delay);
    }

    /** Tells whether the plan looks at this request at all. */
    public boolean concerns(RecordedRequest request) {
        return (upstream.isEmpty() || upstream.equals(request.upstream()))
                && request.path().contains(path);
    }

    /** Tells whether the seed chose the call: by sample and request, never by the order in which calls come. */
    public boolean choosesByRate(int sample, String requestKey, int attempt) {
        long hash = hash(seed, "%s %d %d %s".formatted(kind, sample, attempt, requestKey));
        return (hash >>> 11) * 0x1.0p-53 < rate;
    }

    /** Tells whether it strikes for certain when the application makes the calls; a rate below 1 may strike none. */
    public boolean isCertain() {
        return call.isPresent() || rate == 1;
    }

    /** Returns the plan in words, for example "RATE_LIMITED on call 1". */
    public String words() {
        return kind
                + (call.isPresent() ? " on call " + call.getAsInt() : rate == 1 ? " on every call" : " at rate " + rate)
                + (upstream.isEmpty() ? "" : " of " + upstream)
                + (path.isEmpty() ? "" : " with " + path + " in its path");
    }

    private static Optional<Duration> usualRetryAfter(FaultKind kind) {
        return kind == FaultKind.RATE_LIMITED ? Optional.of(Duration.ofSeconds(1)) : Optional.empty();
    }

    private static boolean within(Duration duration, Duration longest) {
        return !duration.isNegative() && duration.compareTo(longest) <= 0;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    private static long hash(long seed, String text) {
        MessageDigest digest = Sha256.digest();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
        return ByteBuffer.wrap(digest.digest(text.getBytes(UTF_8))).getLong();
    }
}
