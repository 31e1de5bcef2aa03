package io.github.junitllm.server;

import io.github.junitllm.cassette.Take;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.redact.Redactor;
import io.github.junitllm.redact.Suspicion;
import io.github.junitllm.server.HttpEngine.Incoming;
import io.github.junitllm.server.HttpEngine.Outgoing;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Answers one call of a lane: from its cassette, or through an {@link UpstreamCall}. */
final class Answerer {

    private final Map<String, String> environment;
    private final Clock clock;
    private final Forwarder forwarder = new Forwarder();

    Answerer(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
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
        Redactor redactor = lane.redactor();
        String path = upstream.map(known -> known.normalise(usedPath)).orElse(usedPath);
        RecordedRequest request = new RecordedRequest(
                incoming.method(),
                upstreamName,
                redactor.path(path),
                redactor.text(incoming.header("content-type")),
                redactor.body(incoming.body()));
        RequestKey key = RequestKey.of(request);
        int occurrence = lane.nextOccurrence(key.core());
        Optional<Take> take = setup.cassette().flatMap(cassette -> cassette.find(key, setup.sample(), occurrence));
        if (take.isPresent()) {
            replay(lane, take.get(), outgoing);
        } else if (setup.mode() == Mode.REPLAY || upstream.isEmpty()) {
            String message = Miss.describe(setup, key, occurrence, request);
            lane.missing(request, message);
            Refusal.send(outgoing, 404, "recording_missing", message);
        } else {
            UpstreamCall call = new UpstreamCall(lane, upstream.get(), key, occurrence, request);
            call(call, redactor, path, incoming, outgoing);
        }
    }

    private void call(UpstreamCall call, Redactor redactor, String path, Incoming incoming, Outgoing outgoing)
            throws IOException {
        String variable = call.upstream().keyVariable();
        String apiKey = variable.isEmpty() ? "" : environment.getOrDefault(variable, "");
        if (!variable.isEmpty() && apiKey.isBlank()) {
            String message =
                    "cannot call %s: the environment variable %s is not set; export it and run again (the application keeps its dummy key), or replay with -Djunit.llm.mode=replay"
                            .formatted(call.upstream().name(), variable);
            call.failed(Trouble.Kind.KEY_MISSING, message);
            Refusal.send(outgoing, 404, "key_missing", message);
            return;
        }
        Optional<Suspicion> suspicion = call.isRecorded() ? redactor.suspicion(call.request()) : Optional.empty();
        if (suspicion.isPresent()) {
            // Before the call, which costs and could not be kept.
            String message =
                    suspicion.get().message("the request to " + call.upstream().name());
            call.failed(Trouble.Kind.RECORDER, message);
            Refusal.send(outgoing, 400, "looks_secret", message);
            return;
        }
        new Recording(call, redactor.alsoKnowing(apiKey), clock, forwarder).run(path, apiKey, incoming, outgoing);
    }

    private static void replay(Lane lane, Take take, Outgoing outgoing) throws IOException {
        RecordedResponse response = take.exchange().response();
        lane.answered(
                take.exchange(),
                take.exchange().provenance().replayed(),
                take.wireDiffers(),
                UpstreamCall.isUpstreamTrouble(response.status()));
        if (!response.isStreamed()) {
            outgoing.send(
                    response.status(),
                    response.contentType(),
                    response.headers(),
                    response.body().bytes());
            return;
        }
        outgoing.start(response.status(), response.contentType(), response.headers());
        for (StreamEvent event : response.events()) {
            outgoing.write(event.raw().bytes(), event.raw().size());
        }
        outgoing.end();
    }
}
