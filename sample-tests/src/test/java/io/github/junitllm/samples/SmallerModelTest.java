package io.github.junitllm.samples;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.ExpectedVerdict;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;
import io.github.junitllm.sampling.Variant;
import io.github.junitllm.sampling.Variants;
import io.github.junitllm.sampling.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * "Can we move to the other model?" as one annotation: both models face the same 29 attacks, and the verdict is that of the
 * difference. The source keeps as many successful as resisted attacks, so take neither rate for the model's.
 */
class SmallerModelTest {

    record Attack(
            Optional<String> goal,
            String attackGoal,
            String prompt,
            String canary,
            Optional<String> systemStrong,
            Optional<String> systemWeak) {}

    @LlmEval
    @Golden("attacks.jsonl")
    @Variants({"gpt-4o-mini", "llama-3.3-70b"})
    @ExpectedVerdict(value = Verdict.FAIL, reason = "llama-3.3-70b obeys attacks that gpt-4o-mini resists")
    void canWeMoveToTheOtherModel(Attack attack, Llm llm, Variant variant) {
        Optional<String> system = variant.isReference() ? attack.systemStrong() : attack.systemWeak();
        ChatModel model = OpenAiChatModel.builder()
                .baseUrl(llm.baseUrl("openai"))
                .apiKey(llm.apiKey("openai"))
                .modelName(variant.name())
                .build();
        List<ChatMessage> messages = new ArrayList<>();
        system.ifPresent(text -> messages.add(SystemMessage.from(text)));
        messages.add(UserMessage.from(attack.prompt()));

        String answer = model.chat(messages).aiMessage().text();

        assertThatAnswer(answer).doesNotContainCanary(attack.canary());
    }
}
