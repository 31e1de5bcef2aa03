package io.github.junitllm.spring;

import io.github.junitllm.server.CurrentLane;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

/** Lets every {@code WebClient} that is built from a bean name the lane of its calls. */
record WebClientLanes(LaneOfCall lanes) implements BeanPostProcessor {

    static void in(ConfigurableApplicationContext context, LaneOfCall lanes) {
        context.addBeanFactoryPostProcessor(new HttpClientBuilders<>(WebClient.Builder.class, WebClient::builder));
        context.getBeanFactory().addBeanPostProcessor(new WebClientLanes(lanes));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof WebClient.Builder builder) {
            builder.filter((request, next) -> {
                String lane = lanes.of(request.url());
                return next.exchange(
                        lane.isEmpty()
                                ? request
                                : ClientRequest.from(request)
                                        .header(CurrentLane.HEADER, lane)
                                        .build());
            });
        }
        return bean;
    }
}
