package io.github.junitllm.sampling;

import io.github.junitllm.match.ClosestName;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The names of all settings, so that a mistyped one is no silent default. */
final class SettingNames {

    private static final List<String> KNOWN = List.of(
                    "mode",
                    "case",
                    "sample",
                    "cassettes",
                    "replay",
                    "baseline",
                    "baselines",
                    "results",
                    "drafts",
                    "draft.rounds",
                    "max-calls",
                    "max-age-days",
                    "redact.patterns",
                    "redact.names",
                    "redact.allow",
                    "redact.personal",
                    "settings",
                    "unused",
                    "upstream")
            .stream()
            .map(Settings.PREFIX::concat)
            .toList();

    private SettingNames() {}

    /** Refuses a name of ours that is none; after a dot stand the test it is for, or the upstream. */
    static void check(String where, Collection<String> names) {
        for (String name : names) {
            if (name.startsWith("junit.llm")
                    && KNOWN.stream().noneMatch(known -> name.equals(known) || name.startsWith(known + "."))) {
                throw new ExtensionConfigurationException("%sunknown setting \"%s\"%s; known are %s"
                        .formatted(where, name, ClosestName.hint(name, KNOWN), String.join(", ", KNOWN)));
            }
        }
    }
}
