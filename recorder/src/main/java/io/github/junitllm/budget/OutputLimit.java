package io.github.junitllm.budget;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What a request says of the length of its answers.
 *
 * @param tokens most tokens of one answer, empty when it does not say
 * @param answers how many answers it asks for, from 1
 */
record OutputLimit(OptionalLong tokens, long answers) {

    /** More is a number that nobody means, and an attack on our sums. */
    private static final long MOST = 1_000_000_000;

    private static final List<String> TOKENS = List.of(
            "/max_completion_tokens",
            "/max_tokens",
            "/max_output_tokens",
            "/generationConfig/maxOutputTokens",
            "/generation_config/max_output_tokens",
            "/inferenceConfig/maxTokens",
            "/options/num_predict",
            "/max_tokens_to_sample",
            "/max_gen_len",
            "/maxTokens",
            "/textGenerationConfig/maxTokenCount");

    private static final List<String> ANSWERS =
            List.of("/n", "/best_of", "/generationConfig/candidateCount", "/num_generations");

    static OutputLimit of(JsonNode body) {
        // An old completion answers each of its prompts.
        long prompts =
                body.path("prompt").isArray() ? Math.max(1, body.path("prompt").size()) : 1;
        return new OutputLimit(
                numbers(body, TOKENS).max(),
                Math.min(MOST, numbers(body, ANSWERS).max().orElse(1) * prompts));
    }

    /** So many tokens for each answer. */
    long times(long perAnswer) {
        return Math.multiplyExact(perAnswer, answers);
    }

    private static LongStream numbers(JsonNode body, List<String> places) {
        return places.stream()
                .map(body::at)
                .filter(node -> node.isIntegralNumber() && node.decimalValue().signum() > 0)
                .mapToLong(node -> node.canConvertToLong() ? Math.min(MOST, node.longValue()) : MOST);
    }
}
