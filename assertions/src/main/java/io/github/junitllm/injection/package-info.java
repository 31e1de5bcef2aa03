/**
 * Whether an injected text got its way: attacks, signals that one worked, and the rate over many. Start at {@link
 * io.github.junitllm.injection.Resistance}. Texts of attacks are data; nothing here follows them or opens a connection.
 */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.injection;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
