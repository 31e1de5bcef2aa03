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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The loopback server that applications call instead of their providers. It listens on 127.0.0.1 only and answers only
 * for lanes that are open and upstreams on a closed list; it is no proxy.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class RecorderServer implements AutoCloseable {

    private static final Pattern LANE_IN_BAGGAGE = Pattern.compile("(?:^|,)\\s*junit-llm-lane\\s*=\\s*([^,;\\s]+)");

    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicLong laneNumbers = new AtomicLong();
    private final HttpEngine engine;
    private final Answerer answerer;

    private RecorderServer(Map<String, String> environment, Clock clock) {
        Redactor redactor = Redactor.knowing(Upstreams.known().keyVariables().stream()
                .flatMap(variable -> Optional.ofNullable(environment.get(variable)).stream())
                .toList());
        this.answerer = new Answerer(environment, redactor, clock);
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
        if (setup.mode() == Mode.DRAFT && setup.drafts().isEmpty()) {
            throw new IllegalArgumentException("mode DRAFT needs a cassette for drafts");
        }
        Lane lane = new Lane(this, "s" + laneNumbers.incrementAndGet(), setup);
        lanes.put(lane.id(), lane);
        return lane;
    }

    /** Returns the server's URL without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + engine.port();
    }

    @Override
    public void close() {
        engine.close();
    }

    void forget(Lane lane) {
        lanes.remove(lane.id());
    }

    private Optional<RecordedResponse> handleAtOnce(Incoming request) {
        if (Target.climbs(request.target())) {
            return Optional.empty();
        }
        Optional<Target> target = Target.parse(request.target());
        Optional<Lane> lane = target.flatMap(Target::lane).flatMap(id -> Optional.ofNullable(lanes.get(id)));
        if (lane.isEmpty()) {
            return Optional.empty();
        }
        Optional<RecordedResponse> answer = answerer.answerAtOnce(
                lane.get(), upstream(target.get()), target.get().path(), request);
        answer.ifPresent(answered -> lane.get().requestCame());
        return answer;
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
            Lane lane = lanes.get(id);
            if (lane == null) {
                Refusal.send(
                        response,
                        410,
                        "lane_closed",
                        "the sample of lane %s is over or never was; the client outlived its test: build it per test, or use %s/%s and name the lane in the header junit-llm-lane"
                                .formatted(id, url(), target.get().upstream()));
                return;
            }
            answer(lane, target.get(), request, response);
        } else {
            Optional<Lane> lane = laneOf(request);
            if (lane.isEmpty()) {
                Refusal.send(
                        response,
                        409,
                        "lane_unknown",
                        "%d samples are running and the call names none of them; use llm.baseUrl(\"%s\"), or send the header junit-llm-lane"
                                .formatted(lanes.size(), target.get().upstream()));
                return;
            }
            answer(lane.get(), target.get(), request, response);
        }
    }

    private void answer(Lane lane, Target target, Incoming request, Outgoing response) throws IOException {
        lane.requestCame();
        answerer.answer(lane, upstream(target), target.path(), request, response);
    }

    private static String upstream(Target target) {
        return target.upstream().toLowerCase(Locale.ROOT);
    }

    /** The lane that the call names; else the only one that runs. Never a guess between several. */
    private Optional<Lane> laneOf(Incoming request) {
        Matcher baggage = LANE_IN_BAGGAGE.matcher(request.header("baggage"));
        String named = baggage.find() ? baggage.group(1) : request.header("junit-llm-lane");
        if (!named.isEmpty()) {
            return Optional.ofNullable(lanes.get(named));
        }
        return lanes.size() == 1 ? lanes.values().stream().findFirst() : Optional.empty();
    }

    private static final class Shared {
        static final RecorderServer SERVER = start(System.getenv(), Clock.systemUTC());
    }
}
