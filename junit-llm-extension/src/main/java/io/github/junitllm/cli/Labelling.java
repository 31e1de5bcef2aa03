package io.github.junitllm.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.report.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Asks a person about answers, one by one, and writes each label before it shows the next answer. */
final class Labelling {

    private static final List<String> SHOWN = List.of("question", "context", "answer");

    private final BufferedReader in;
    private final PrintWriter out;
    private final String by;
    private final LocalDate today;
    private int good;
    private int bad;

    Labelling(BufferedReader in, PrintWriter out, String by, LocalDate today) {
        if (by.isBlank()) {
            throw new IllegalArgumentException("--by is blank; write who labels, for example --by ann");
        }
        this.in = in;
        this.out = out;
        this.by = by;
        this.today = today;
    }

    void run(Path answers, Path labels) throws IOException {
        List<ObjectNode> all = read(answers, true);
        Set<String> done = new HashSet<>();
        if (Files.exists(labels)) {
            for (ObjectNode label : read(labels, false)) {
                done.add(label.path("id").asText());
                count(label.path("label").asText().equals("pass"));
            }
            endLastLine(labels);
        }
        for (int i = 0; i < all.size(); i++) {
            ObjectNode answer = all.get(i);
            if (!done.add(answer.path("id").asText())) {
                continue;
            }
            show(answer, i + 1, all.size());
            Optional<Boolean> verdict = ask();
            if (verdict.isEmpty()) {
                break;
            }
            out.print("why? ");
            out.flush();
            write(
                    labels,
                    answer,
                    verdict.get(),
                    Optional.ofNullable(in.readLine()).orElse(""));
        }
        out.printf(
                Locale.ROOT, "%s: %d good, %d bad; a calibration needs 25 of each%n", labels.getFileName(), good, bad);
        out.flush();
    }

    private void count(boolean isGood) {
        good += isGood ? 1 : 0;
        bad += isGood ? 0 : 1;
    }

    private static List<ObjectNode> read(Path file, boolean withAnswer) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, UTF_8);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("%s: there is no such file".formatted(file), e);
        }
        List<ObjectNode> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String place = file + ":" + (i + 1);
            all.add(Json.tryRead(lines.get(i))
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .filter(line -> line.path("id").isTextual())
                    .filter(line -> !withAnswer || line.path("answer").isTextual())
                    .orElseThrow(
                            () -> new IllegalArgumentException("%s: expected an object with \"id\"%s, for example %s"
                                    .formatted(
                                            place,
                                            withAnswer ? " and \"answer\"" : "",
                                            "{\"id\": \"late-1\", \"answer\": \"Yes, it is late.\"}"))));
        }
        return all;
    }

    private static void endLastLine(Path file) throws IOException {
        String text = Files.readString(file, UTF_8);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            Files.writeString(file, "\n", UTF_8, StandardOpenOption.APPEND);
        }
    }

    private void show(ObjectNode answer, int number, int all) {
        out.printf(
                Locale.ROOT,
                "%n%d of %d: %s%n",
                number,
                all,
                Printable.text(answer.path("id").asText()));
        SHOWN.stream().filter(answer::has).forEach(member -> {
            out.println("--- " + member);
            out.println(Printable.text(answer.path(member).asText()));
        });
    }

    /** Empty when the person stops, or the input ends. */
    private Optional<Boolean> ask() throws IOException {
        while (true) {
            out.print("good? y, n, or q to stop: ");
            out.flush();
            String line = in.readLine();
            String said = line == null ? "q" : line.strip().toLowerCase(Locale.ROOT);
            switch (said) {
                case "y" -> {
                    return Optional.of(true);
                }
                case "n" -> {
                    return Optional.of(false);
                }
                case "q" -> {
                    return Optional.empty();
                }
                default -> out.println("write y, n or q");
            }
        }
    }

    private void write(Path labels, ObjectNode answer, boolean isGood, String reason) throws IOException {
        ObjectNode line =
                Json.MAPPER.createObjectNode().put("id", answer.path("id").asText());
        SHOWN.stream()
                .filter(answer::has)
                .forEach(member -> line.put(member, answer.path(member).asText()));
        line.put("label", isGood ? "pass" : "fail").put("by", by).put("date", today.toString());
        if (!reason.isBlank()) {
            line.put("reason", reason.strip());
        }
        Files.writeString(labels, Json.write(line) + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        count(isGood);
    }
}
