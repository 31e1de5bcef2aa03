package io.github.junitllm.assertions;

import io.github.junitllm.time.DatedAnswerAssert;
import java.time.LocalDate;

/** Assertions on what holds on a day whose failures are collected; see {@link SoftAnswerAssert}. */
class SoftDatedAnswerAssert extends DatedAnswerAssert {

    /** An answer and the day that counts as today. */
    record Dated(String answer, LocalDate today) {}

    /** Public and with one parameter, since AssertJ asks for it. */
    public SoftDatedAnswerAssert(Dated dated) {
        super(dated.answer(), dated.today());
    }
}
