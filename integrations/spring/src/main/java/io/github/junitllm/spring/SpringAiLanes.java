package io.github.junitllm.spring;

import io.github.junitllm.server.CurrentLane;
import okhttp3.Interceptor;
import org.springframework.ai.anthropic.http.okhttp.AnthropicHttpClientBuilderCustomizer;
import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Spring AI 2 calls through the providers' own SDKs and OkHttp, and hands thread-locals on to OkHttp's threads. */
final class SpringAiLanes {

    private SpringAiLanes() {}

    static void openAi(ConfigurableListableBeanFactory beans, LaneOfCall lanes) {
        OpenAiHttpClientBuilderCustomizer customizer = builder -> builder.interceptor(interceptor(lanes));
        beans.registerSingleton("junitLlmOpenAiLanes", customizer);
    }

    static void anthropic(ConfigurableListableBeanFactory beans, LaneOfCall lanes) {
        AnthropicHttpClientBuilderCustomizer customizer = builder -> builder.interceptor(interceptor(lanes));
        beans.registerSingleton("junitLlmAnthropicLanes", customizer);
    }

    private static Interceptor interceptor(LaneOfCall lanes) {
        return chain -> {
            String lane = lanes.of(chain.request().url().uri());
            return chain.proceed(
                    lane.isEmpty()
                            ? chain.request()
                            : chain.request()
                                    .newBuilder()
                                    .header(CurrentLane.HEADER, lane)
                                    .build());
        };
    }
}
