package io.github.junitllm.sampling;

import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.judge.LlmJudge.Opinion;
import io.github.junitllm.server.LaneCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The numbers of one sample.
 *
 * @param scores by name
 * @param callMillis time of its calls on the wire, where that says something of a model
 * @param untimed why there is no such time
 * @param opinions what judges said of it
 */
record Measured(
        Map<String, Double> scores, OptionalDouble callMillis, Optional<Untimed> untimed, List<Opinion> opinions) {

    static final Measured NOTHING =
            new Measured(Map.of(), OptionalDouble.empty(), Optional.of(Untimed.NO_CALL), List.of());

    /** Why the time of a sample's calls tells nothing. */
    enum Untimed {
        NO_CALL("without a call"),
        FAULT("with an injected fault"),
        SIMULATED("simulated"),
        BROKEN_OFF("broken off by the application"),
        UNKNOWN("of an unknown time"),
        ERROR("ended in an error");

        private final String words;

        Untimed(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Measured {
        scores = Map.copyOf(scores);
        opinions = List.copyOf(opinions);
    }

    /**
     * What a sample has measured.
     *
     * @param faulty whether a fault was injected into any of its calls, also one that has no answer
     */
    static Measured of(Map<String, Double> scores, List<LaneCall> calls, boolean faulty, List<Opinion> opinions) {
        Optional<Untimed> untimed = faulty || calls.isEmpty()
                ? Optional.of(faulty ? Untimed.FAULT : Untimed.NO_CALL)
                : calls.stream()
                        .flatMap(call -> untimed(call).stream())
                        .sorted()
                        .findFirst();
        return new Measured(
                scores,
                untimed.isPresent()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                calls.stream().mapToDouble(Measured::millis).sum()),
                untimed,
                opinions);
    }

    private static Optional<Untimed> untimed(LaneCall call) {
        if (call.evidence() == Evidence.SIMULATED) {
            return Optional.of(Untimed.SIMULATED);
        }
        if (call.brokenOff()) {
            return Optional.of(Untimed.BROKEN_OFF);
        }
        return millis(call) > 0 ? Optional.empty() : Optional.of(Untimed.UNKNOWN);
    }

    private static double millis(LaneCall call) {
        return call.exchange().response().totalMillis();
    }
}
