/** The command line: {@code junit-llm import ...}. Needs picocli, which is optional for everybody else. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.cli;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
