package io.github.junitllm.spring;

import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Adds a builder bean where the application has none: Spring AI then makes a builder of its own, which no bean
 * post-processor sees. Spring Boot leaves the builder of {@code RestClient} out when WebFlux is there without MVC.
 */
record HttpClientBuilders<T>(Class<T> type, Supplier<T> make) implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (beans.getBeanNamesForType(type, true, false).length == 0
                && beans instanceof BeanDefinitionRegistry registry) {
            RootBeanDefinition builder = new RootBeanDefinition(type, make);
            builder.setScope(ConfigurableBeanFactory.SCOPE_PROTOTYPE);
            registry.registerBeanDefinition(
                    "junitLlm" + type.getEnclosingClass().getSimpleName() + "Builder", builder);
        }
    }
}
