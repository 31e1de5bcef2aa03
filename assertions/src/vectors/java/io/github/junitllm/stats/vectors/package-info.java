/**
 * Compares the statistics with values that others computed. Start at {@link Vectors}; a function of a file is computed by the
 * check of its name in {@link Checks}. Not part of any jar: the tests of the statistics and {@code measure statistics} share it.
 */
@NullMarked
package io.github.junitllm.stats.vectors;

import org.jspecify.annotations.NullMarked;
