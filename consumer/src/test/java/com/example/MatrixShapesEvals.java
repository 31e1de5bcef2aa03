package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evals wherever JUnit allows a test, beside tests of JUnit's own kinds. Run by {@link MatrixIT}. */
class MatrixShapesEvals extends MatrixShapesBase {

    @Retention(RetentionPolicy.RUNTIME)
    @LlmEval(samples = 2)
    @Golden(inline = "[{id: late}, {id: early}]")
    @interface TwiceEach {}

    @TwiceEach
    void metaAnnotated(@TempDir Path folder, TestInfo info, Llm llm, GoldenCase golden) {
        assertThat(llm).madeNoCall();
        assertThat(Files.isDirectory(folder)).isTrue();
        assertThat(info.getDisplayName()).isEqualTo(golden.id() + " > sample " + llm.sample());
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OneInstance {

        private final AtomicInteger began = new AtomicInteger();

        @BeforeEach
        void begins() {
            began.incrementAndGet();
        }

        @TwiceEach
        void eval(Llm llm) {
            assertThat(llm).madeNoCall();
        }

        @AfterAll
        void oneInstanceServedAll() {
            assertThat(began).hasValue(4);
        }
    }

    @Test
    void plain() {
        assertThat(1).isOne();
    }

    @RepeatedTest(3)
    void repeated() {
        assertThat(1).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void parameterized(int number) {
        assertThat(number).isOne();
    }
}
