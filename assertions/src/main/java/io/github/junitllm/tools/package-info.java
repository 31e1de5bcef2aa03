/** Tool calls: what a test expects of name and arguments. Start at {@link io.github.junitllm.tools.ExpectedToolCall}. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.tools;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
