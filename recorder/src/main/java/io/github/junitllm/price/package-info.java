/** What calls cost: a dated table of prices that a project can add to, costs of recorded calls, and counts of tokens before a call. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.price;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
