package io.github.junitllm.importer;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.importer.WireRow.BadRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a set of WireMock mappings: {@code mappings} and, beside it, {@code __files} with bodies.
 *
 * @param mappings files with mappings, in the order of their names
 * @param bodies folder of the bodies, which need not be there
 */
record WireMockFiles(List<Path> mappings, Path bodies) {

    static final String MAPPINGS = "mappings";
    static final String BODIES = "__files";

    private static final int LARGEST_BODY = 16 * 1024 * 1024;
    private static final int MOST = 10_000;

    /** Finds the files of a folder, or those that belong to one file of mappings. */
    static WireMockFiles of(Path from) {
        Path whole = from.toAbsolutePath().normalize();
        if (!Files.isDirectory(from)) {
            return new WireMockFiles(
                    List.of(from), root(whole.resolveSibling("")).resolve(BODIES));
        }
        Path folder = Files.isDirectory(from.resolve(MAPPINGS)) ? from.resolve(MAPPINGS) : from;
        Path root = folder.equals(from) ? root(whole) : whole;
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.toAbsolutePath().normalize().startsWith(root.resolve(BODIES)))
                    .limit(MOST + 1)
                    .sorted()
                    .toList();
            if (found.size() > MOST) {
                throw new ImportException("%s: more than 10,000 files; import them in parts".formatted(from));
            }
            return new WireMockFiles(found, root.resolve(BODIES));
        } catch (IOException | UncheckedIOException e) {
            throw new ImportException("%s: cannot be read: %s".formatted(from, e), e);
        }
    }

    private static Path root(Path folder) {
        boolean isMappings = folder.endsWith(MAPPINGS);
        Path parent = folder.getParent();
        return isMappings && parent != null ? parent : folder;
    }

    /** Reads a body; nothing outside the folder is ever opened. */
    Body body(String member, String name) {
        try {
            Path file = bodies.resolve(name).normalize();
            if (name.indexOf('\\') >= 0 || !file.startsWith(bodies) || file.equals(bodies)) {
                throw BadRow.of(member, "the name of a file within " + BODIES, name);
            }
            if (!Files.isRegularFile(file)) {
                throw BadRow.of(member, "a file that is there, looked for in " + bodies, name);
            }
            // A link may lead out.
            if (!file.toRealPath().startsWith(bodies.toRealPath())) {
                throw BadRow.of(member, "the name of a file within " + BODIES, name);
            }
            if (Files.size(file) > LARGEST_BODY) {
                throw BadRow.of(member, "a file of at most 16 MB", name);
            }
            return Body.of(Files.readAllBytes(file));
        } catch (InvalidPathException e) {
            throw BadRow.of(member, "the name of a file within " + BODIES, name);
        } catch (IOException e) {
            throw new BadRow("%s: \"%s\" cannot be read: %s".formatted(member, name, e));
        }
    }
}
