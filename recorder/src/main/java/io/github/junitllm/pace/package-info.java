/** When a call goes out: limits of calls and tokens per minute, and retries after errors of a provider's making. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.pace;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
