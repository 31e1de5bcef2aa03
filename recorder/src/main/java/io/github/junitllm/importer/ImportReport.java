package io.github.junitllm.importer;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.Exchange;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What an import did.
 *
 * @param files the cassettes written, in the order of their first rows
 * @param imported one entry per row, in the order of the rows
 * @param redacted ids of the rows that held what looks like a credential and were changed
 * @param skipped what was left out because the caller allowed it, each with file, place and reason
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ImportReport(List<Path> files, List<Imported> imported, List<String> redacted, List<String> skipped) {

    /** Copies the lists. */
    public ImportReport {
        files = List.copyOf(files);
        imported = List.copyOf(imported);
        redacted = List.copyOf(redacted);
        skipped = List.copyOf(skipped);
    }

    /**
     * Where a row went.
     *
     * @param id id of the row
     * @param file its cassette
     * @param exchange what the cassette holds of it
     */
    public record Imported(String id, Path file, Exchange exchange) {}

    /** Returns the number of exchanges per upstream, by name. */
    public SortedMap<String, Integer> perUpstream() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        imported.forEach(row -> counts.merge(row.exchange().request().upstream(), 1, Integer::sum));
        return Collections.unmodifiableSortedMap(counts);
    }

    /** Returns the report as text for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%d exchange%s in %d cassette%s"
                .formatted(
                        imported.size(), imported.size() == 1 ? "" : "s", files.size(), files.size() == 1 ? "" : "s"));
        perUpstream().forEach((upstream, count) -> text.append("\n  %s %d".formatted(upstream, count)));
        if (!redacted.isEmpty()) {
            text.append("\n  redacted: ").append(String.join(", ", redacted));
        }
        skipped.forEach(left -> text.append("\n  skipped: ").append(left));
        return text.toString();
    }
}
