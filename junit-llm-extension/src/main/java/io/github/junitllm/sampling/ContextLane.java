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
        // Recorded anew when its file is deleted: no verdict keeps a tally of what a start-up was answered.
        Mode mode = settings.mode() == Mode.RERECORD ? Mode.RECORD : settings.mode();
        Optional<Cassette> takes =
                mode == Mode.LIVE ? Optional.empty() : Optional.of(cassette(settings, settings.cassettes(), name));
        Lane.Setup setup = new Lane.Setup(mode, takes, 1, settings.upstreams())
                .withSpending(Budgets.ofContext(settings))
                .withRedaction(settings.redaction());
        return mode == Mode.DRAFT
                ? setup.withDrafts(cassette(settings, DraftStore.in(settings.drafts()), name))
                : setup;
    }

    private static Cassette cassette(Settings settings, Path folder, String name) {
        Cassette cassette =
                Cassette.open(folder.resolve("_context").resolve(name + ".jsonl"), "_context", name, settings.match());
        CASSETTES.add(cassette);
        return cassette;
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
