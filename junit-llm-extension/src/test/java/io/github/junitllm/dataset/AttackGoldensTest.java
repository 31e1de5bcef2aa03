package io.github.junitllm.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.injection.Attack;
import io.github.junitllm.injection.AttackEncoding;
import io.github.junitllm.injection.Attacks;
import io.github.junitllm.injection.PlantedAttack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of attacks are goldens: one file serves both readers. */
class AttackGoldensTest {

    record LookAlike(String text, List<String> triggers) {}

    @Test
    void shipped_attacks_are_cases() {
        List<GoldenCase> cases = GoldenAnnotations.files(Attacks.SHIPPED);
        assertThat(cases.stream().map(golden -> golden.as(Attack.class))).containsExactlyElementsOf(Attacks.shipped());
        assertThat(cases).allSatisfy(golden -> assertThat(golden.tags()).contains("attack"));
    }

    @Test
    void shipped_look_alikes_are_cases() {
        assertThat(GoldenAnnotations.files(Attacks.BENIGN)).hasSize(60).allSatisfy(golden -> {
            assertThat(golden.tags()).contains("benign");
            assertThat(golden.as(LookAlike.class).text()).isNotBlank();
        });
    }

    @Test
    void planted_attacks_that_were_written_are_cases(@TempDir Path folder) throws Exception {
        List<PlantedAttack> planted =
                Attacks.plant(Attacks.shipped().subList(0, 3), Attacks.carriers(), AttackEncoding.values());
        Path file = folder.resolve("planted.jsonl");
        Attacks.writeGoldens(file, planted);

        String asList = "[" + String.join(",", Files.readAllLines(file)) + "]";
        assertThat(GoldenAnnotations.inline(asList).stream().map(golden -> golden.as(PlantedAttack.class)))
                .containsExactlyElementsOf(planted);
    }
}
