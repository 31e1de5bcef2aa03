package io.github.junitllm.spring;

import io.github.junitllm.sampling.ContextLane;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.RecorderServer;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Points the clients of a context at the recorder. All are equal, so that Spring shares one context between the test
 * classes that would share it anyway.
 */
record RecorderCustomizer() implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        Lane start = ContextLane.open(name(configuration), configuration.getTestClass());
        LaneOfCall lanes = new LaneOfCall(start, RecorderServer.shared().url());
        MutablePropertySources sources = context.getEnvironment().getPropertySources();
        sources.addFirst(new MapPropertySource(
                "junit-llm", ClientProperties.of(RecorderServer.shared().url(), context.getEnvironment())));
        // Reactor hands thread-locals on to its own threads only when asked to; the application may say otherwise.
        sources.addLast(
                new MapPropertySource("junit-llm-defaults", Map.of("spring.reactor.context-propagation", "auto")));
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        beans.registerSingleton("junitLlmLaneOfCall", lanes);
        if (isPresent("org.springframework.web.client.RestClient")) {
            RestClientLanes.in(context, lanes);
        }
        if (isPresent("org.springframework.web.reactive.function.client.WebClient")) {
            WebClientLanes.in(context, lanes);
        }
        if (isPresent("org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer")) {
            SpringAiLanes.openAi(beans, lanes);
        }
        if (isPresent("org.springframework.ai.anthropic.http.okhttp.AnthropicHttpClientBuilderCustomizer")) {
            SpringAiLanes.anthropic(beans, lanes);
        }
    }

    /** The same for every test class that shares the context, and the same on every machine. */
    private static String name(MergedContextConfiguration configuration) {
        Class<?>[] classes = configuration.getClasses();
        return (classes.length > 0 ? classes[0] : configuration.getTestClass())
                .getName()
                .replace('$', '.');
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, RecorderCustomizer.class.getClassLoader());
    }
}
