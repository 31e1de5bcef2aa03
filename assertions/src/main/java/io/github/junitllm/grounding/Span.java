package io.github.junitllm.grounding;

/** Characters of a text from {@code start} to before {@code end}. */
record Span(int start, int end) {

    String of(String text) {
        return text.substring(start, end);
    }
}
