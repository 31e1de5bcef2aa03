package io.github.junitllm.dataset;

import org.jspecify.annotations.Nullable;

/**
 * A step through YAML or JSON.
 *
 * @param line from 1
 * @param column from 1
 * @param value the value of a SCALAR
 * @param text a SCALAR as written, for member names (1e3 is no other name than 1e3); the name of an ALIAS
 * @param anchor the name under which the value may be used again
 */
record Token(
        Kind kind,
        int line,
        int column,
        @Nullable Object value,
        String text,
        @Nullable String anchor) {

    enum Kind {
        MAP,
        END_MAP,
        LIST,
        END_LIST,
        SCALAR,
        ALIAS,
        END
    }

    static Token end() {
        return new Token(Kind.END, 1, 1, null, "", null);
    }
}
