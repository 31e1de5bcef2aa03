package io.github.junitllm.sampling;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.cassette.CassetteException;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.judge.Rubric;
import io.github.junitllm.server.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cassettes of one eval, and its drafts: one file per case, opened when its first sample begins. */
final class EvalCassettes implements AutoCloseable {

    private final String test;
    private final Path testFolder;
    private final Map<String, EvalCase> cases;
    private final Settings settings;
    private final Mode mode;
    private final Map<String, Cassette> opened = new ConcurrentHashMap<>();
    private final Map<String, String> shown = new ConcurrentHashMap<>();
    private final List<Rubric> judges;
    private final Map<Path, Cassette> judged = new ConcurrentHashMap<>();
    private final Map<String, Cassette> drafts = new ConcurrentHashMap<>();

    EvalCassettes(
            String testClass, String method, List<EvalCase> cases, List<DeclaredJudge> judges, Settings settings) {
        this.test = testClass + "#" + method;
        this.testFolder = Path.of(testClass.replace('$', '.'), method);
        this.cases = cases.stream().collect(Collectors.toMap(EvalCase::id, one -> one));
        this.judges = judges.stream().map(DeclaredJudge::rubric).distinct().toList();
        this.settings = settings;
        this.mode = settings.mode();
    }

    /** Class and method, as folders. */
    Path testFolder() {
        return testFolder;
    }

    Path folder() {
        return settings.cassettes().resolve(testFolder);
    }

    Path file(String caseId) {
        return folder().resolve(place(caseId));
    }

    /** The same as a reader in the working directory would type it; every sample of the case names it. */
    String shown(String caseId) {
        return shown.computeIfAbsent(caseId, id -> ProjectLayout.shown(file(id)));
    }

    /** What a judge was asked about a case stands beside the case's own cassette. No encoded id has such an ending. */
    private static Path judged(Path file, Rubric rubric) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.jsonl$", "");
        return file.resolveSibling(name + "~judge." + encoded(rubric.name()) + ".jsonl");
    }

    /** Empty in live mode, which stores nothing. */
    Optional<Cassette> ofJudge(String caseId, Rubric rubric) {
        return mode == Mode.LIVE
                ? Optional.empty()
                : Optional.of(judged.computeIfAbsent(judged(file(caseId), rubric), file -> open(file, caseId)));
    }

    Cassette draftsOfJudge(String caseId, Rubric rubric) {
        Path drafted = DraftStore.in(settings.drafts()).resolve(testFolder).resolve(place(caseId));
        return judged.computeIfAbsent(judged(drafted, rubric), file -> open(file, caseId));
    }

    /** A file per golden, in a folder per set-up where there are several. */
    private Path place(String caseId) {
        EvalCase one = Objects.requireNonNull(cases.get(caseId), caseId);
        String file = encoded(one.golden().id()) + ".jsonl";
        return one.variant().map(setup -> Path.of(encoded(setup.name()), file)).orElseGet(() -> Path.of(file));
    }

    /** Distinct ids keep distinct names, and no name leaves the folder. */
    private static String encoded(String id) {
        StringBuilder name = new StringBuilder();
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            name.append(plain || (c == '.' && !name.isEmpty()) ? String.valueOf(c) : "~%02x".formatted((int) c));
        }
        return name.toString();
    }

    /** Empty in live mode, which stores nothing. */
    Optional<Cassette> of(String caseId) {
        return mode == Mode.LIVE
                ? Optional.empty()
                : Optional.of(opened.computeIfAbsent(caseId, id -> open(file(id), id)));
    }

    Cassette draftsOf(String caseId) {
        return drafts.computeIfAbsent(caseId, id -> {
            Path store = DraftStore.in(settings.drafts());
            return open(store.resolve(testFolder).resolve(place(id)), id);
        });
    }

    /** What is recorded of a case, in live mode too; nothing where that cannot be read, which its samples will say. */
    List<Exchange> takes(String caseId) {
        try {
            if (mode == Mode.LIVE) {
                try (Cassette cassette = open(file(caseId), caseId)) {
                    return cassette.exchanges();
                }
            }
            List<Exchange> takes = new ArrayList<>(of(caseId).orElseThrow().exchanges());
            if (mode == Mode.DRAFT) {
                takes.addAll(draftsOf(caseId).exchanges());
            }
            return takes;
        } catch (CassetteException | IllegalStateException unreadable) {
            return List.of();
        }
    }

    private Cassette open(Path file, String caseId) {
        return Cassette.open(
                file,
                test,
                Objects.requireNonNull(cases.get(caseId), caseId).golden().id(),
                settings.match());
    }

    boolean hasDrafts(String caseId) {
        return drafts.containsKey(caseId);
    }

    Map<String, Cassette> opened() {
        return opened;
    }

    /** The cassettes of cases and set-ups that the eval does not have. */
    List<Path> orphans() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        Set<Path> known = cases.keySet().stream().map(this::file).collect(Collectors.toCollection(HashSet::new));
        Set.copyOf(known).forEach(file -> judges.forEach(rubric -> known.add(judged(file, rubric))));
        try (Stream<Path> files = Files.walk(folder(), 2)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jsonl") && !known.contains(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many exchanges earlier recording runs lost because they were killed. */
    int lostInFlight() {
        return opened.values().stream().mapToInt(Cassette::lostInFlight).sum();
    }

    void sampleEnded(SampleResult result) {
        Cassette store = (mode == Mode.DRAFT ? drafts : opened).get(result.caseId());
        if (store != null) {
            store.sampleEnded(result.sample(), result.outcome().name());
        }
    }

    @Override
    public void close() {
        opened.values().forEach(Cassette::close);
        drafts.values().forEach(Cassette::close);
        judged.values().forEach(Cassette::close);
    }
}
