package io.github.junitllm.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.stats.JudgeLabels;
import io.github.junitllm.stats.RateVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nine published judges on the 201 pairs of LLMBar, in the order they were published in: good is a pair whose first answer people prefer,
 * the judge passes it when it prefers that too. A verdict that is none is wrong.
 */
class PublishedJudgesTest {

    private static final Map<String, JudgeLabels> JUDGES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        Map<String, int[]> counts = new TreeMap<>();
        try (InputStream in =
                Objects.requireNonNull(PublishedJudgesTest.class.getResourceAsStream("llmbar-verdicts.jsonl"))) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                JsonNode row = Json.read(line);
                String gold = row.path("gold").asText();
                row.path("judge_verdicts").properties().forEach(judge -> {
                    int[] count = counts.computeIfAbsent(judge.getKey(), none -> new int[4]);
                    int kind = gold.equals("1") ? 0 : 2;
                    count[kind] += judge.getValue().path(0).asText().equals(gold) ? 1 : 0;
                    count[kind + 1]++;
                });
            }
        }
        counts.forEach((name, count) -> JUDGES.put(name, new JudgeLabels(count[0], count[1], count[2], count[3])));
    }

    private static String at(Comparator<Integer> order) {
        return JUDGES.entrySet().stream()
                .max(Comparator.comparing(
                        judge -> judge.getValue().truePositives()
                                + judge.getValue().trueNegatives(),
                        order))
                .orElseThrow()
                .getKey();
    }

    private static CalibratedJudge judge(String name, double bar) {
        return new CalibratedJudge(
                Objects.requireNonNull(JUDGES.get(name)), new JudgeBars(bar, bar, OptionalDouble.empty()));
    }

    @Test
    void the_best_may_gate_at_a_bar_of_seven_tenths_and_the_worst_may_not() {
        String best = at(Comparator.naturalOrder());
        String worst = at(Comparator.reverseOrder());

        assertThat(best).isEqualTo("GPT-4/Vanilla");
        assertThat(judge(best, 0.7).verdict()).isEqualTo(RateVerdict.PASS);
        assertThat(judge(best, 0.7).words())
                .startsWith("passes 90/106 good (0.78..")
                .contains("; catches 77/95 bad (0.73..");
        assertThat(worst).startsWith("ChatGPT/");
        assertThat(judge(worst, 0.7).verdict()).isEqualTo(RateVerdict.FAIL);
        assertThat(judge(worst, 0.7).shownBetterThanChance()).isFalse();
    }

    @Test
    void at_the_usual_bar_of_eight_tenths_none_of_the_nine_may_gate() {
        assertThat(JUDGES).hasSize(9);
        assertThat(JUDGES.keySet()).noneMatch(name -> judge(name, 0.8).verdict() == RateVerdict.PASS);
    }
}
