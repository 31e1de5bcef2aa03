package io.github.junitllm.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.junitllm.assertions.UnsureError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonComplianceTest {

    private static JsonCompliance hundred() {
        List<String> replies = new ArrayList<>(Collections.nCopies(95, "{\"ok\":true}"));
        replies.addAll(List.of("```json\n{}\n```", "```\n{}\n```", "{\"a\":1,}", "{\"a\":", "[1, 2"));
        return JsonCompliance.ofReplies(replies);
    }

    @Test
    void a_chain_needs_more_of_each_step() {
        assertThatThrownBy(() -> assertThat(hundred()).reachesAtFirstTry(0.90, 10))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage(
                        "per step 0.950 (0.887..0.984), over 10 steps 0.60; needed 0.9895 per step; 5 failures: 2 fence, 2 truncated, 1 trailing comma");
        assertThat(hundred()).reachesAtFirstTry(0.4, 10 / 2);
        assertThat(JsonCompliance.neededPerStep(0.9, 10)).isCloseTo(0.98952, within(5e-6));
    }

    @Test
    void too_few_objects_tell_nothing() {
        assertThatThrownBy(() -> assertThat(JsonCompliance.ofReplies(Collections.nCopies(20, "{}")))
                        .reachesAtFirstTry(0.9, 10))
                .isExactlyInstanceOf(UnsureError.class)
                .hasMessage(
                        "per step 1.000 (0.832..1.000), over 10 steps 1.00; needed 0.9895 per step; 0 failures; more objects would tell");
    }

    @Test
    void retries_hide_the_first_try_and_are_paid_for() {
        JsonCompliance retried = new JsonCompliance(100, 85, 100, 118, Map.of("fence", 18));
        assertThat(retried.firstTryRate()).isEqualTo(0.85);
        assertThat(retried.afterRetryRate()).isEqualTo(1);
        assertThat(retried.callsPerAccepted()).isEqualTo(1.18);
        assertThat(retried).reachesAfterRetry(0.9, 1).takesAtMost(1.2);
        assertThatThrownBy(() -> assertThat(retried).takesAtMost(1.1))
                .hasMessage(
                        "required at most 1.1 calls per accepted object, observed 1.18: 118 calls, 100 of 100 objects accepted, 85 at the first try; 18 failures: 18 fence");
    }

    @Test
    void a_schema_counts_where_one_is_given() {
        JsonCompliance compliance = JsonCompliance.ofReplies(
                List.of("{\"a\":1}", "{}", "nothing"), JsonSchemaCheck.of("{\"required\":[\"a\"]}"));
        assertThat(compliance).isEqualTo(new JsonCompliance(3, 1, 1, 3, Map.of("against the schema", 1, "no json", 1)));
    }

    @Test
    void wrong_use_is_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonCompliance.neededPerStep(1, 10))
                .withMessage(
                        "a target of 1.0 over 10 steps, allowed are a target between 0 and 1 and 1 or more steps; write for example 0.9, 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonCompliance.ofReplies(List.of()))
                .withMessageStartingWith("0 accepted first and 0 in all of 0 objects in 0 calls");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonCompliance.ofLanes(List.of(List.of())))
                .withMessage("an object without a reply: leave out lanes in which the model did not answer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(hundred()).takesAtMost(0.5))
                .withMessage("takesAtMost(0.5), allowed are 1 and more");
    }
}
