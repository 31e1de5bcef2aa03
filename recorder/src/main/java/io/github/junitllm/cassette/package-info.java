/** The file that holds the exchanges of one test and case. Start at {@link Cassette}. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.cassette;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
