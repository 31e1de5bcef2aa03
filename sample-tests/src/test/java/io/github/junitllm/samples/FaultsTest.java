package io.github.junitllm.samples;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static io.github.junitllm.fault.FaultKind.OVERLOADED;
import static io.github.junitllm.fault.FaultKind.RATE_LIMITED;
import static io.github.junitllm.fault.FaultKind.SERVER_ERROR;
import static io.github.junitllm.fault.FaultKind.TIMEOUT;
import static io.github.junitllm.fault.FaultKind.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.sampling.Fault;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;

/** How an application copes when calls go wrong: real answers of others, and faults put in on purpose. */
class FaultsTest {

    private static final String YEMEN = "[{id: openai-chat, country: Yemen, expect: Sana'a}]";

    record Country(String country, String expect) {}

    @LlmEval
    @Golden(inline = YEMEN)
    @Fault(RATE_LIMITED)
    void aRateLimitIsTriedAgain(Country country, Llm llm) {
        CapitalBot bot = new CapitalBot(llm.baseUrl("openai"), llm.apiKey("openai"));

        assertThatAnswer(bot.capitalOf(country.country())).contains(country.expect());
    }

    @LlmEval
    @Golden(inline = YEMEN)
    @Fault(TIMEOUT)
    void aHangingCallIsGivenUpAndTriedAgain(Country country, Llm llm) {
        CapitalBot bot = new CapitalBot(llm.baseUrl("openai"), llm.apiKey("openai"));

        assertThatAnswer(bot.capitalOf(country.country())).contains(country.expect());
    }

    @LlmEval
    @Golden(inline = YEMEN)
    @Fault(TRUNCATED)
    void aCutAnswerIsNoticed(Country country, Llm llm) {
        CapitalBot bot = new CapitalBot(llm.baseUrl("openai"), llm.apiKey("openai"));

        assertThatAnswer(bot.capitalOf(country.country())).contains("could not finish");
        assertThat(llm.calls().get(0).isTruncated()).isTrue();
    }

    @LlmEval
    @Golden(inline = YEMEN)
    void aBadDayIsSurvived(Country country, Llm llm) {
        CapitalBot bot = new CapitalBot(llm.baseUrl("openai"), llm.apiKey("openai"));
        llm.fault(FaultPlan.first(SERVER_ERROR).onUpstream("openai"));
        llm.fault(FaultPlan.onCall(2, RATE_LIMITED).retryAfterSeconds(1));

        assertThatAnswer(bot.capitalOf(country.country())).contains(country.expect());
    }

    record Greeting(String ask, String expect) {}

    @LlmEval
    @Golden(inline = "[{id: anthropic-messages-stream, ask: Say hello there!, expect: Hello}]")
    @Fault(OVERLOADED)
    void anOverloadedProviderIsTriedAgain(Greeting greeting, Llm llm) {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(llm.baseUrl("anthropic"))
                .apiKey(llm.apiKey("anthropic"))
                .build();
        MessageCreateParams params = MessageCreateParams.builder()
                .model("claude-3-5-haiku-20241022")
                .maxTokens(1024)
                .addUserMessage(greeting.ask())
                .build();

        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(params)) {
            assertThat(events.stream()).isNotEmpty();
        }

        assertThatAnswer(llm.calls().get(0).text()).contains(greeting.expect());
    }
}
