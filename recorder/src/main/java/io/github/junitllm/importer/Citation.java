package io.github.junitllm.importer;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * Where imported answers come from, for formats that do not say it themselves.
 *
 * @param source who recorded or wrote them, for example a repository
 * @param licence the licence as an SPDX name, for example {@code Apache-2.0}
 * @param simulated whether somebody made the answers up, so that they are evidence SIMULATED and not IMPORTED
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Citation(String source, String licence, boolean simulated) {

    /** Refuses a blank source or licence. */
    public Citation {
        if (source.isBlank()) {
            throw new IllegalArgumentException(
                    "the source is blank: expected who recorded or wrote the answers, for example \"github.com/example/shop\"");
        }
        if (licence.isBlank()) {
            throw new IllegalArgumentException(
                    "the licence is blank: expected an SPDX name, for example Apache-2.0, or LicenseRef-own for your own");
        }
    }
}
