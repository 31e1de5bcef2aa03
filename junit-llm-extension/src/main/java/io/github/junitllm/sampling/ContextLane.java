package io.github.junitllm.sampling;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.RecorderServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/**
 * The lane of calls that an application makes outside any sample, for example embeddings at start-up. They are recorded
 * in {@code cassettes/_context/<name>.jsonl} in the mode of the run, and an equal request is answered by the same take
 * however often it comes. The application calls {@link RecorderServer#url} + {@code "/openai"} or {@link Lane#baseUrl}.
 *
 * <p>Outside a test there are no configuration parameters of JUnit: settings come from system properties, else from {@code
 * junit-platform.properties}, for the mode also from the environment.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ContextLane {

    private static final Set<Cassette> CASSETTES = ConcurrentHashMap.newKeySet();

    private ContextLane() {}

    /**
     * Returns the context lane of this name, opened on first use and open until the JVM ends.
     *
     * @param name name of the application or of its context: at most 100 letters, digits, dots, hyphens, underscores
     * @param testClass a class of the project whose cassettes are meant
     * @throws IllegalArgumentException when the name is none
     */
    public static Lane open(String name, Class<?> testClass) {
        return RecorderServer.shared().contextLane(name, () -> setup(name, testClass));
    }

    private static Lane.Setup setup(String name, Class<?> testClass) {
        Properties file = platformProperties();
        Settings settings = new Settings(
                key -> Optional.ofNullable(System.getProperty(key, file.getProperty(key))),
                testClass,
                Optional.empty(),
                System.getenv());
        Path cassette = settings.cassettes().resolve("_context").resolve(name + ".jsonl");
        Optional<Cassette> takes = settings.mode() == Mode.LIVE
                ? Optional.empty()
                : Optional.of(Cassette.open(cassette, "_context", name, settings.match()));
        takes.ifPresent(CASSETTES::add);
        // What happens at start-up is no part of a prompt that is being written: a draft records it for good.
        Mode mode = settings.mode() == Mode.DRAFT ? Mode.RECORD : settings.mode();
        return new Lane.Setup(mode, takes, 1, settings.upstreams()).withRedaction(settings.redaction());
    }

    /** Sorts the cassettes; the lanes stay open, since an application can outlive a run in the same JVM. */
    static void saveAll() {
        CASSETTES.forEach(Cassette::close);
    }

    private static Properties platformProperties() {
        Properties properties = new Properties();
        try (InputStream file =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("junit-platform.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
