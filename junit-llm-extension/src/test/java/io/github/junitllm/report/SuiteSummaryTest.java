package io.github.junitllm.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.report.SuiteSummary.Claimed;
import org.junit.jupiter.api.Test;

/** What many verdicts say together, from claims by hand. */
class SuiteSummaryTest {

    @Test
    void the_lines_name_what_stands_and_what_may_be_chance() {
        SuiteSummary suite = new SuiteSummary();
        assertThat(suite.lines()).isEmpty();
        suite.add(new Claimed("A.one", true, 0.05, 0.001));
        assertThat(suite.lines()).as("one verdict stands alone").isEmpty();
        suite.add(new Claimed("B.two", true, 0.05, 0.04));
        suite.add(new Claimed("C.three", false, 0.01, 0.9));
        assertThat(suite.stands()).isTrue();

        assertThat(suite.lines())
                .containsExactly(
                        "3 claims about a rate: were every rate just as claimed, chance alone would FAIL at most 0.11 of them on average",
                        "FAIL that stands among all of them (Benjamini-Hochberg, adjusted p at most 0.05): A.one (0.0030)",
                        "FAIL that may be chance among so many (adjusted p above 0.05): B.two (0.0600)");
    }
}
