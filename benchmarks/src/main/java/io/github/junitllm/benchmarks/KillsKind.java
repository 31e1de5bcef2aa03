package io.github.junitllm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.server.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Kills recording runs at random moments and looks at what is left, and at what the next run asks for. */
final class KillsKind implements Measure.Kind {

    private static final String OLD = "an older answer";
    private static final String NEW = "a newer answer";

    private final int kills;
    private final Random random;

    KillsKind(int kills, long seed) {
        this.kills = kills;
        this.random = new Random(seed);
    }

    @Override
    public boolean needsPath() {
        return false;
    }

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        Tally record = new Tally(err);
        Tally rerecord = new Tally(err);
        try (Scripted provider = new Scripted()) {
            for (int i = 0; i < kills; i++) {
                Path folder = Files.createTempDirectory("junit-llm-measure");
                try {
                    // Every third run records again what an earlier one has recorded.
                    boolean again = i % 3 == 2;
                    (again ? rerecord : record).kill(folder, again ? Mode.RERECORD : Mode.RECORD, provider, random);
                } finally {
                    Scratch.delete(folder);
                }
            }
        }
        record.print("record", out);
        rerecord.print("rerecord", out);
    }

    private static final class Tally {

        private final PrintStream err;
        private int kills;
        private int killedWhileClosing;
        private int loaded;
        private int completed;
        private int there;
        private int takes;
        private int good;
        private int calledThoughThere;
        private int wholeAfterwards;
        private int leftFiles;

        Tally(PrintStream err) {
            this.err = err;
        }

        void kill(Path folder, Mode mode, Scripted provider, Random random) throws IOException {
            kills++;
            provider.latency(0);
            if (mode == Mode.RERECORD) {
                provider.answer(OLD);
                record(folder, provider);
            }
            provider.answer(NEW);
            provider.latency(1 + random.nextInt(5));
            Set<String> printed = killed(folder, mode, provider.url(), random);
            if (printed.remove(KilledRecording.CLOSING)) {
                killedWhileClosing++;
            }
            provider.latency(0);
            provider.takeAsked();
            Map<String, String> kept = load(folder);
            completed += printed.size();
            there += (int) printed.stream()
                    .filter(question -> kept.getOrDefault(question, "").equals(NEW))
                    .count();
            takes += mode == Mode.RERECORD ? KilledRecording.ALL : kept.size();
            good += (int) kept.values().stream()
                    .filter(answer -> answer.equals(NEW) || (mode == Mode.RERECORD && answer.equals(OLD)))
                    .count();
            next(folder, kept.keySet(), provider);
        }

        /** The next run completes the rest. */
        private void next(Path folder, Set<String> kept, Scripted provider) throws IOException {
            record(folder, provider);
            List<String> asked =
                    provider.takeAsked().stream().map(Tally::question).toList();
            calledThoughThere += (int) asked.stream().filter(kept::contains).count();
            wholeAfterwards += load(folder).size();
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> left = files.filter(
                                file -> !file.toString().matches(".*[/\\\\](?:c\\d\\.jsonl|[0-9a-f]{64}\\.body)"))
                        .toList();
                leftFiles += left.size();
                left.forEach(file -> err.println("left behind: " + file));
            }
        }

        private static void record(Path folder, Scripted provider) throws IOException {
            // Its progress is for the parent of a child only.
            Console.to(
                    new PrintStream(PrintStream.nullOutputStream(), true, UTF_8),
                    () -> KilledRecording.record(folder, Mode.RECORD, provider.url()));
        }

        /** Returns the questions that had their whole answer when the child was killed. */
        private static Set<String> killed(Path folder, Mode mode, String url, Random random) throws IOException {
            int moment = random.nextInt(KilledRecording.ALL + 20);
            long later = random.nextInt(12_000_000);
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledRecording.class.getName(),
                            folder.toString(),
                            mode.name(),
                            url))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Set<String> printed = new TreeSet<>();
            try (BufferedReader lines = process.inputReader(UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.endsWith(";")) {
                        printed.add(line.substring(0, line.length() - 1));
                    }
                    // Moments beyond the last answer are within the closing.
                    if (printed.size() == Math.min(moment, KilledRecording.ALL) + 1) {
                        LockSupport.parkNanos(later);
                        // The handle's, since the process's own closes what it has printed.
                        process.toHandle().destroyForcibly();
                    }
                }
            } finally {
                process.destroyForcibly().onExit().join();
            }
            return printed;
        }

        /** Returns the answers by question; a cassette that does not load holds none. */
        private Map<String, String> load(Path folder) {
            Map<String, String> answers = new HashMap<>();
            for (int i = 0; i < KilledRecording.CASSETTES; i++) {
                Path file = KilledRecording.cassette(folder, i);
                try {
                    List<Exchange> exchanges =
                            new ArrayList<>(Cassette.open(file, "", "").exchanges());
                    exchanges.forEach(
                            take -> answers.put(question(take.request().body().text()), answer(take)));
                    loaded++;
                } catch (CassetteException e) {
                    err.println(e.getMessage());
                }
            }
            return answers;
        }

        private static String question(String body) {
            return Json.tryRead(body).orElseThrow().path("question").asText();
        }

        /** The text when all of it is there. */
        private static String answer(Exchange take) {
            String body = take.response().body().text();
            String text = body.contains(NEW) ? NEW : body.contains(OLD) ? OLD : "";
            boolean whole =
                    !take.response().isStreamed() || (body.contains(text + " 4") && body.endsWith("[DONE]\n\n"));
            return whole ? text : "";
        }

        void print(String source, Figures out) {
            if (kills == 0) {
                return;
            }
            out.count(source, "kills", kills, kills);
            out.count(source, "killed_while_closing", killedWhileClosing, kills);
            out.count(source, "cassettes_load", loaded, 2 * kills * KilledRecording.CASSETTES);
            out.count(source, "completed_and_there", there, completed);
            out.count(source, "takes_whole", good, takes);
            out.count(source, "called_again_though_there", calledThoughThere, kills * KilledRecording.ALL);
            out.count(source, "there_after_the_next_run", wholeAfterwards, kills * KilledRecording.ALL);
            out.count(source, "files_left_behind", leftFiles, kills);
        }
    }
}
