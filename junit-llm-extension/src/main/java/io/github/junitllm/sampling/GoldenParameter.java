package io.github.junitllm.sampling;

import io.github.junitllm.judge.LlmJudge;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;

/** Which parameter of an eval method takes the golden. */
final class GoldenParameter {

    private GoldenParameter() {}

    /** The first parameter without an annotation that neither we nor JUnit give a value; -1 when there is none. */
    static int indexIn(Method test) {
        for (int i = 0; i < test.getParameterCount(); i++) {
            Parameter parameter = test.getParameters()[i];
            if (parameter.getType() != Llm.class
                    && parameter.getType() != Scores.class
                    && parameter.getType() != LlmJudge.class
                    && !VariantPlan.isVariant(test, parameter.getType())
                    && parameter.getAnnotations().length == 0
                    && !parameter.getType().getName().startsWith("org.junit.jupiter.api.")) {
                return i;
            }
        }
        return -1;
    }
}
