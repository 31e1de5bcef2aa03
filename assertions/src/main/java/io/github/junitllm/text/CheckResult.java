package io.github.junitllm.text;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/** What a check says about an answer: it holds, it does not, or that cannot be told. */
@API(status = EXPERIMENTAL, since = "0.1")
public sealed interface CheckResult {

    /**
     * The answer is as required.
     *
     * @param evidence where that is seen; told when the check is asked for negated, else unused
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    record Held(List<TextSpan> evidence) implements CheckResult {
        /** Copies the list. */
        public Held {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * The answer is not as required.
     *
     * @param observed what is there instead, worded to follow "observed"
     * @param evidence where that is seen; empty where nothing could be pointed at
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    record Failed(String observed, List<TextSpan> evidence) implements CheckResult {
        /** Copies the list. */
        public Failed {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * The check cannot tell.
     *
     * @param reason why, and what would tell it
     * @param evidence what leaves it open; may be empty
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    record Unsure(String reason, List<TextSpan> evidence) implements CheckResult {
        /** Copies the list. */
        public Unsure {
            evidence = List.copyOf(evidence);
        }
    }

    /** The answer is as required, here. */
    static CheckResult held(TextSpan... evidence) {
        return new Held(List.of(evidence));
    }

    /**
     * The answer is not as required, here.
     *
     * @param observed what is there instead, worded to follow "observed", for example {@code an insult}
     */
    static CheckResult failed(String observed, TextSpan... evidence) {
        return new Failed(observed, List.of(evidence));
    }

    /**
     * The check cannot tell.
     *
     * @param reason why, and what would tell it
     */
    static CheckResult unsure(String reason, TextSpan... evidence) {
        return new Unsure(reason, List.of(evidence));
    }
}
