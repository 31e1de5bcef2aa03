package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.redact.Redactor;
import io.github.junitllm.server.HttpEngine.Incoming;
import io.github.junitllm.server.HttpEngine.Outgoing;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The loopback server that applications call instead of their providers. It listens on 127.0.0.1 only and answers only
 * for lanes that are open and upstreams on a closed list; it is no proxy.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class RecorderServer implements AutoCloseable {

    private static final Pattern LANE_TARGET = Pattern.compile("/lane/([^/?]+)/([^/?]+)(/[^?]*)?(\\?.*)?");
    private static final Pattern PLAIN_TARGET = Pattern.compile("/([^/?]+)(/[^?]*)?(\\?.*)?");
    private static final Pattern CLIMBS =
            Pattern.compile("(?i)(?:/|%2f|\\\\|%5c)(?:\\.|%2e){1,2}(?:/|%2f|\\\\|%5c|\\?|$)");

    private final Lanes lanes = new Lanes(this);
    private final HttpEngine engine;
    private final Answerer answerer;

    private RecorderServer(Map<String, String> environment, Clock clock) {
        Redactor redactor = Redactor.knowing(Upstreams.known().keyVariables().stream()
                .flatMap(variable -> Optional.ofNullable(environment.get(variable)).stream())
                .toList());
        this.answerer = new Answerer(environment, redactor, clock);
        this.engine = new UndertowEngine(this::handle);
    }

    /** Returns the server of this JVM, started on first use and stopped with the JVM. */
    public static RecorderServer shared() {
        return Shared.SERVER;
    }

    /** Starts a server of its own, for tests of the recorder and for tools. */
    public static RecorderServer start(Map<String, String> environment, Clock clock) {
        return new RecorderServer(environment, clock);
    }

    /** Opens a lane; close it when its sample is over. */
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

    void forget(Lane lane) {
        lanes.forget(lane);
    }

    private void handle(Incoming request, Outgoing response) throws IOException {
        String target = request.target();
        Matcher inLane = LANE_TARGET.matcher(target);
        Matcher plain = PLAIN_TARGET.matcher(target);
        if (CLIMBS.matcher(target).find()) {
            Refusal.send(response, 400, "bad_path", "the path climbs out of the upstream: " + target);
        } else if (inLane.matches()) {
            Optional<Lane> lane = lanes.byId(inLane.group(1));
            if (lane.isEmpty()) {
                Refusal.send(
                        response,
                        410,
                        "lane_closed",
                        "the sample of lane %s is over or never was; the client outlived its test: build it per test, or use %s/%s and name the lane in the header junit-llm-lane"
                                .formatted(inLane.group(1), url(), inLane.group(2)));
                return;
            }
            answer(lane.get(), inLane.group(2), path(inLane, 3), request, response);
        } else if (plain.matches() && !plain.group(1).equals("lane")) {
            Optional<Lane> lane = lanes.of(request);
            if (lane.isEmpty()) {
                Refusal.send(response, 409, "lane_unknown", lanes.unknown(request, plain.group(1)));
                return;
            }
            answer(lane.get(), plain.group(1), path(plain, 2), request, response);
        } else {
            Refusal.send(response, 400, "bad_target", "no upstream in the path: " + target);
        }
    }

    private void answer(Lane lane, String upstream, String path, Incoming request, Outgoing response)
            throws IOException {
        lane.requestCame();
        answerer.answer(lane, upstream.toLowerCase(Locale.ROOT), path, request, response);
    }

    private static String path(Matcher target, int group) {
        String path = target.group(group) == null ? "/" : target.group(group);
        return path + (target.group(group + 1) == null ? "" : target.group(group + 1));
    }

    private static final class Shared {
        static final RecorderServer SERVER = start(System.getenv(), Clock.systemUTC());
    }
}
