package io.github.junitllm.server;

import io.github.junitllm.server.HttpEngine.Incoming;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The open lanes, and the rule by which a call without a lane in its path belongs to one of them. */
final class Lanes {

    private static final Pattern IN_BAGGAGE =
            Pattern.compile("(?:^|,)\\s*" + CurrentLane.HEADER + "\\s*=\\s*([^,;\\s]+)");
    private static final Pattern CONTEXT_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

    private final RecorderServer server;
    private final Map<String, Lane> samples = new ConcurrentHashMap<>();
    private final Map<String, Lane> contexts = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    Lanes(RecorderServer server) {
        this.server = server;
    }

    Lane open(Lane.Setup setup) {
        Lane lane = new Lane(server, "s" + numbers.incrementAndGet(), checked(setup), false);
        samples.put(lane.id(), lane);
        return lane;
    }

    Lane context(String name, Supplier<Lane.Setup> setup) {
        if (!CONTEXT_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "context lane \"%s\": allowed are letters, digits, dots, hyphens and underscores, at most 100"
                            .formatted(name));
        }
        return contexts.computeIfAbsent("context-" + name, id -> new Lane(server, id, checked(setup.get()), true));
    }

    private static Lane.Setup checked(Lane.Setup setup) {
        if (setup.mode() == Mode.DRAFT && setup.drafts().isEmpty()) {
            throw new IllegalArgumentException("mode DRAFT needs a cassette for drafts");
        }
        return setup;
    }

    void forget(Lane lane) {
        samples.remove(lane.id(), lane);
        contexts.remove(lane.id(), lane);
    }

    Optional<Lane> byId(String id) {
        return Optional.ofNullable(samples.get(id)).or(() -> Optional.ofNullable(contexts.get(id)));
    }

    /**
     * The lane that the call names; else the only sample that runs; while none runs, the only context lane. Never a guess
     * between several.
     */
    Optional<Lane> of(Incoming request) {
        String named = named(request);
        if (!named.isEmpty()) {
            return byId(named);
        }
        return only(samples).or(() -> samples.isEmpty() ? only(contexts) : Optional.empty());
    }

    /** Why {@link #of} found none. */
    String unknown(Incoming request, String upstream) {
        String named = named(request);
        if (!named.isEmpty()) {
            return "the call names lane %s, which is not open: its sample is over or never was; an application that works on after its sample must not call"
                    .formatted(named);
        }
        if (!samples.isEmpty()) {
            return "%d samples are running and the call names none of them; use llm.baseUrl(\"%s\"), or send the header junit-llm-lane"
                    .formatted(samples.size(), upstream);
        }
        return contexts.isEmpty()
                ? "no sample is running and no context lane is open, so the call belongs to none; for calls at start-up junit-llm-spring opens one, and elsewhere ContextLane.open(\"app\", MyTest.class)"
                : "no sample is running, and %d context lanes are open, of which the call names none; send the header junit-llm-lane"
                        .formatted(contexts.size());
    }

    private static String named(Incoming request) {
        Matcher baggage = IN_BAGGAGE.matcher(request.header("baggage"));
        return baggage.find() ? baggage.group(1) : request.header(CurrentLane.HEADER);
    }

    private static Optional<Lane> only(Map<String, Lane> lanes) {
        return lanes.size() == 1 ? lanes.values().stream().findFirst() : Optional.empty();
    }
}
