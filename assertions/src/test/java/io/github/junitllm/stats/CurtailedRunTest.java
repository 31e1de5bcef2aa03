package io.github.junitllm.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CurtailedRunTest {

    private static final int TRIALS = 9;

    private static CriticalCounts counts(int pass, int fail) {
        return new CriticalCounts(
                pass < 0 ? OptionalInt.empty() : OptionalInt.of(pass),
                fail < 0 ? OptionalInt.empty() : OptionalInt.of(fail));
    }

    /** Of every sequence: the verdict is that of the full run, and one sample earlier another verdict was possible. */
    @Test
    void stopping_never_changes_the_verdict_and_never_waits() {
        for (CriticalCounts counts : new CriticalCounts[] {counts(8, 4), counts(9, -1), counts(-1, 3), counts(6, 6)}) {
            for (int outcomes = 0; outcomes < 1 << TRIALS; outcomes++) {
                CurtailedRun run = new CurtailedRun(counts, TRIALS);
                while (run.isOpen()) {
                    assertThat(run.saved()).isZero();
                    assertThat(run.verdict()).isEqualTo(RateVerdict.INCONCLUSIVE);
                    run.add((outcomes >> run.samples() & 1) == 1);
                }
                assertThat(run.verdict()).isEqualTo(counts.verdict(Integer.bitCount(outcomes)));
                assertThat(run.saved()).isEqualTo(TRIALS - run.samples());
                int before = run.samples() - 1;
                int least = Integer.bitCount(outcomes & (1 << before) - 1);
                assertThat(counts.verdict(least)).isNotEqualTo(counts.verdict(least + TRIALS - before));
            }
        }
    }

    @Test
    void a_run_that_stands_takes_no_more() {
        CurtailedRun run = new CurtailedRun(counts(2, 0), 2);
        run.add(true);
        run.add(true);
        assertThatThrownBy(() -> run.add(false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the verdict PASS stands after 2 samples");
        assertThat(run.successes()).isEqualTo(2);
    }

    @Test
    void wrong_arguments_are_named_with_their_range() {
        assertThatThrownBy(() -> new CurtailedRun(counts(1, 0), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trials = 0, allowed are 1 or more");
    }
}
