package io.github.junitllm.exchange;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/** The headers of a response that are kept beside its content type: those that clients act on. */
@API(status = INTERNAL, since = "0.1")
public final class KeptHeaders {

    /** The id of an MCP session, which is a token. */
    public static final String SESSION = "mcp-session-id";

    /** What is stored in the place of a session's id. */
    public static final String RECORDED_SESSION = "junit-llm-session";

    /** Their names, in lower case. */
    public static final List<String> NAMES =
            List.of("location", SESSION, "retry-after", "retry-after-ms", "x-should-retry");

    private KeptHeaders() {}
}
