package io.github.junitllm.text;

import java.util.Locale;

/** How near two texts are as an embedding sees them. */
final class Similarity {

    private Similarity() {}

    static AnswerCheck to(String expected, TextEmbedding embedding, double least) {
        // Also refuses what is no number.
        if (!(least > 0 && least <= 1)) {
            throw new IllegalArgumentException(
                    "a cosine of at least %s, allowed are above 0 to 1; write for example 0.8".formatted(least));
        }
        if (expected.isBlank()) {
            throw new IllegalArgumentException("the expected text is blank: nothing is similar to it");
        }
        String required = "a cosine of at least %s with \"%s\"".formatted(least, CheckReport.excerpt(expected));
        return AnswerCheck.of(required, answer -> {
            double cosine = cosine(embedding.embed(expected), embedding.embed(answer));
            return cosine >= least
                    ? CheckResult.held()
                    : CheckResult.failed("%s in %s"
                            .formatted(String.format(Locale.ROOT, "%.4f", cosine), CheckReport.startOf(answer)));
        });
    }

    static double cosine(float[] left, float[] right) {
        if (left.length != right.length || left.length == 0) {
            throw new IllegalStateException("embeddings of %d and %d numbers; expected the same length for every text"
                    .formatted(left.length, right.length));
        }
        double product = 0;
        double ofLeft = 0;
        double ofRight = 0;
        for (int i = 0; i < left.length; i++) {
            product += (double) left[i] * right[i];
            ofLeft += (double) left[i] * left[i];
            ofRight += (double) right[i] * right[i];
        }
        double cosine = product / Math.sqrt(ofLeft) / Math.sqrt(ofRight);
        if (Double.isNaN(cosine)) {
            throw new IllegalStateException(
                    "an embedding has no direction: all its numbers are 0, or one is not finite; nothing can be compared");
        }
        return Math.min(1, cosine);
    }
}
