package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An eval that is red for now: borne until a day, and not a day longer, nor once it passes. */
class KnownRedTest {

    private static final String LATE = "[{id: late, question: is it late}]";

    @TempDir
    Path folder;

    private Evals evals;

    @BeforeEach
    void newEngine() {
        evals = new Evals(folder).set("today", "2026-11-24");
    }

    static class RedTestCase {
        @LlmEval
        @KnownRed(reason = "REF-12: the new policy is not in yet", until = "2027-01-31")
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @Test
    void a_failure_is_borne_and_told() {
        evals.answered(RedTestCase.class, "late", 0, 1);

        Evals.Run run = evals.run(RedTestCase.class);

        assertThat(run.status()).isEqualTo(SUCCESSFUL);
        assertThat(run.samplesWith(FAILED))
                .as("a red sample breaks the build too")
                .isZero();
        JsonNode line = run.verdictLine();
        assertThat(line.path("verdict").asText()).isEqualTo("FAIL");
        assertThat(line.path("known_red_until").asText()).isEqualTo("2027-01-31");
        assertThat(line.path("known_red_because").asText()).isEqualTo("REF-12: the new policy is not in yet");
    }

    @Test
    void it_is_red_when_it_passes() {
        evals.answered(RedTestCase.class, "late", 1, 0);

        Evals.Run run = evals.run(RedTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message())
                .startsWith(
                        "known red (REF-12: the new policy is not in yet), but it passes: remove @KnownRed; it is PASS: pass rate 1.000 (1 of 1)");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, 1})
    void it_is_red_the_day_after_the_last_whatever_it_says(int passed) {
        evals.answered(RedTestCase.class, "late", passed, 1 - passed).set("today", "2027-01-31");
        assertThat(evals.run(RedTestCase.class).status()).isEqualTo(passed == 0 ? SUCCESSFUL : FAILED);

        Evals.Run over = evals.set("today", "2027-02-01").run(RedTestCase.class);

        assertThat(over.status()).isEqualTo(FAILED);
        assertThat(over.message())
                .startsWith(
                        "known red until 2027-01-31 (REF-12: the new policy is not in yet), and that is over; mend it, or give it a new date; it is ");
    }

    @Test
    void an_error_is_never_borne() {
        Evals.Run run = evals.run(RedTestCase.class);

        assertThat(run.status()).isEqualTo(FAILED);
        assertThat(run.message()).startsWith("ERROR: no sample of 1 was scored");
    }

    @Test
    void the_table_tells_how_long() {
        Foreseen known = new Foreseen.Until(
                java.time.LocalDate.parse("2027-01-31"), java.time.LocalDate.parse("2026-11-24"), "REF-12", false);
        assertThat(known.note(Verdict.FAIL)).isEqualTo("known red until 2027-01-31, 68 days left: REF-12");
        assertThat(known.note(Verdict.PASS)).isEqualTo("KNOWN RED passes, remove @KnownRed: REF-12");
        Foreseen over = new Foreseen.Until(
                java.time.LocalDate.parse("2026-11-20"), java.time.LocalDate.parse("2026-11-24"), "REF-12", false);
        assertThat(over.note(Verdict.FAIL)).isEqualTo("KNOWN RED is over since 2026-11-20 (4 days): REF-12");
    }

    static class FlakyTestCase {
        @LlmEval
        @KnownRed(reason = "REF-13: passes now and then", until = "2027-01-31", flaky = true)
        @Golden(inline = LATE)
        void saysYes(GoldenCase golden, Llm llm) {
            Chat.expectYes(golden, llm);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, 1})
    void what_is_flaky_may_pass_and_fail_until_the_day_is_over(int passed) {
        evals.answered(FlakyTestCase.class, "late", passed, 1 - passed);

        assertThat(evals.run(FlakyTestCase.class).status()).isEqualTo(SUCCESSFUL);
        assertThat(evals.set("today", "2027-02-01").run(FlakyTestCase.class).status())
                .isEqualTo(FAILED);
    }

    static class BlankTestCase {
        @LlmEval
        @KnownRed(reason = " ", until = "2027-01-31")
        @Golden(inline = LATE)
        void saysYes() {}
    }

    static class NoDayTestCase {
        @LlmEval
        @KnownRed(reason = "REF-12", until = "next week")
        @Golden(inline = LATE)
        void saysYes() {}
    }

    static class TooLongTestCase {
        @LlmEval
        @KnownRed(reason = "REF-12", until = "2027-11-26")
        @Golden(inline = LATE)
        void saysYes() {}
    }

    static class TwiceTestCase {
        @LlmEval
        @KnownRed(reason = "REF-12", until = "2027-01-31")
        @ExpectedVerdict(value = Verdict.FAIL, reason = "it fails")
        @Golden(inline = LATE)
        void saysYes() {}
    }

    private void refused(Class<?> testClass, String message) {
        Evals.Run run = evals.run(testClass);
        assertThat(run.thrown()).isInstanceOf(ExtensionConfigurationException.class);
        assertThat(run.message()).isEqualTo(message);
    }

    @Test
    void wrong_use_is_refused() {
        refused(
                BlankTestCase.class,
                "@KnownRed on BlankTestCase.saysYes(): the reason is blank; write why it is red and who mends it, for example reason = \"REF-12, the new policy is not in yet\"");
        refused(
                NoDayTestCase.class,
                "@KnownRed on NoDayTestCase.saysYes(): until = \"next week\": expected a day as ISO 8601 writes it; write for example until = \"2027-01-23\"");
        refused(
                TooLongTestCase.class,
                "@KnownRed on TooLongTestCase.saysYes(): until = \"2027-11-26\" is more than 366 days ahead, and what is red for so long is not for now; write @ExpectedVerdict, or an earlier day");
        refused(
                TwiceTestCase.class,
                "@KnownRed on TwiceTestCase.saysYes(): @ExpectedVerdict stands beside it: a verdict that stays, or one that is red for now; write one of them");
        evals.set("today", "soon");
        refused(RedTestCase.class, "junit.llm.today = \"soon\": expected a day, for example 2026-12-31");
    }
}
