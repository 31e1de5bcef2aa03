package io.github.junitllm.spring;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.junitllm.sampling.LlmEval;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/** Finds the test classes that have an eval; the contexts of others stay as they are. Registered in spring.factories. */
@API(status = INTERNAL, since = "0.1")
public final class RecorderCustomizerFactory implements ContextCustomizerFactory {

    /** Called by Spring. */
    public RecorderCustomizerFactory() {}

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        boolean hasEval = !AnnotationSupport.findAnnotatedMethods(
                        testClass, LlmEval.class, HierarchyTraversalMode.TOP_DOWN)
                .isEmpty();
        return hasEval ? new RecorderCustomizer() : null;
    }
}
