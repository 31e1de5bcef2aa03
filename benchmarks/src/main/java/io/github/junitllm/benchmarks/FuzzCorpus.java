package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.StreamEvent;
import io.github.junitllm.importer.ImportReport;
import io.github.junitllm.importer.ImportReport.Imported;
import io.github.junitllm.importer.WireImporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Real inputs, to be damaged.
 *
 * @param folder where the cassettes are, with their body files
 * @param rows rows of an import
 * @param cassettes contents of cassettes
 * @param exchanges exchanges
 * @param streams bodies of streams of events
 */
record FuzzCorpus(
        Path folder, List<byte[]> rows, List<byte[]> cassettes, List<Exchange> exchanges, List<byte[]> streams) {

    /** Larger ones would only be slower. */
    private static final int LARGEST = 20_000;

    static FuzzCorpus of(Path file, Path folder) throws IOException {
        ImportReport report = new WireImporter(folder, "measure fuzz").importFile(file);
        List<byte[]> cassettes = new ArrayList<>();
        for (Path cassette : report.files()) {
            if (Files.size(cassette) <= LARGEST) {
                cassettes.add(Files.readAllBytes(cassette));
            }
        }
        List<byte[]> rows = Files.readAllLines(file, UTF_8).stream()
                .filter(row -> !row.isBlank() && row.length() <= LARGEST)
                .map(row -> row.getBytes(UTF_8))
                .toList();
        List<Exchange> exchanges = report.imported().stream()
                .map(Imported::exchange)
                .filter(exchange -> size(exchange) <= LARGEST)
                .toList();
        List<byte[]> streams = exchanges.stream()
                .filter(exchange -> exchange.response().isStreamed())
                .map(exchange -> joined(exchange.response().events()))
                .toList();
        return new FuzzCorpus(folder, rows, cassettes, exchanges, streams);
    }

    private static int size(Exchange exchange) {
        return exchange.request().body().size() + exchange.response().body().size();
    }

    private static byte[] joined(List<StreamEvent> events) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        events.stream().map(StreamEvent::raw).map(Body::bytes).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
