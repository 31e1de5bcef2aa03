package io.github.junitllm.importer;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.redact.RedactionRules;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Where an import goes and how.
 *
 * @param folder where cassettes are written; created when it is not there
 * @param test name of the test, for the header of the cassettes
 * @param caseId name of the cassette that all goes to; empty for one named after the file
 * @param rules what is redacted beside the built-in rules
 * @param citation where the answers come from
 * @param skipping whether what cannot become a recording is left out; else nothing is written
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ImportTarget(
        Path folder, String test, Optional<String> caseId, RedactionRules rules, Citation citation, boolean skipping) {

    /** Refuses a case that is no name of a file. */
    public ImportTarget {
        caseId.filter(name -> !CassetteNames.isSafe(name)).ifPresent(name -> {
            throw new IllegalArgumentException("case \"%s\": expected %s".formatted(name, CassetteNames.SAFE));
        });
    }

    /** Makes a target with the built-in rules that leaves nothing out. */
    public ImportTarget(Path folder, String test, Citation citation) {
        this(folder, test, Optional.empty(), RedactionRules.NONE, citation, false);
    }
}
