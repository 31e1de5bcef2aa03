/** Tests of prices and counts of tokens. */
@NullMarked
package io.github.junitllm.price;

import org.jspecify.annotations.NullMarked;
