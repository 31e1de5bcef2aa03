package io.github.junitllm.sampling;

import io.github.junitllm.match.ClosestName;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The names of all settings, so that a mistyped one is no silent default. */
final class SettingNames {

    private static final List<String> KNOWN = List.of(
                    "mode",
                    "case",
                    "sample",
                    "variant",
                    "cassettes",
                    "replay",
                    "baseline",
                    "baselines",
                    "report",
                    "calibration",
                    "calibrations",
                    "results",
                    "resume",
                    "drafts",
                    "draft.rounds",
                    "budget.usd",
                    "budget.tokens",
                    "budget.calls",
                    "budget.seconds",
                    "prices",
                    "rate",
                    "retries",
                    "forks",
                    "max-age-days",
                    "redact.patterns",
                    "redact.names",
                    "redact.allow",
                    "redact.personal",
                    "settings",
                    "today",
                    "unused",
                    "upstream")
            .stream()
            .map(Settings.PREFIX::concat)
            .toList();

    private static final Pattern RATE =
            Pattern.compile("junit\\.llm\\.rate\\..+\\.(?:requests|tokens)-per-minute(?:\\.|$)");

    private SettingNames() {}

    /** Refuses a name of ours that is none; after a dot stand the test it is for, or the upstream. */
    static void check(String where, Collection<String> names) {
        for (String name : names) {
            if (name.startsWith("junit.llm")
                    && KNOWN.stream().noneMatch(known -> name.equals(known) || name.startsWith(known + "."))) {
                throw new ExtensionConfigurationException("%sunknown setting \"%s\"%s; known are %s"
                        .formatted(where, name, ClosestName.hint(name, KNOWN), String.join(", ", KNOWN)));
            }
            if (name.startsWith(Settings.PREFIX + "rate") && !RATE.matcher(name).lookingAt()) {
                throw new ExtensionConfigurationException(
                        "%sunknown setting \"%s\"; write for example junit.llm.rate.openai.requests-per-minute or junit.llm.rate.openai.tokens-per-minute"
                                .formatted(where, name));
            }
        }
    }
}
