/** The loopback server that records and replays. Start at {@link RecorderServer}. */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
