package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Where a recorded response comes from.
 *
 * @param origin recorded by us, imported, or simulated
 * @param recordedAt when it was recorded, empty when unknown
 * @param source for an import, who recorded it, as a citation; else empty
 * @param licence for an import, the licence as an SPDX name; else empty
 * @param wireSynthesised whether the answer is real but the HTTP body around it was made by an importer, so that usage
 *     and timing say nothing
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Provenance(
        Origin origin, Optional<Instant> recordedAt, String source, String licence, boolean wireSynthesised) {

    /** Makes the provenance of a response that was recorded by us at this time. */
    public static Provenance recorded(Instant at) {
        return new Provenance(Origin.RECORDED, Optional.of(at), "", "", false);
    }

    /** Makes the provenance of a response that a scripted stand-in gave at this time. */
    public static Provenance simulated(Instant at) {
        return new Provenance(Origin.SIMULATED, Optional.of(at), "", "", false);
    }

    /** Makes the provenance of a response that somebody else recorded. */
    public static Provenance imported(String source, String licence, boolean wireSynthesised) {
        return new Provenance(Origin.IMPORTED, Optional.empty(), source, licence, wireSynthesised);
    }

    /** Returns the kind of evidence that a replay of this response gives. */
    public Evidence replayed() {
        return switch (origin) {
            case RECORDED -> Evidence.REPLAYED;
            case IMPORTED -> Evidence.IMPORTED;
            case SIMULATED -> Evidence.SIMULATED;
        };
    }

    /** Returns the kind of evidence that the response gave in the run that recorded it. */
    public Evidence live() {
        return origin == Origin.SIMULATED ? Evidence.SIMULATED : Evidence.LIVE;
    }
}
