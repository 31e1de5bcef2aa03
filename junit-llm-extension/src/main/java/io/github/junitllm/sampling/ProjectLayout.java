package io.github.junitllm.sampling;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;

/**
 * Where the project of a test class lies. Found from the place of its class file, since an IDE may run tests in another
 * working directory than Maven and Gradle do.
 */
record ProjectLayout(Path root, boolean gradle) {

    private static final List<String> GRADLE = List.of("build.gradle", "build.gradle.kts");

    static ProjectLayout of(Class<?> testClass) {
        Path start = Path.of("").toAbsolutePath();
        CodeSource source = testClass.getProtectionDomain().getCodeSource();
        if (source != null && source.getLocation() != null) {
            try {
                start = Path.of(source.getLocation().toURI());
            } catch (URISyntaxException | IllegalArgumentException notAFile) {
                // the working directory is the next best
            }
        }
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path here = folder;
            boolean gradle = GRADLE.stream().anyMatch(file -> Files.exists(here.resolve(file)));
            if (gradle || Files.exists(here.resolve("pom.xml"))) {
                return new ProjectLayout(here, gradle);
            }
        }
        return new ProjectLayout(Path.of("").toAbsolutePath(), false);
    }

    Path cassettes() {
        return root.resolve("src/test/resources/cassettes");
    }

    Path resources() {
        return root.resolve("src/test/resources");
    }

    Path baselines() {
        return root.resolve("src/test/resources/baselines");
    }

    Path drafts() {
        return root.resolve(".junit-llm/drafts");
    }

    Path results() {
        return root.resolve(gradle ? "build/junit-llm" : "target/junit-llm");
    }

    /** The path as a reader in the working directory would type it. */
    static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return (absolute.startsWith(here) ? here.relativize(absolute) : absolute)
                .toString()
                .replace('\\', '/');
    }
}
