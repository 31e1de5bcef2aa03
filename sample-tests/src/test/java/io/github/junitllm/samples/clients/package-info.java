/** One client library a class: the application's client, wired in one line, on recorded answers of real models. */
@NullMarked
package io.github.junitllm.samples.clients;

import org.jspecify.annotations.NullMarked;
