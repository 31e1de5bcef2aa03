package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Settings of one developer for all projects, since the run icon of an IDE passes no flags. Not read where the environment
 * variable {@code CI} is set.
 */
final class UserFile {

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
        SettingNames.check(file + ": ", properties.stringPropertyNames());
        return new UserFile(properties);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(properties.getProperty(name));
    }
}
