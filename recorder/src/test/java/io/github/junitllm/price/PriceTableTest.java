package io.github.junitllm.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Timing;
import io.github.junitllm.exchange.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final PriceTable TABLE = PriceTable.builtIn();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "openai, gpt-4o, gpt-4o",
        "openai, gpt-4o-2024-08-06, gpt-4o",
        "openai, gpt-4o-2024-05-13, gpt-4o-2024-05-13",
        "openai, gpt-4o-mini-2024-07-18, gpt-4o-mini",
        "azure-openai, gpt-4.1-nano-2025-04-14, gpt-4.1-nano",
        "anthropic, claude-sonnet-4-5-20250929, claude-sonnet-4-5",
        "anthropic, claude-3-5-haiku-latest, claude-3-5-haiku",
        "anthropic, claude-opus-4-20250514, claude-opus-4",
        "google, models/gemini-2.0-flash-001, gemini-2.0-flash",
        "google-vertex, gemini-2.5-pro, gemini-2.5-pro",
        "mistral, mistral-small-latest, mistral-small-2506",
        "deepseek, deepseek-chat, deepseek-chat",
        "cohere, command-r, command-r-08-2024",
        "xai, grok-4, grok-4-0709",
        "groq, llama-3.3-70b-versatile, llama-3.3-70b-versatile",
        "openai, text-embedding-3-small, text-embedding-3-small",
        "ollama, whatever:7b, any model",
    })
    void a_model_is_found_by_its_name_an_alias_or_without_its_date(String upstream, String model, String found) {
        assertThat(TABLE.find(upstream, model, DAY)).map(ModelPrice::model).contains(found);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"openai, gpt-4o-minute", "openai, tiny-1", "gateway, gpt-4o", "openai, ''", "mistral, gpt-4o"})
    void what_the_table_does_not_name_has_no_price(String upstream, String model) {
        assertThat(TABLE.find(upstream, model, DAY)).isEmpty();
    }

    @Test
    void a_price_holds_from_its_day() {
        assertThat(usd("openai", "o3", LocalDate.of(2025, 6, 9), usage(1_000_000, 0)))
                .contains("10");
        assertThat(usd("openai", "o3", LocalDate.of(2025, 6, 10), usage(1_000_000, 0)))
                .contains("2");
        assertThat(usd("openai", "o3", LocalDate.of(2024, 1, 1), usage(1_000_000, 0)))
                .isEmpty();
    }

    @Test
    void cached_and_written_tokens_are_part_of_the_input_and_have_their_own_price() {
        assertThat(usd("openai", "gpt-4o", DAY, usage(1000, 100))).contains("0.0035");
        assertThat(usd("openai", "gpt-4o", DAY, usage(1000, 100, 400, 0))).contains("0.003");
        assertThat(usd("anthropic", "claude-sonnet-4-5", DAY, usage(1000, 100, 400, 200)))
                .contains("0.00357");
        assertThat(usd("anthropic", "claude-sonnet-4-5", DAY, usage(1000, 0, 5000, 200)))
                .as("a wire that claims more cached tokens than input")
                .contains("0.0003");
    }

    @Test
    void a_long_call_has_the_price_of_long_calls() {
        assertThat(usd("google", "gemini-2.5-pro", DAY, usage(200_000, 1000))).contains("0.26");
        assertThat(usd("google", "gemini-2.5-pro", DAY, usage(200_001, 1000))).contains("0.5150025");
    }

    @Test
    void unknown_tokens_are_an_unknown_cost_and_never_none() {
        Usage onlyInput = new Usage(
                OptionalLong.of(10),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
        assertThat(usd("openai", "gpt-4o", DAY, Usage.UNKNOWN)).isEmpty();
        assertThat(usd("openai", "gpt-4o", DAY, onlyInput)).isEmpty();
        assertThat(usd("openai", "text-embedding-3-small", DAY, onlyInput)).contains("0.0000002");
        assertThat(usd("openai", "tiny-1", DAY, usage(1, 1))).isEmpty();
        assertThat(usd("ollama", "tiny-1", DAY, Usage.UNKNOWN)).contains("0");
        assertThat(TABLE.cost(call("openai", "tiny-1", 429, Usage.UNKNOWN), DAY))
                .contains(BigDecimal.ZERO);
    }

    @Test
    void the_most_a_call_can_cost_counts_every_token_at_the_dearest_price() {
        ModelPrice price = TABLE.find("anthropic", "claude-sonnet-4-5", DAY).orElseThrow();
        assertThat(price.most(1000, 100)).isEqualByComparingTo("0.00525");
    }

    @Test
    void a_file_of_the_project_stands_before_the_built_in_table() throws Exception {
        PriceTable table = TABLE.with(file("""
                {"prices": 1, "date": "2026-11-01", "upstreams": {
                  "openai": [{"model": "gpt-4o", "input": 1, "output": 2}, {"model": "tiny-1", "input": 3, "output": 4}],
                  "gateway": {"as": "openai"}, "lab": {"free": true}}}"""));
        assertThat(table.date()).isEqualTo("2026-11-01");
        assertThat(table.find("openai", "gpt-4o-2024-08-06", DAY)
                        .orElseThrow()
                        .prices()
                        .input())
                .isEqualByComparingTo("1");
        assertThat(table.find("gateway", "tiny-1", DAY)).isPresent();
        assertThat(table.find("openai", "gpt-4.1", DAY)).isPresent();
        assertThat(table.find("lab", "x", DAY)).isPresent();
    }

    @Test
    void a_model_without_a_price_is_named_with_the_date_of_the_table_and_what_to_write() {
        assertThat(TABLE.noPrice("openai", "tiny-1"))
                .isEqualTo(
                        "no price is known for tiny-1 of openai in the built-in table of 2026-07-24; write it into a file that junit.llm.prices names: {\"prices\": 1, \"date\": \"2026-07-24\", \"upstreams\": {\"openai\": [{\"model\": \"tiny-1\", \"input\": 0.15, \"output\": 0.60, \"max_output\": 16384}]}} (USD per million tokens; {\"openai\": {\"free\": true}} where calls cost nothing)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "[]                                              # /: expected an object",
                "{\"price\":1}                                   # /price: unknown member; known are date, prices, upstreams",
                "{\"prices\":2}                                  # /prices: expected 1, the version of the format",
                "{\"prices\":1,\"upstreams\":{}}                 # /date: expected a day like \"2026-07-24\"",
                "{\"prices\":1,\"date\":\"2026-07-24\"}          # /upstreams: expected an object",
                "{UP:{\"free\":false}}}                          # /upstreams/a~1b: expected a list of models, {\"free\": true}, or {\"as\": \"openai\"}",
                "{UP:[{\"input\":1,\"output\":1}]}}              # /upstreams/a~1b/0/model: expected the name of a model",
                "{UP:[{\"model\":\"m\",\"input\":-1,\"output\":1}]}}  # /upstreams/a~1b/0/input: expected USD per million tokens, from 0 to 1,000,000",
                "{UP:[{\"model\":\"m\",\"input\":1e99,\"output\":1}]}} # /upstreams/a~1b/0/input: expected USD per million tokens, from 0 to 1,000,000",
                "{UP:[{\"model\":\"m\",\"input\":1e-999999,\"output\":1}]}} # /upstreams/a~1b/0/input: expected USD per million tokens, from 0 to 1,000,000",
                "{UP:[{\"model\":\"m\",\"input\":\"1\",\"output\":1}]}} # /upstreams/a~1b/0/input: expected USD per million tokens, a number from 0",
                "{UP:[{\"model\":\"m\",\"input\":1}]}}           # /upstreams/a~1b/0/output: expected USD per million tokens, a number from 0",
                "{UP:[{\"model\":\"m\",\"input\":1,\"ouput\":1}]}} # /upstreams/a~1b/0/ouput: unknown member; known are above, aliases, cache_write, cached, from, input, max_output, model, output",
                "{UP:[{\"model\":\"m\",\"input\":1,\"output\":1,\"max_output\":1.5}]}} # /upstreams/a~1b/0/max_output: expected a whole number of tokens from 0",
                "{UP:[{\"model\":\"m\",\"input\":1,\"output\":1},{\"model\":\"n\",\"aliases\":[\"m\"],\"input\":1,\"output\":1}]}} # /upstreams/a~1b/1: a second price of m for the same time; give them different days in \"from\"",
                "{\"prices\":1,\"prices\":1}                     # is no JSON: Duplicate field 'prices'",
                "{\"prices\":                                    # is no JSON: Unexpected end-of-input within/between Object entries",
            })
    void a_file_that_is_no_table_is_refused_with_the_place(String text, String message) throws Exception {
        Path file = file(text.replace("UP", "\"prices\":1,\"date\":\"2026-07-24\",\"upstreams\":{\"a/b\""));
        assertThatThrownBy(() -> TABLE.with(file))
                .isInstanceOf(PriceException.class)
                .message()
                .matches(java.util.regex.Pattern.quote(file.toString()) + "(:1)?: "
                        + java.util.regex.Pattern.quote(message));
    }

    @Test
    void a_file_that_is_not_there_is_named_with_the_setting() {
        assertThatThrownBy(() -> TABLE.with(folder.resolve("none.json")))
                .hasMessageStartingWith(folder.resolve("none.json") + ": cannot be read as a table of prices (")
                .hasMessageEndingWith("; it is named by junit.llm.prices");
    }

    @Test
    void every_chat_model_of_the_built_in_table_has_a_greatest_output() {
        for (String name : List.of("openai", "anthropic", "google", "mistral", "deepseek", "cohere", "xai", "groq")) {
            assertThat(TABLE.models(name)).isNotEmpty().allSatisfy(price -> assertThat(price.maxOutput())
                    .as(price.model())
                    .isPresent());
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("prices.json"), text);
    }

    private static Optional<String> usd(String upstream, String model, LocalDate day, Usage usage) {
        return TABLE.cost(call(upstream, model, 200, usage), day)
                .map(cost -> cost.stripTrailingZeros().toPlainString());
    }

    private static LlmCall call(String upstream, String model, int status, Usage usage) {
        return new LlmCall(
                upstream,
                "chat",
                Optional.of(model),
                Optional.empty(),
                status,
                List.of(),
                List.of(),
                "",
                List.of(),
                "",
                "",
                "",
                Optional.empty(),
                "",
                usage,
                new Timing(OptionalDouble.empty(), OptionalDouble.empty(), List.of(), OptionalDouble.empty()));
    }

    private static Usage usage(long input, long output) {
        return usage(input, output, 0, 0);
    }

    private static Usage usage(long input, long output, long cached, long written) {
        return new Usage(
                OptionalLong.of(input),
                OptionalLong.of(output),
                OptionalLong.of(cached),
                OptionalLong.of(written),
                OptionalLong.empty());
    }
}
