package io.github.junitllm.samples;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;

/** The first eval of a team: the README's example. Its provider was a script, so its evidence is SIMULATED. */
class RefundBotTest {

    record RefundCase(String question, String mustSay) {}

    @LlmEval(samples = 3, minPasses = 2)
    @Golden("refunds.yaml")
    void answersFromThePolicy(RefundCase refund, Llm llm) {
        RefundBot bot = new RefundBot(llm.baseUrl("openai"), llm.apiKey("openai"), RefundBot.POLICY);

        String answer = bot.reply(refund.question());

        assertThatAnswer(answer).containsIgnoringCase(refund.mustSay());
        assertThat(llm).usage().tokensAtMost(200);
    }
}
