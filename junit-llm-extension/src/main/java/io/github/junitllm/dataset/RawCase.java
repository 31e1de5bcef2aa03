package io.github.junitllm.dataset;

import org.jspecify.annotations.Nullable;

/** A value that stands where a case should, with the line where it starts. */
record RawCase(int line, @Nullable Object value) {}
