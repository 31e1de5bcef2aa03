package io.github.junitllm.benchmarks;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.importer.ImportException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** Measures one kind, on one data set where it needs one: {@code bash benchmarks/measure NAME [PATH]}. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Measure {

    /** One more kind is one more entry here. */
    private static final Map<String, Kind> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("assertion_speed", new AssertionSpeedKind(15, 300)),
            Map.entry("draft", new DraftKind(800)),
            Map.entry("fuzz", new FuzzKind(100_000, 500_000, 20261124)),
            Map.entry("groundedness", new GroundednessKind()),
            Map.entry("injection_transcripts", new InjectionKind()),
            Map.entry("judge_agreement", new JudgeAgreementKind()),
            Map.entry("json_malformed", new MalformedJsonKind()),
            Map.entry("json_schema_instances", new SchemaInstancesKind()),
            Map.entry("json_schema_suite", new SchemaSuiteKind()),
            Map.entry("kills", new KillsKind(50, 20261124)),
            Map.entry("overhead", new OverheadKind(7, 100)),
            Map.entry("recorder", new RecorderKind(2_000, 10_000)),
            Map.entry("simulation", new SimulationKind(10_000, 20261124)),
            Map.entry("statistics", new StatisticsKind()),
            Map.entry("stream", new StreamKind(20, 20, 100, 200)),
            Map.entry("temporal_expressions", new TemporalKind()),
            Map.entry("temporal_staleness", new StalenessKind()),
            Map.entry("tokens", new TokensKind()),
            Map.entry("tool_calls", new ToolCallsKind()),
            Map.entry("wire", new WireKind())));

    private static final String USAGE =
            "usage: bash benchmarks/measure NAME PATH (assertion_speed, draft, kills, overhead, recorder and stream take no PATH)";
    private static final int WRONG_USE = 2;
    private static final int UNREADABLE = 1;

    private Measure() {}

    /** Measures all of a file or folder; prints figures to {@code out} and explanations to {@code err}. */
    interface Kind {
        void measure(Path path, Figures out, PrintStream err) throws IOException;

        /** Whether it measures data of the user's; else it makes its own, and a path is not looked at. */
        default boolean needsPath() {
            return true;
        }
    }

    /** Runs and ends the JVM: 0 when it measured, 1 when the data cannot be read, 2 when the arguments are wrong. */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            err.println(USAGE);
            return WRONG_USE;
        }
        Kind kind = KINDS.get(arguments[0]);
        if (kind == null) {
            err.println("unknown NAME \"%s\": known are %s".formatted(arguments[0], String.join(", ", KINDS.keySet())));
            return WRONG_USE;
        }
        if (kind.needsPath() && arguments.length < 2) {
            err.println(USAGE);
            return WRONG_USE;
        }
        Path path = Path.of(kind.needsPath() ? arguments[1] : "");
        if (!Files.exists(path)) {
            err.println("PATH \"%s\" is not there".formatted(path));
            return WRONG_USE;
        }
        try {
            kind.measure(path, new Figures(arguments[0], out), err);
            return 0;
        } catch (ImportException | Unreadable e) {
            err.println(e.getMessage());
            return UNREADABLE;
        }
    }
}
