package io.github.junitllm.json;

import io.github.junitllm.json.JsonDiagnosis.Kind;

/** Ends the scan at the first place where the text is not JSON. */
final class Deviation extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final int from;
    private final int to;
    private final String what;
    private final String rest;

    /**
     * @param from offset of what is wrong
     * @param to offset after it
     * @param what names it, goes before its place in the sentence
     * @param rest goes after its place, with its own punctuation
     */
    Deviation(Kind kind, int from, int to, String what, String rest) {
        super(what, null, false, false);
        this.kind = kind;
        this.from = from;
        this.to = to;
        this.what = what;
        this.rest = rest;
    }

    JsonDiagnosis in(JsonText text) {
        int line = text.line(from);
        int column = text.column(from);
        String message = "%s at %d:%d (offset %d)%s".formatted(what, line, column, from, rest);
        return new JsonDiagnosis(kind, line, column, from, text.excerpt(from, to), message);
    }
}
