package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many samples and many tests end well in a small heap; what they cost is not for a test to say. */
@Timeout(120)
class OverheadKindTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Figures figures = new Figures("overhead", new PrintStream(out, true, UTF_8));

    @Test
    void ten_thousand_samples_end_well_in_256_MB() throws Exception {
        OverheadKind.child(figures, System.err, "samples");

        assertThat(out.toString(UTF_8).strip())
                .isEqualTo(
                        "{\"name\":\"overhead\",\"source\":\"10,000 samples in one test\",\"figure\":\"ended_well\",\"value\":10000,\"n\":10000}");
    }

    @Test
    void generated_tests_end_well(@TempDir Path folder) throws Exception {
        ManyEvals.compile(folder, 2);
        OverheadKind.child(figures, System.err, "tests", folder.toString(), "2");

        assertThat(out.toString(UTF_8).strip())
                .isEqualTo(
                        "{\"name\":\"overhead\",\"source\":\"20 tests of 10 samples\",\"figure\":\"ended_well\",\"value\":200,\"n\":200}");
    }
}
