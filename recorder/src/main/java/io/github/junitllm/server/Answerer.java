package io.github.junitllm.server;

import io.github.junitllm.cassette.Take;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.redact.Redactor;
import io.github.junitllm.redact.Suspicion;
import io.github.junitllm.server.HttpEngine.Incoming;
import io.github.junitllm.server.HttpEngine.Outgoing;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Answers one call of a lane: from its cassette, or through an {@link UpstreamCall}. */
final class Answerer {

    private final Map<String, String> environment;
    private final Clock clock;
    private final Forwarder forwarder = new Forwarder();
    private final QuickReplay quickReplay;

    Answerer(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
        this.quickReplay = new QuickReplay(clock);
    }

    void answer(Lane lane, String upstreamName, String usedPath, Incoming incoming, Outgoing outgoing)
            throws IOException {
        Lane.Setup setup = lane.setup();
        Optional<Upstream> upstream = setup.upstreams().find(upstreamName);
        if (!lane.knows(upstreamName)) {
            String message = setup.upstreams().unknown(upstreamName);
            lane.trouble(Trouble.Kind.UPSTREAM_UNKNOWN, message);
            Refusal.send(outgoing, 404, "upstream_unknown", message);
            return;
        }
        if (McpSession.isHousekeeping(incoming)) {
            new McpSession(lane, forwarder).keep(upstream, usedPath, environment, incoming, outgoing);
            return;
        }
        Redactor redactor = lane.redactor();
        String path = upstream.map(known -> known.normalise(usedPath)).orElse(usedPath);
        RecordedRequest request = request(lane, upstreamName, path, incoming);
        RequestKey key;
        try {
            key = RequestKey.of(setup.rules().relevant(request));
        } catch (IllegalStateException e) {
            String message = String.valueOf(e.getMessage());
            lane.trouble(Trouble.Kind.RECORDER, message);
            Refusal.send(outgoing, 400, "normaliser_failed", message);
            return;
        }
        quickReplay.remember(setup, upstreamName, path, incoming, key);
        Optional<FaultyCall> faulty = lane.faults()
                .next(request, key.core(), lane.requests())
                .map(strike -> new FaultyCall(lane, strike, outgoing, incoming.at()));
        if (faulty.isPresent() && faulty.get().replacesAnswer()) {
            faulty.get().refuse(request);
            return;
        }
        int occurrence = lane.nextOccurrence(key.core());
        List<Take> found = setup.mode().usesTakes() || lane.faults().spoilt(key.core(), occurrence)
                ? find(setup, key, occurrence)
                : List.of();
        Optional<Take> take = found.stream()
                .filter(recorded -> !setup.rules().isTooOld(recorded.exchange().provenance(), clock.instant()))
                .findFirst();
        if (take.isPresent() && faulty.isPresent()) {
            Take renewed = renewed(setup, take.get(), key, request);
            faulty.get()
                    .answer(
                            key.core(),
                            renewed.exchange(),
                            JsonRpcIds.answering(renewed.exchange(), incoming.body()),
                            renewed.exchange().provenance().replayed(),
                            renewed.wireDiffers());
        } else if (take.isPresent()) {
            replay(lane, renewed(setup, take.get(), key, request), incoming, outgoing);
        } else if (!setup.mode().callsProviders() && McpSession.isNotification(incoming)) {
            McpSession.accept(outgoing);
        } else if (!setup.mode().callsProviders() || upstream.isEmpty()) {
            String message = found.isEmpty()
                    ? Miss.describe(lane, key, occurrence, request)
                    : Miss.tooOld(setup, found.get(0).exchange(), clock.instant());
            lane.missing(request, message);
            Refusal.send(incoming, outgoing, 404, "recording_missing", message);
        } else {
            UpstreamCall call = new UpstreamCall(lane, upstream.get(), key, occurrence, request, faulty.isPresent());
            call(call, redactor, path, incoming, faulty.isPresent() ? new HeldBack(call, outgoing) : outgoing);
            if (faulty.isPresent() && call.answer().isPresent()) {
                Exchange exchange = call.answer().get();
                faulty.get()
                        .answer(
                                key.core(),
                                exchange,
                                exchange,
                                exchange.provenance().live(),
                                false);
            }
        }
    }

