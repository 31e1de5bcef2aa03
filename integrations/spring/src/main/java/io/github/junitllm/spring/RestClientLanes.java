package io.github.junitllm.spring;

import io.github.junitllm.server.CurrentLane;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/** Lets every {@code RestClient} that is built from a bean name the lane of its calls. */
record RestClientLanes(LaneOfCall lanes) implements BeanPostProcessor {

    static void in(ConfigurableApplicationContext context, LaneOfCall lanes) {
        context.addBeanFactoryPostProcessor(new HttpClientBuilders<>(RestClient.Builder.class, RestClient::builder));
        context.getBeanFactory().addBeanPostProcessor(new RestClientLanes(lanes));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof RestClient.Builder builder) {
            builder.requestInterceptor((request, body, execution) -> {
                String lane = lanes.of(request.getURI());
                if (!lane.isEmpty()) {
                    request.getHeaders().set(CurrentLane.HEADER, lane);
                }
                return execution.execute(request, body);
            });
        }
        return bean;
    }
}
