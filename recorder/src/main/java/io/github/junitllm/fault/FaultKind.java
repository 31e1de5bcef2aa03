package io.github.junitllm.fault;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * What can go wrong with a call. The kinds up to {@link #TIMEOUT} take the place of an answer: no recording is used and
 * no provider is called. The others are made out of the recorded or real answer.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public enum FaultKind {
    /** Status 429 with {@code Retry-After}, and an error body in the provider's own shape. */
    RATE_LIMITED("429 rate limited", Group.STATUS),
    /** Status 500 with an error body in the provider's own shape. */
    SERVER_ERROR("500 server error", Group.STATUS),
    /** Status 503 with an error body in the provider's own shape. */
    UNAVAILABLE("503 unavailable", Group.STATUS),
    /** Status 529, as Anthropic sends it, with an error body in the provider's own shape. */
    OVERLOADED("529 overloaded", Group.STATUS),
    /** No answer at all until the client gives up; after the delay the connection is closed. */
    TIMEOUT("no answer", Group.WAIT),
    /** The head of a stream comes at once and its first event after the delay; another answer comes after the delay. */
    SLOW_FIRST_TOKEN("slow first token", Group.WAIT),
    /** Half of the answer comes at once, the rest after the delay. */
    STALL("stall in the middle of the answer", Group.WAIT),
    /** Half of the answer comes, then the connection breaks. */
    CUT_STREAM("answer cut off", Group.DAMAGE),
    /** The answer has a byte in its middle that is not UTF-8. */
    INVALID_UTF8("invalid UTF-8", Group.DAMAGE),
    /** The JSON of the answer, or of an event in the middle of a stream, lacks its last character. */
    MALFORMED_JSON("malformed JSON", Group.DAMAGE),
    /** Status and content type as always, and no body. */
    EMPTY_BODY("empty body", Group.DAMAGE),
    /** The answer comes as {@code text/html}. */
    WRONG_CONTENT_TYPE("wrong content type", Group.DAMAGE),
    /** About half of the text, and the finish reason that the provider gives at a token limit. */
    TRUNCATED("answer truncated by a token limit", Group.ENDING),
    /** No text, and the finish reason that the provider gives when its filter has stopped an answer. */
    CONTENT_FILTER("answer stopped by a content filter", Group.ENDING),
    /** No text, and the model's refusal as the provider's API words it. */
    REFUSAL("answer refused", Group.ENDING),
    /**
     * Arguments of tool calls that do not fit: JSON text is cut in the middle; where the API sends an object, its values
     * are replaced by objects.
     */
    BROKEN_TOOL_ARGUMENTS("tool call with broken arguments", Group.ENDING);

    private enum Group {
        STATUS,
        WAIT,
        DAMAGE,
        ENDING
    }

    private final String words;
    private final Group group;

    FaultKind(String words, Group group) {
        this.words = words;
        this.group = group;
    }

    /** Returns it in words, for example "429 rate limited". */
    public String words() {
        return words;
    }

    /** Tells whether it is an error status of the provider, which may say when to try again. */
    public boolean isStatus() {
        return group == Group.STATUS;
    }

    /** Tells whether it makes the application wait, so that it may have a delay. */
    public boolean waits() {
        return group == Group.WAIT;
    }

    /** Tells whether it takes the place of an answer rather than changing one. */
    public boolean replacesAnswer() {
        return group == Group.STATUS || this == TIMEOUT;
    }
}
