package io.github.junitllm.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class KilledRunTest {

    @TempDir
    Path folder;

    /** The moments are far apart, since starting a JVM is what costs. */
    @ParameterizedTest(name = "killed after {0} answers")
    @ValueSource(ints = {1, 23, 90, 171, 199})
    void what_the_application_had_received_in_full_is_there_and_the_next_run_completes_the_rest(int moment)
            throws Exception {
        Path file = folder.resolve("c.jsonl");
        Set<String> printed = killedAfter(moment, file);
        assertThat(printed).hasSizeGreaterThanOrEqualTo(moment);

        int kept;
        try (Cassette cassette = Cassette.open(file, "t", "c")) {
            Set<String> recorded = cassette.exchanges().stream()
                    .map(exchange -> exchange.request().body().text())
                    .collect(Collectors.toSet());
            assertThat(recorded).containsAll(printed);
            assertThat(cassette.exchanges()).allSatisfy(exchange -> assertThat(
                            exchange.response().body().text())
                    .contains(exchange.request().body().text()));
            kept = recorded.size();
        }

        try (RawUpstream upstream = new RawUpstream(KilledRun::answer);
                Rig rig = new Rig(file).openAiAt(upstream.url())) {
            KilledRun.record(rig);
            assertThat(upstream.requests()).hasSize(KilledRun.EXCHANGES - kept);
            assertThat(rig.reload().exchanges()).hasSize(KilledRun.EXCHANGES);
        }
    }

    private static Set<String> killedAfter(int moment, Path file) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<String> printed = new TreeSet<>();
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // A line without its end was cut.
                if (line.endsWith(";")) {
                    printed.add(KilledRun.request(Integer.parseInt(line.substring(0, line.length() - 1))));
                }
                if (printed.size() == moment) {
                    // The handle's, since the process's own closes what it has printed.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return printed;
    }
}
