/** Looks after cassettes by what a run made of them: removes what nothing used, takes in what a draft answered. */
@NullMarked
@API(status = INTERNAL, since = "0.1")
package io.github.junitllm.upkeep;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
