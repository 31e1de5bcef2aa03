package io.github.junitllm.cassette;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces a file whole, so that a killed run leaves the old one or the new one. */
final class AtomicFiles {

    private AtomicFiles() {}

    static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new CassetteException("%s: is no file in a folder".formatted(file));
        }
        return folder;
    }

    /**
     * Puts these bytes in the place of a file.
     *
     * @param unfinished where they are written first: one name per cassette, so that what a killed run leaves there is
     *     overwritten by the next and never piles up
     */
    static void replace(Path unfinished, Path target, byte[] bytes) throws IOException {
        Files.write(unfinished, bytes);
        move(unfinished, target);
    }

    static Path unfinished(Path cassette) {
        return folderOf(cassette).resolve("." + cassette.getFileName() + ".tmp");
    }

    private static void move(Path finished, Path target) throws IOException {
        try {
            Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException someNetworkDrives) {
            Files.move(finished, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
