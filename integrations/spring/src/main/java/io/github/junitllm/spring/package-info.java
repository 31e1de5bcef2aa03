/**
 * Evals of Spring applications. Nothing here is called by users: with this artifact on the class path, a Spring test class
 * with an eval gets a context whose clients call the recorder.
 */
@NullMarked
@API(status = EXPERIMENTAL, since = "0.1")
package io.github.junitllm.spring;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
