package io.github.junitllm.text;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * Gives the embedding of a text. A model of LangChain4j fits as a lambda:
 * {@code text -> model.embed(text).content().vector()}.
 */
@API(status = EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface TextEmbedding {

    /**
     * Embeds a text.
     *
     * @return a vector of the same length for every text, with finite numbers and not all of them 0
     */
    float[] embed(String text);
}
