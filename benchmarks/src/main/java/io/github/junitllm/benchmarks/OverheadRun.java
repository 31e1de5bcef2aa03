package io.github.junitllm.benchmarks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs classes through JUnit's launcher, as build tools do, and counts what ended well. */
final class OverheadRun {

    private final Path folder;
    private final PrintStream err;
    private final Map<String, String> settings;

    OverheadRun(Path folder, PrintStream err, Map<String, String> settings) {
        this.folder = folder;
        this.err = err;
        this.settings = settings;
    }

    /**
     * What a run came to.
     *
     * @param ended tests that succeeded
     * @param seconds from the launch to its end
     */
    record Result(int ended, double seconds) {}

    Result of(Class<?>... classes) throws IOException {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(List.of(classes).stream()
                        .map(type -> (DiscoverySelector) selectClass(type))
                        .toList())
                .enableImplicitConfigurationParameters(false)
                .configurationParameter(
                        "junit.llm.cassettes", folder.resolve("cassettes").toString())
                .configurationParameter(
                        "junit.llm.results", folder.resolve("results").toString())
                .configurationParameters(settings)
                .build();
        Count count = new Count(err);
        // What an earlier run left is not this one's to collect.
        System.gc();
        long start = System.nanoTime();
        Console.to(err, () -> LauncherFactory.create().execute(request, count));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (Files.exists(folder.resolve("results"))) {
            Scratch.delete(folder.resolve("results"));
        }
        return new Result(count.succeeded.get(), seconds);
    }

    private static final class Count implements TestExecutionListener {

        private final PrintStream err;
        private final AtomicInteger succeeded = new AtomicInteger();

        Count(PrintStream err) {
            this.err = err;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                succeeded.incrementAndGet();
            }
            result.getThrowable().ifPresent(thrown -> err.println(test.getDisplayName() + ": " + thrown));
        }
    }
}
