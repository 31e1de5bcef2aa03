package io.github.junitllm.tools;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** Where a model can have the value of an argument from. What it said itself before is no origin. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum ArgumentOrigin {
    /** A message of the user. */
    USER,
    /** A text that the test declares with {@link ToolCallsAssert#withDocuments}, wherever it stands. */
    DOCUMENT,
    /** The result of a tool. */
    TOOL_RESULT,
    /** The system prompt, or a developer message. */
    SYSTEM,
    /** The definitions of the tools, such as an allowed value. */
    TOOL_DEFINITION
}
