package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.redact.Redactor;
import io.github.junitllm.server.HttpEngine.Incoming;
import io.github.junitllm.server.HttpEngine.Outgoing;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * The loopback server that applications call instead of their providers. It listens on 127.0.0.1 only and answers only
 * for lanes that are open and upstreams on a closed list; it is no proxy.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class RecorderServer implements AutoCloseable {

    private final Lanes lanes = new Lanes(this);
    private final Redactor redactor;
    private final HttpEngine engine;
    private final Answerer answerer;

    private RecorderServer(Map<String, String> environment, Clock clock) {
        this.redactor = Redactor.knowing(Upstreams.known().keyVariables().stream()
                .flatMap(variable -> Optional.ofNullable(environment.get(variable)).stream())
                .toList());
        this.answerer = new Answerer(environment, clock);
        this.engine = new UndertowEngine(new HttpEngine.Handler() {
            @Override
            public Optional<RecordedResponse> handleAtOnce(Incoming request) {
                return RecorderServer.this.handleAtOnce(request);
            }

            @Override
            public void handle(Incoming request, Outgoing response) throws IOException {
                RecorderServer.this.handle(request, response);
            }
        });
    }

    /** Returns the server of this JVM, started on first use and stopped with the JVM. */
    public static RecorderServer shared() {
        return Shared.SERVER;
    }

    /** Starts a server of its own, for tests of the recorder and for tools. */
    public static RecorderServer start(Map<String, String> environment, Clock clock) {
        return new RecorderServer(environment, clock);
    }

    /**
     * Opens a lane; close it when its sample is over.
     *
     * @throws IllegalArgumentException in draft mode without a place for drafts
     */
    public Lane openLane(Lane.Setup setup) {
        return lanes.open(setup);
    }

    /**
     * Returns the context lane of this name, opened on first use: it answers calls that the application makes outside any
     * sample, for example embeddings at start-up. It is no sample, so an equal request is answered by the same take
     * however often and in whatever order it comes.
     *
     * @param name name of the lane, at most 100 letters, digits, dots, hyphens and underscores
     * @param setup asked for when the lane is not open yet
     */
    public Lane contextLane(String name, Supplier<Lane.Setup> setup) {
        return lanes.context(name, setup);
    }

    /** Returns the server's URL without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + engine.port();
    }

    @Override
    public void close() {
        engine.close();
    }

    Redactor redactor() {
        return redactor;
    }

    void forget(Lane lane) {
        lanes.forget(lane);
    }

    private Optional<RecordedResponse> handleAtOnce(Incoming request) {
        if (Target.climbs(request.target())) {
            return Optional.empty();
        }
        Optional<Target> target = Target.parse(request.target());
        Optional<Lane> lane = target.flatMap(Target::lane).flatMap(lanes::byId);
        if (lane.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<RecordedResponse> answer = answerer.answerAtOnce(
                    lane.get(), upstream(target.get()), target.get().path(), request);
            answer.ifPresent(answered -> lane.get().requestCame());
            return answer;
        } catch (RuntimeException | Error e) {
            failed(lane.get(), e);
            throw e;
        }
    }

    private void handle(Incoming request, Outgoing response) throws IOException {
        if (Target.climbs(request.target())) {
            Refusal.send(response, 400, "bad_path", "the path climbs out of the upstream: " + request.target());
            return;
        }
        Optional<Target> target = Target.parse(request.target());
        if (target.isEmpty()) {
            Refusal.send(response, 400, "bad_target", "no upstream in the path: " + request.target());
        } else if (target.get().lane().isPresent()) {
            String id = target.get().lane().get();
            Optional<Lane> lane = lanes.byId(id);
            if (lane.isEmpty()) {
                Refusal.send(
                        response,
                        410,
                        "lane_closed",
                        "the sample of lane %s is over or never was; the client outlived its test: build it per test, or use %s/%s and name the lane in the header junit-llm-lane"
                                .formatted(id, url(), target.get().upstream()));
                return;
            }
            answer(lane.get(), target.get(), request, response);
        } else {
            Optional<Lane> lane = lanes.of(request);
            if (lane.isEmpty()) {
                Refusal.send(
                        response,
                        409,
                        "lane_unknown",
                        lanes.unknown(request, target.get().upstream()));
                return;
            }
            answer(lane.get(), target.get(), request, response);
        }
    }

    private void answer(Lane lane, Target target, Incoming request, Outgoing response) throws IOException {
        if (!McpSession.isHousekeeping(request)) {
            lane.requestCame();
        }
        lane.callBegins();
        try {
            answerer.answer(lane, upstream(target), target.path(), request, response);
        } catch (RuntimeException | Error e) {
            failed(lane, e);
            throw e;
        } finally {
            lane.callEnds();
        }
    }

    /** An application that carries on without the answer must not make its sample pass. */
    private static void failed(Lane lane, Throwable defectOfOurs) {
        lane.trouble(Trouble.Kind.RECORDER, "the recorder failed: " + lane.redacted(defectOfOurs.toString()));
    }

    private static String upstream(Target target) {
        return target.upstream().toLowerCase(Locale.ROOT);
    }

    private static final class Shared {
        static final RecorderServer SERVER = start(System.getenv(), Clock.systemUTC());
    }
}
