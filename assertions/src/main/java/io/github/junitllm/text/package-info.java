/**
 * What the text of an answer says and how it is made: phrases, patterns, length, language, likeness, refusals, loops,
 * Markdown. Every check is an {@link io.github.junitllm.text.AnswerCheck}, as a user's own; those of ours are made by {@link
 * io.github.junitllm.text.TextChecks}. Nothing here opens a connection.
 */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.text;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
