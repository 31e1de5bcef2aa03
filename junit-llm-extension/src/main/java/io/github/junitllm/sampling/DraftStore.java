package io.github.junitllm.sampling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of drafts, which version control is told to leave alone. */
final class DraftStore {

    private DraftStore() {}

    static Path in(Path folder) {
        try {
            Files.createDirectories(folder);
            Path ignore = folder.resolve(".gitignore");
            if (!Files.exists(ignore)) {
                Files.writeString(ignore, "*\n");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("drafts cannot be kept in " + folder, e);
        }
    }
}
