package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.junitllm.sampling.LlmEval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The tree that IDEs and build tools see must be the same on JUnit 5 and 6. */
class ConsumerIT {

    @Test
    void runs_on_the_line_of_JUnit_that_it_says() {
        String version = Test.class.getPackage().getImplementationVersion();

        assertThat(version).isEqualTo(System.getProperty("consumer.junit"));
    }

    @Test
    void takes_our_jars_and_not_our_class_folders() {
        assertThat(LlmEval.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                .endsWith(".jar");
    }

    @Test
    void shows_the_same_tree() {
        assertThat(launch("false"))
                .containsEntry("everySampleMustPass", "FAILED [SUCCESSFUL, SUCCESSFUL, FAILED, SUCCESSFUL]")
                .containsEntry("threeOfFour", "SUCCESSFUL [SUCCESSFUL, SUCCESSFUL, ABORTED, SUCCESSFUL]")
                .containsEntry("shown", "SUCCESSFUL [SUCCESSFUL, SUCCESSFUL, ABORTED, SUCCESSFUL]")
                .containsEntry("undecided", "FAILED [SUCCESSFUL, SUCCESSFUL, ABORTED, SUCCESSFUL]")
                .containsEntry("undecidedAborts", "ABORTED [SUCCESSFUL, SUCCESSFUL, ABORTED, SUCCESSFUL]")
                .containsEntry("moreSamplesThanTakes", "FAILED [SUCCESSFUL, SUCCESSFUL, FAILED, SUCCESSFUL, FAILED]")
                .containsEntry("wrongUse", "FAILED []")
                .hasSize(7);
    }

    /** JUnit can show a container as aborted only when its samples ended before its stream did: not green is what counts. */
    @Test
    void gives_the_same_verdicts_in_parallel() {
        Map<String, String> inSequence = launch("false");
        Map<String, String> inParallel = launch("true");

        assertThat(inParallel.remove("undecidedAborts")).doesNotStartWith("SUCCESSFUL");
        inSequence.remove("undecidedAborts");
        assertThat(inParallel).isEqualTo(inSequence);
    }

    /** The colour of every eval, with those of its samples in the order of their display names. */
    private static Map<String, String> launch(String parallel) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Evals.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", parallel)
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .build();
        Colours colours = new Colours();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, colours);
        Map<String, String> byEval = new TreeMap<>();
        colours.evals.forEach((id, colour) -> byEval.put(
                id, colour + " " + colours.samples.getOrDefault(id, Map.of()).values()));
        return byEval;
    }

    private static final class Colours implements TestExecutionListener {

        final Map<String, TestExecutionResult.Status> evals = new TreeMap<>();
        final Map<String, Map<String, TestExecutionResult.Status>> samples = new TreeMap<>();

        @Override
        public synchronized void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            List<String> names = new ArrayList<>();
            identifier.getUniqueIdObject().getSegments().forEach(segment -> names.add(segment.getValue()));
            if (names.size() < 3) {
                return;
            }
            String eval = names.get(2).replaceFirst("\\(.*", "");
            if (identifier.isTest()) {
                samples.computeIfAbsent(eval, key -> new TreeMap<>())
                        .put(identifier.getDisplayName(), result.getStatus());
            } else {
                evals.put(eval, result.getStatus());
            }
        }
    }
}
