package io.github.junitllm.usage;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Locale;
import org.apiguardian.api.API;

/** A part of what a model reads. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum PromptPart {
    /** Messages of the roles system and developer. */
    SYSTEM,
    /** Definitions of the tools that are offered. */
    TOOL_DEFINITIONS,
    /** What stands before the last message of the user: earlier questions, answers and tool calls. */
    HISTORY,
    /** Results of tools. */
    TOOL_RESULTS,
    /** Passages that the test names, wherever they stand. */
    RETRIEVAL,
    /** The last message of the user, without retrieved passages, and what follows it. */
    QUESTION;

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
