package io.github.junitllm.benchmarks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.junitllm.upkeep.Accept;
import io.github.junitllm.upkeep.RunLines;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The inner loop of who works on a prompt: what one changed word, its undoing and one changed case cost. */
final class DraftKind implements Measure.Kind {

    private static final int CONCURRENCY = 10;

    private final long latencyMillis;

    DraftKind(long latencyMillis) {
        this.latencyMillis = latencyMillis;
    }

    @Override
    public boolean needsPath() {
        return false;
    }

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Path folder = Files.createTempDirectory("junit-llm-measure");
        try (Scripted provider = new Scripted()) {
            Loop loop = new Loop(folder, provider);
            DraftEval.prompt = "Answer in one word: ";
            DraftEval.changedCase = "";
            loop.run("record", err);
            provider.latency(latencyMillis);

            List<Run> changed = new ArrayList<>();
            for (String word : List.of("using", "by", "with")) {
                DraftEval.prompt = "Answer " + word + " one word: ";
                changed.add(loop.run("draft", err));
            }
            print(changed, out);
            DraftEval.prompt = "Answer in one word: ";
            out.count("edit undone", "calls", loop.run("draft", err).calls(), DraftEval.SAMPLES);
            DraftEval.prompt = "Answer with one word: ";
            out.count("same word again", "calls", loop.run("draft", err).calls(), DraftEval.SAMPLES);

            DraftEval.prompt = "Answer in one word: ";
            DraftEval.changedCase = "c07";
            Map<Path, String> before = loop.cassettes();
            out.count("one changed case", "calls", loop.run("draft", err).calls(), DraftEval.SAMPLES);
            Accept.run(RunLines.read(folder.resolve("results"))).forEach(err::println);
            Map<Path, String> after = loop.cassettes();
            int files = (int) after.entrySet().stream()
                    .filter(file -> !file.getValue().equals(before.get(file.getKey())))
                    .count();
            out.count("one changed case", "files_changed", files, after.size());
            out.count(
                    "one changed case accepted",
                    "calls",
                    loop.run("record", err).calls(),
                    DraftEval.SAMPLES);
        } finally {
            Scratch.delete(folder);
        }
    }

    private void print(List<Run> changed, Figures out) {
        List<Double> overIdeal = changed.stream()
                .map(run -> run.wholeMillis() * CONCURRENCY / (run.calls() * (double) latencyMillis))
                .toList();
        String source = "one changed word";
        int n = changed.size();
        out.count(source, "calls", changed.get(0).calls(), DraftEval.SAMPLES);
        List<Double> first = changed.stream().map(Run::firstMillis).toList();
        out.quantity(source, "first_outcome_ms_median", Spread.quantile(first, 0.5), n);
        out.quantity(source, "first_outcome_ms_max", Spread.quantile(first, 1), n);
        out.quantity(source, "whole_over_ideal_median", Spread.quantile(overIdeal, 0.5), n);
        out.quantity(source, "whole_over_ideal_max", Spread.quantile(overIdeal, 1), n);
    }

    private record Run(int calls, double firstMillis, double wholeMillis) {}

    private record Loop(Path folder, Scripted provider) {

        Run run(String mode, PrintStream err) throws IOException {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(DraftEval.class))
                    .enableImplicitConfigurationParameters(false)
                    .configurationParameters(Map.ofEntries(
                            Map.entry("junit.llm.mode", mode),
                            Map.entry(
                                    "junit.llm.cassettes",
                                    folder.resolve("cassettes").toString()),
                            Map.entry(
                                    "junit.llm.drafts", folder.resolve("drafts").toString()),
                            Map.entry(
                                    "junit.llm.results",
                                    folder.resolve("results").toString()),
                            Map.entry("junit.llm.draft.rounds", "all"),
                            Map.entry("junit.llm.budget.calls", "1000"),
                            Map.entry("junit.llm.upstream.openai", provider.url()),
                            Map.entry("junit.llm.upstream.openai.simulated", "true"),
                            Map.entry("junit.jupiter.execution.parallel.enabled", "true"),
                            Map.entry("junit.jupiter.execution.parallel.mode.default", "concurrent"),
                            Map.entry("junit.jupiter.execution.parallel.config.strategy", "fixed"),
                            Map.entry("junit.jupiter.execution.parallel.config.fixed.parallelism", "" + CONCURRENCY)))
                    .build();
            Launcher launcher = LauncherFactory.create();
            provider.takeAsked();
            Outcomes outcomes = new Outcomes(err);
            Console.to(err, () -> launcher.execute(request, outcomes));
            double whole = (System.nanoTime() - outcomes.start) / 1e6;
            if (outcomes.count.get() != DraftEval.SAMPLES) {
                throw new IllegalStateException(
                        "%d of %d samples ran".formatted(outcomes.count.get(), DraftEval.SAMPLES));
            }
            return new Run(provider.takeAsked().size(), (outcomes.first.get() - outcomes.start) / 1e6, whole);
        }

        Map<Path, String> cassettes() throws IOException {
            Map<Path, String> contents = new TreeMap<>();
            try (Stream<Path> files = Files.walk(folder.resolve("cassettes"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    contents.put(file, Files.readString(file));
                }
            }
            return contents;
        }
    }

    private static final class Outcomes implements TestExecutionListener {

        private final PrintStream err;
        private final long start = System.nanoTime();
        private final AtomicLong first = new AtomicLong();
        private final AtomicInteger count = new AtomicInteger();

        Outcomes(PrintStream err) {
            this.err = err;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                first.compareAndSet(0, System.nanoTime());
                count.incrementAndGet();
            }
            result.getThrowable().ifPresent(thrown -> err.println(test.getDisplayName() + ": " + thrown.getMessage()));
        }
    }
}
