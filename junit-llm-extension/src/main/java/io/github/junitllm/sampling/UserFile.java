package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.match.ClosestName;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Settings of one developer for all projects, since the run icon of an IDE passes no flags. Not read where the environment
 * variable {@code CI} is set.
 */
final class UserFile {

    static final List<String> KEYS = List.of(
            "mode",
            "case",
            "sample",
            "cassettes",
            "replay",
            "results",
            "drafts",
            "draft.rounds",
            "max-calls",
            "max-age-days",
            "redact.patterns",
            "redact.names",
            "redact.allow",
            "redact.personal",
            "unused",
            "upstream");

    private final Properties properties;

    private UserFile(Properties properties) {
        this.properties = properties;
    }

    static UserFile none() {
        return new UserFile(new Properties());
    }

    static UserFile read(Path file) {
        Properties properties = new Properties();
        if (!Files.exists(file)) {
            return new UserFile(properties);
        }
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "%s: cannot be read as a properties file: %s".formatted(file, e.getMessage()), e);
        }
        for (String name : properties.stringPropertyNames()) {
            boolean known = KEYS.stream()
                    .map(Settings.PREFIX::concat)
                    .anyMatch(key -> name.equals(key) || name.startsWith(key + "."));
            if (!known) {
                throw new ExtensionConfigurationException("%s: unknown setting \"%s\"%s; known are %s"
                        .formatted(
                                file,
                                name,
                                ClosestName.hint(
                                        name,
                                        KEYS.stream()
                                                .map(Settings.PREFIX::concat)
                                                .toList()),
                                Settings.PREFIX + String.join(", " + Settings.PREFIX, KEYS)));
            }
        }
        return new UserFile(properties);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(properties.getProperty(name));
    }
}
