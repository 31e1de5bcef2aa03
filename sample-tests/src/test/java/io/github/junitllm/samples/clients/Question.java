package io.github.junitllm.samples.clients;

/** What all goldens of this package hold. */
record Question(String ask, String expect) {}
