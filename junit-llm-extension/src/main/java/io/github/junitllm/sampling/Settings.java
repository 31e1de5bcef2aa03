package io.github.junitllm.sampling;

import io.github.junitllm.server.Mode;
import io.github.junitllm.server.Upstream;
import io.github.junitllm.server.Upstreams;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What configures a run: JUnit configuration parameters (which fall back to system properties and {@code
 * junit-platform.properties}), for the mode also the environment.
 */
final class Settings {

    private static final String PREFIX = "junit.llm.";

    private final Function<String, Optional<String>> parameters;
    private final Map<String, String> environment;
    private final ProjectLayout layout;

    Settings(ExtensionContext context, Map<String, String> environment) {
        this(context::getConfigurationParameter, context.getRequiredTestClass(), environment);
    }

    Settings(Function<String, Optional<String>> parameters, Class<?> testClass, Map<String, String> environment) {
        this.parameters = parameters;
        this.environment = environment;
        this.layout = ProjectLayout.of(testClass);
    }

    Mode mode() {
        Optional<String> mode = get("mode")
                .or(() -> Optional.ofNullable(environment.get("JUNIT_LLM_MODE")).filter(m -> !m.isBlank()));
        try {
            return mode.map(Mode::parse).orElse(Mode.REPLAY);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    Path cassettes() {
        return get("cassettes").map(Path::of).orElseGet(layout::cassettes);
    }

    Path results() {
        return get("results").map(Path::of).orElseGet(layout::results);
    }

    Optional<String> onlyCase() {
        return get("case");
    }

    OptionalInt onlySample() {
        Optional<String> sample = get("sample");
        if (sample.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!sample.get().matches("[1-9][0-9]{0,4}")) {
            throw new ExtensionConfigurationException(
                    "junit.llm.sample = \"%s\": expected the number of a sample, from 1".formatted(sample.get()));
        }
        return OptionalInt.of(Integer.parseInt(sample.get()));
    }

    Upstreams upstreams() {
        return Upstreams.known().configuredBy(this::upstream);
    }

    private Optional<Upstream> upstream(String name) {
        Optional<String> url = get("upstream." + name);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        boolean simulated = get("upstream." + name + ".simulated")
                .map(Boolean::parseBoolean)
                .orElse(false);
        Upstream bearer = new Upstream(name, url.get(), "authorization", "Bearer ", "", simulated);
        Upstream known = Upstreams.known().find(name).orElse(bearer);
        // Most providers and gateways want a bearer token, those of no known header included.
        Upstream scheme = known.keyHeader().isEmpty() ? bearer : known;
        return Optional.of(get("upstream." + name + ".key-env")
                .map(variable ->
                        new Upstream(name, url.get(), scheme.keyHeader(), scheme.keyPrefix(), variable, simulated))
                .orElse(known.at(url.get(), simulated)));
    }

    private Optional<String> get(String key) {
        return parameters.apply(PREFIX + key).filter(value -> !value.isBlank());
    }
}
