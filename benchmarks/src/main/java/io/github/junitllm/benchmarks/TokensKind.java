package io.github.junitllm.benchmarks;

import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.importer.ImportReport;
import io.github.junitllm.importer.ImportReport.Imported;
import io.github.junitllm.importer.WireImporter;
import io.github.junitllm.price.TokenCount;
import io.github.junitllm.price.TokenCounter;
import io.github.junitllm.provider.CallReaders;
import io.github.junitllm.stats.Quantiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts the tokens of recorded requests offline and compares with what their providers counted, by provider and certainty. */
final class TokensKind implements Measure.Kind {

    private static final double MOST = 0.95;

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve("interactions.jsonl") : path;
        Path folder = Files.createTempDirectory("junit-llm-tokens");
        try {
            SecretScan secrets = SecretScan.of(file, folder, err);
            ImportReport report = new WireImporter(folder, "measure tokens").importFile(secrets.accepted());
            Map<String, List<Double>> errors = new TreeMap<>();
            Map<String, Integer> within = new TreeMap<>();
            for (Imported imported : report.imported()) {
                one(imported, errors, within, err);
            }
            errors.forEach((source, all) -> {
                out.quantity(source, "error_median", Quantiles.quantile(all, 0.5), all.size());
                out.quantity(source, "error_p95", Quantiles.quantile(all, MOST), all.size());
                out.count(source, "within_stated", within.getOrDefault(source, 0), all.size());
            });
        } finally {
            Scratch.delete(folder);
        }
    }

    private static void one(
            Imported imported, Map<String, List<Double>> errors, Map<String, Integer> within, PrintStream err) {
        Exchange exchange = imported.exchange();
        LlmCall call = CallReaders.read(exchange).orElse(null);
        if (call == null || call.status() >= 300 || call.usage().input().orElse(0) == 0) {
            return;
        }
        TokenCount count = TokenCounter.input(exchange.request(), call);
        long told = call.usage().input().getAsLong();
        double error = Math.abs(count.tokens() - told) / (double) told;
        String source = "%s %s"
                .formatted(
                        exchange.request().upstream(), count.certainty().name().toLowerCase(Locale.ROOT));
        errors.computeIfAbsent(source, none -> new ArrayList<>()).add(error);
        boolean stated = told >= count.least() && told <= count.most().orElse(Long.MAX_VALUE);
        within.merge(source, stated ? 1 : 0, Integer::sum);
        if (!stated) {
            err.printf(
                    Locale.ROOT,
                    "%s: %s, counted %s, told %d (%s)%n",
                    imported.id(),
                    source,
                    count,
                    told,
                    call.requestModel().orElse("model unknown"));
        }
    }
}
