package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.importer.ImportException;
import io.github.junitllm.importer.WireImporter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which rows the recorder would refuse to store since they look secret.
 *
 * @param accepted a file of the other rows
 * @param refused number of refused rows
 * @param rows number of all rows
 */
record SecretScan(Path accepted, int refused, int rows) {

    /** Imports each row by itself, since one refused row stops an import. */
    static SecretScan of(Path file, Path folder, PrintStream err) throws IOException {
        Path accepted = folder.resolve("accepted.jsonl");
        Path single = folder.resolve("single.jsonl");
        int refused = 0;
        int rows = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, UTF_8);
                Writer out = Files.newBufferedWriter(accepted, UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                rows++;
                Files.writeString(single, line, UTF_8);
                if (isRefused(single, folder.resolve("single"), err)) {
                    refused++;
                } else {
                    out.write(line + "\n");
                }
            }
        }
        return new SecretScan(accepted, refused, rows);
    }

    private static boolean isRefused(Path row, Path folder, PrintStream err) {
        try {
            new WireImporter(folder, "measure wire").importFile(row);
            return false;
        } catch (ImportException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains(": not stored: ")) {
                err.println(message);
                return true;
            }
            throw e;
        }
    }
}
