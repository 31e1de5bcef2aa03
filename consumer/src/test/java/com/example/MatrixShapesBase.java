package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;

abstract class MatrixShapesBase {

    @LlmEval
    @Golden(inline = "[{id: late}, {id: early}]")
    void inherited(Llm llm) {
        assertThat(llm).madeNoCall();
    }
}
