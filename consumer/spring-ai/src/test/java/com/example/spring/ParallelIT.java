package com.example.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** One context and one client for many samples at once: every sample gets its own takes, or is told why not. */
class ParallelIT {

    private static final String ALL = "whole,stream,pool";

    @RepeatedTest(3)
    void samples_in_parallel_share_a_client_and_get_their_own_takes() {
        String evals = System.getProperty("consumer.in-parallel");

        TestExecutionSummary summary = run(evals, true);

        assertThat(messages(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(12L * evals.split(",").length);
    }

    @Test
    void what_cannot_be_told_apart_is_refused_and_never_guessed() {
        assertThat(messages(run(ALL, true)))
                .allMatch(message -> message.startsWith("ERROR: ")
                        || message.contains("samples are running and the call names none of them"));
    }

    @Test
    void in_sequence_nothing_has_to_be_told_apart() {
        TestExecutionSummary summary = run(ALL, false);

        assertThat(messages(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(36);
    }

    private static List<String> messages(TestExecutionSummary summary) {
        return summary.getFailures().stream()
                .map(failure -> String.valueOf(failure.getException().getMessage()))
                .toList();
    }

    private static TestExecutionSummary run(String evals, boolean parallel) {
        List<MethodSelector> methods = Arrays.stream(evals.split(","))
                .map(eval -> DiscoverySelectors.selectMethod(
                        Parallel.class, eval, Parallel.Question.class, io.github.junitllm.sampling.Llm.class))
                .toList();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(methods)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", String.valueOf(parallel))
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }
}
