package io.github.junitllm.server;

/**
 * How much of one answer is kept in memory. What is larger is passed on in pieces, and neither recorded nor read: a
 * stream without an end must not end the test run.
 */
final class AnswerLimit {

    /** In bytes. */
    static final int LARGEST = 16 * 1024 * 1024;

    /** In bytes; one event must be copied several times over before it is a line of a cassette. */
    static final int LARGEST_EVENT = 4 * 1024 * 1024;

    private long seen;
    private boolean exceeded;

    /** Counts the next bytes; returns whether what came so far is to be kept. */
    boolean keeps(int length) {
        seen += length;
        exceeded |= seen > LARGEST;
        return !exceeded;
    }

    /** An event that is still open has this size. */
    void open(int eventSize) {
        exceeded |= eventSize > LARGEST_EVENT;
    }

    boolean isExceeded() {
        return exceeded;
    }

    String message(UpstreamCall call) {
        return "%s answered %s %s with %,d bytes; of an answer over 16 MB, or an event over 4 MB, nothing is recorded and nothing is read (the application received it whole): ask for a shorter answer"
                .formatted(
                        call.upstream().name(),
                        call.request().method(),
                        call.request().path(),
                        seen);
    }
}
