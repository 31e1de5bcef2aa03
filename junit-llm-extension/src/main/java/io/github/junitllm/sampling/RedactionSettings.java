package io.github.junitllm.sampling;

import io.github.junitllm.redact.PersonalData;
import io.github.junitllm.redact.RedactionRules;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The rules of redaction that a project adds: {@code junit.llm.redact.*}. */
final class RedactionSettings {

    private static final String PREFIX = "redact.";

    private final Function<String, Optional<String>> settings;

    private RedactionSettings(Function<String, Optional<String>> settings) {
        this.settings = settings;
    }

    /** Reads them; each key is tried by itself, so that a message can name it. */
    static RedactionRules read(Function<String, Optional<String>> settings) {
        RedactionSettings reader = new RedactionSettings(settings);
        // Parted by white space, since a regular expression may hold a comma.
        List<String> patterns = reader.list(
                "patterns", "\\s+", list -> new RedactionRules(list, Set.of(), List.of(), Set.of()).patterns());
        List<String> names = reader.list("names", "\\s*,\\s*", list -> list);
        List<String> allow = reader.list(
                "allow", "\\s*,\\s*", list -> new RedactionRules(List.of(), Set.of(), list, Set.of()).allow());
        List<PersonalData> personal = reader.list("personal", "\\s*,\\s*", list -> list.stream()
                .map(PersonalData::parse)
                .toList());
        return new RedactionRules(
                patterns, Set.copyOf(names), allow, personal.stream().collect(Collectors.toSet()));
    }

    private <T> List<T> list(String key, String separator, Function<List<String>, List<T>> reader) {
        List<String> list = settings.apply(PREFIX + key).stream()
                .flatMap(value -> Arrays.stream(value.strip().split(separator)))
                .filter(value -> !value.isBlank())
                .toList();
        try {
            return reader.apply(list);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("junit.llm.redact.%s: %s".formatted(key, e.getMessage()), e);
        }
    }
}
