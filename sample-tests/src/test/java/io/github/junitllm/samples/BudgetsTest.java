package io.github.junitllm.samples;

import static io.github.junitllm.assertions.LlmAssertions.assertThatAnswer;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.sampling.Budget;
import io.github.junitllm.sampling.Llm;
import io.github.junitllm.sampling.LlmEval;

/** What an eval may spend at providers: a replay costs nothing, recording it again stays within the budget. */
@Budget(usd = 1.00, time = "PT10M")
class BudgetsTest {

    record Country(String country, String expect) {}

    @LlmEval
    @Golden(inline = "[{id: openai-chat, country: Yemen, expect: Sana'a}]")
    @Budget(usd = 0.05, calls = 20)
    void capitalsAreKnown(Country country, Llm llm) {
        CapitalBot bot = new CapitalBot(llm.baseUrl("openai"), llm.apiKey("openai"));

        assertThatAnswer(bot.capitalOf(country.country())).contains(country.expect());
    }
}
