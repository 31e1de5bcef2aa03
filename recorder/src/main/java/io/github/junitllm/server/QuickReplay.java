package io.github.junitllm.server;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.cassette.Take;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.server.HttpEngine.Incoming;
import java.time.Clock;
import java.util.Optional;

/** Finds the next take of a request that came before, when it is to be sent whole and without waiting. */
final class QuickReplay {

    private final KnownKeys knownKeys = new KnownKeys();
    private final Clock clock;

    QuickReplay(Clock clock) {
        this.clock = clock;
    }

    /** Takes it, or leaves everything as it is. */
    Optional<Take> take(Lane lane, String upstream, String path, Incoming incoming) {
        Lane.Setup setup = lane.setup();
        if (setup.mode() != Mode.REPLAY
                || !setup.speed().isInstant()
                || lane.faults().arePlanned()
                || setup.cassette().isEmpty()) {
            return Optional.empty();
        }
        Cassette cassette = setup.cassette().get();
        return knownKeys
                .find(cassette, new KnownKeys.Asked(setup.redaction(), upstream, path, incoming))
                .flatMap(key -> lane.takeNext(key.core(), occurrence -> cassette.find(key, setup.sample(), occurrence)
                        .filter(QuickReplay::isWhole)
                        .filter(take -> !setup.rules().isTooOld(take.exchange().provenance(), clock.instant()))));
    }

    private static boolean isWhole(Take take) {
        return !take.exchange().response().isStreamed();
    }

    /** Remembers what a request's key is, so that the next one like it is quick. */
    void remember(Lane.Setup setup, String upstream, String path, Incoming incoming, RequestKey key) {
        setup.cassette()
                .ifPresent(cassette -> knownKeys.remember(
                        cassette, new KnownKeys.Asked(setup.redaction(), upstream, path, incoming), key));
    }
}
