package io.github.junitllm.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTableTest {

    private static VerdictTable.Row row(boolean green, String verdict, String eval, String... notes) {
        return new VerdictTable.Row(
                green, verdict, eval, 2, 10, 9, "0", "0.900", "0.606..0.995", "0.80", "10 REPLAYED", List.of(notes));
    }

    @Test
    void lays_out_columns_with_the_red_rows_nearest_to_the_prompt() {
        assertThat(VerdictTable.of(
                        List.of(row(false, "FAIL", "ATest.a", "failed 1: late"), row(true, "PASS", "BTest.bcd"))))
                .isEqualTo("""
                        verdict  eval       cases  samples  passed  errors  rate   95 % bounds   claim  evidence
                        PASS     BTest.bcd      2       10       9  0       0.900  0.606..0.995  0.80   10 REPLAYED
                        FAIL     ATest.a        2       10       9  0       0.900  0.606..0.995  0.80   10 REPLAYED

                        ATest.a
                          failed 1: late
                        """);
    }
}
