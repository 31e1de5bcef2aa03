package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One suite of every rule and every end, however it is run: JUnit 5 or 6, in sequence or on 1, 4 or 16 threads, in one JVM or
 * in Surefire's forks. The tree, the result lines and the XML must be those of the approved files.
 */
class MatrixIT {

    private static final List<Class<?>> SUITE =
            List.of(MatrixRulesEvals.class, MatrixEndsEvals.class, MatrixShapesEvals.class);

    /** Zero threads: in sequence. */
    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {0, 1, 4, 16})
    void threads_change_neither_tree_nor_result_lines(int threads, @TempDir Path results) throws IOException {
        List<String> tree = MatrixRun.tree(SUITE, threads, results);

        Approved.requireSame("matrix-tree.txt", tree);
        Approved.requireSame("matrix-lines.txt", MatrixRun.lines(results));
    }

    @ParameterizedTest
    @ValueSource(strings = {"forks-1", "forks-2"})
    void forks_change_neither_XML_nor_result_lines(String run) throws IOException {
        Path folder = Path.of("target", "matrix", run);

        Approved.requireSame("matrix-xml.txt", MatrixRun.xml(folder));
        Approved.requireSame("matrix-lines.txt", MatrixRun.lines(resultsIn(folder)));
    }

    /** Samples that were under way when the verdict stood are in the XML as they ended; the verdicts are the same. */
    @Test
    void forks_and_threads_at_once_change_neither_verdicts_nor_result_lines() throws IOException {
        Path folder = Path.of("target", "matrix", "forks-2-threads-4");

        assertThat(verdicts(MatrixRun.xml(folder)))
                .isNotEmpty()
                .isEqualTo(verdicts(MatrixRun.xml(Path.of("target", "matrix", "forks-1"))));
        Approved.requireSame("matrix-lines.txt", MatrixRun.lines(resultsIn(folder)));
    }

    private static List<String> verdicts(List<String> xml) {
        return xml.stream().filter(test -> !test.matches(".*\\[\\d+] \\w+")).toList();
    }

    /** Surefire reports what was red at first and green afterwards as flaky, and the build as good. */
    @Test
    void reruns_turn_nothing_green() throws IOException {
        List<String> once = MatrixRun.xml(Path.of("target", "matrix", "forks-1"));
        List<String> again = MatrixRun.xml(Path.of("target", "matrix", "rerun"));

        assertThat(red(again)).isNotEmpty().isEqualTo(red(once));
    }

    /** The second attempt alone would pass: 40 of 40. */
    @Test
    void a_rerun_that_asks_the_provider_again_turns_nothing_green() throws IOException {
        Path folder = Path.of("target", "matrix", "rerun-live");
        List<String> verdicts = MatrixRun.verdicts(resultsIn(folder));

        assertThat(verdicts(MatrixRun.xml(folder)))
                .containsExactly("com.example.LiveRerunEvals saysYes(GoldenCase, Llm) failure");
        assertThat(verdicts).hasSize(2);
        assertThat(verdicts.get(0)).startsWith("FAIL");
        assertThat(verdicts.get(1)).isEqualTo("INCONCLUSIVE, alone PASS, pooled 60 of 80");
    }

    @Test
    void both_forks_had_work() throws IOException {
        try (var files = Files.list(resultsIn(Path.of("target", "matrix", "forks-2")))) {
            assertThat(files.filter(file -> file.toString().endsWith(".jsonl"))).hasSizeGreaterThan(1);
        }
    }

    private static Set<String> red(List<String> xml) {
        return xml.stream()
                .filter(test -> test.endsWith(" failure") || test.endsWith(" error"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of this build; an earlier one may have left its own. */
    private static Path resultsIn(Path folder) {
        return folder.resolve("results").resolve(System.getProperty("matrix.build"));
    }
}
