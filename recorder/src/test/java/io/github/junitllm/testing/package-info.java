/** What the recorder's tests share: a plain HTTP client and an upstream, both on sockets. */
@NullMarked
package io.github.junitllm.testing;

import org.jspecify.annotations.NullMarked;
