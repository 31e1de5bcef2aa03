package io.github.junitllm.grounding;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * From which probability on a claim fails or is supported; between both it is unsure.
 *
 * @param failBelow a claim less likely supported than this is unsupported or contradicted, 0 to 1; divided by the number of claims
 *     of the answer, since each of them is one more chance of a false alarm
 * @param supportFrom a claim at least as likely supported as this, with no number, unit or negation against it, is supported;
 *     {@code failBelow} to 1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record GroundingSetting(double failBelow, double supportFrom) {

    /** Refuses what is no probability, and bounds in the wrong order. */
    public GroundingSetting {
        if (!(0 <= failBelow && failBelow <= supportFrom && supportFrom <= 1)) {
            throw new IllegalArgumentException(
                    "failBelow = %s, supportFrom = %s, required 0 <= failBelow <= supportFrom <= 1; write for example new GroundingSetting(0.05, 0.8)"
                            .formatted(failBelow, supportFrom));
        }
    }

    /** Fails 1 % of supported claims of seven public data sets; docs/groundedness.md has the figures. */
    public static GroundingSetting standard() {
        return new GroundingSetting(0.05, 0.8);
    }

    double failBelow(int claims) {
        return failBelow / Math.max(1, claims);
    }
}