    /** Answers what needs neither a redactor nor a wait, see {@link QuickReplay}. */
    Optional<RecordedResponse> answerAtOnce(Lane lane, String upstreamName, String usedPath, Incoming incoming) {
        String path = lane.setup()
                .upstreams()
                .find(upstreamName)
                .map(known -> known.normalise(usedPath))
                .orElse(usedPath);
        return quickReplay.take(lane, upstreamName, path, incoming).map(take -> {
            answered(lane, take);
            return JsonRpcIds.answering(take.exchange(), incoming.body()).response();
        });
    }

    private static RecordedRequest request(Lane lane, String upstream, String path, Incoming incoming) {
        Redactor redactor = lane.redactor();
        SortedMap<String, String> headers = new TreeMap<>();
        for (String name : lane.setup().rules().headers()) {
            if (!incoming.header(name).isEmpty()) {
                headers.put(name, redactor.text(incoming.header(name)));
            }
        }
        return new RecordedRequest(
                incoming.method(),
                upstream,
                redactor.path(path),
                redactor.text(incoming.header("content-type")),
                headers,
                redactor.body(incoming.body()));
    }

    /** Of the cassette before that of the drafts. */
    private static List<Take> find(Lane.Setup setup, RequestKey key, int occurrence) {
        return Stream.of(setup.cassette(), setup.drafts())
                .flatMap(Optional::stream)
                .flatMap(cassette -> cassette.find(key, setup.sample(), occurrence).stream())
                .toList();
    }

    private static Take renewed(Lane.Setup setup, Take take, RequestKey key, RecordedRequest request) {
        if (setup.mode() != Mode.REKEY || !take.wireDiffers()) {
            return take;
        }
        return new Take(setup.cassette().orElseThrow().rekey(take.exchange(), key, request), false);
    }

    private void call(UpstreamCall call, Redactor redactor, String path, Incoming incoming, Outgoing outgoing)
            throws IOException {
        if (McpSession.isReplayed(incoming)) {
            String message = McpSession.cannotContinue(call.upstream());
            call.failed(Trouble.Kind.RECORDER, message);
            Refusal.send(incoming, outgoing, 409, "session_replayed", message);
            return;
        }
        Optional<UpstreamKey> key = UpstreamKey.find(call.upstream(), environment, incoming);
        if (key.isEmpty()) {
            String message = UpstreamKey.missing(call.upstream());
            call.failed(Trouble.Kind.KEY_MISSING, message);
            Refusal.send(outgoing, 404, "key_missing", message);
            return;
        }
        Optional<Suspicion> suspicion = call.store().flatMap(cassette -> redactor.suspicion(call.request()));
        if (suspicion.isPresent()) {
            // Before the call, which costs and could not be kept.
            String message =
                    suspicion.get().message("the request to " + call.upstream().name());
            call.failed(Trouble.Kind.RECORDER, message);
            Refusal.send(outgoing, 400, "looks_secret", message);
            return;
        }
        new Recording(call, key.get().hide(redactor), clock, forwarder).run(path, key.get(), incoming, outgoing);
    }

    private static void replay(Lane lane, Take take, Incoming incoming, Outgoing outgoing) throws IOException {
        answered(lane, take);
        new Playback(lane, outgoing, incoming.at())
                .play(JsonRpcIds.answering(take.exchange(), incoming.body()).response());
    }

    private static void answered(Lane lane, Take take) {
        lane.answered(
                take.exchange(),
                take.exchange().provenance().replayed(),
                take.wireDiffers(),
                UpstreamCall.isUpstreamTrouble(take.exchange().response().status()));
    }
}
