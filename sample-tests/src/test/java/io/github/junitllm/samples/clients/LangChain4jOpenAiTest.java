package io.github.junitllm.samples.clients;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;

class LangChain4jOpenAiTest {

    @LlmEval
    @Golden(inline = "[{id: chat, ask: 'What is the capital of Yemen?', expect: Sana'a}]")
    void knowsTheCapital(Question question, Llm llm) {
        ChatModel model = OpenAiChatModel.builder()
                .baseUrl(llm.baseUrl("openai"))
                .apiKey(llm.apiKey("openai"))
                .modelName("gpt-4.1")
                .build();

        String answer = model.chat(question.ask());

        assertThatAnswer(answer).contains(question.expect());
        assertThat(llm).usage().tokensAtMost(100);
    }

    @LlmEval
    @Golden(inline = "[{id: tools-stream, ask: \"What's the weather in London?\", expect: London}]")
    void asksForTheWeatherInAStream(Question question, Llm llm) {
        StreamingChatModel model = OpenAiStreamingChatModel.builder()
                .baseUrl(llm.baseUrl("openai"))
                .apiKey(llm.apiKey("openai"))
                .modelName("gpt-4o-mini")
                .temperature(0.0)
                .build();
        ChatRequest request = ChatRequest.builder()
                .messages(SystemMessage.from("You are a helpful assistant."), UserMessage.from(question.ask()))
                .toolSpecifications(ToolSpecification.builder()
                        .name("get_weather")
                        .description("Get the weather for a location.")
                        .parameters(JsonObjectSchema.builder()
                                .addStringProperty("location")
                                .required("location")
                                .build())
                        .build())
                .build();

        Streamed streamed = Streamed.of(model, request);

        assertThat(streamed.whole().aiMessage().hasToolExecutionRequests()).isTrue();
        assertThat(llm).requestedTool("get_weather").withArgument("location", question.expect());
    }

    @LlmEval
    @Golden(inline = "[{id: chat-stream, ask: 'Tell me a funny joke, a one-liner.', expect: two tired}]")
    void jokesInAStream(Question question, Llm llm) {
        StreamingChatModel model = OpenAiStreamingChatModel.builder()
                .baseUrl(llm.baseUrl("openai"))
                .apiKey(llm.apiKey("openai"))
                .modelName("gpt-3.5-turbo")
                .temperature(0.7)
                .build();

        Streamed streamed = Streamed.of(
                model,
                ChatRequest.builder().messages(UserMessage.from(question.ask())).build());

        assertThat(streamed.parts()).hasSizeGreaterThan(5);
        assertThatAnswer(streamed.text()).contains(question.expect());
    }
}
