package io.github.junitllm.dataset;

/** Reads a text step by step and stops at the first thing that is not well-formed; member names come as SCALAR. */
interface Tokens {

    Token next();
}
