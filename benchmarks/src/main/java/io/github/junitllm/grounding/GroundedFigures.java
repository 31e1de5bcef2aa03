package io.github.junitllm.grounding;

import io.github.junitllm.grounding.Scores.Scored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Holds the engine against labelled claims; it stands in the engine's package for that. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class GroundedFigures {

    /** Where sharing words separates best on the tuning half. */
    private static final double OVERLAP = 0.83;

    private static final int SPEED_WORDS = 2_000;
    private static final int SPEED_RUNS = 300;

    private static final String MEAN = "mean";
    private static final String ALL = "all";

    private final List<GroundedRow> rows;
    private final Sink out;

    /** Where figures go. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public interface Sink {

        /** Takes one figure that was measured on so many rows. */
        void figure(String source, String figure, double value, int n);
    }

    private GroundedFigures(List<GroundedRow> rows, Sink out) {
        this.rows = rows;
        this.out = out;
    }

    /** Measures all rows of a file of examples. */
    public static void measure(Path path, Sink out) throws IOException {
        new GroundedFigures(GroundedRow.read(path), out).measure();
    }

    private void measure() {
        Scores scores = scored(row -> row.logOdds(Weights.standard()));
        Scores overlap = scored(row -> row.overlap() - OVERLAP);
        accuracy("balanced_accuracy", scores);
        accuracy("balanced_accuracy_test_half", testHalf(scores));
        accuracy("balanced_accuracy_left_out", leftOut());
        accuracy("balanced_accuracy_overlap", overlap);
        accuracy("balanced_accuracy_overlap_test_half", testHalf(overlap));
        above("", scores, overlap);
        above("_test_half", testHalf(scores), testHalf(overlap));
        gate("", scores);
        gate("_test_half", testHalf(scores));
        failed("", scores);
        failed("_test_half", testHalf(scores));
        speed();
    }

    /** One claim against 2,000 words, the passages cut anew each time; beside it the time that sharing words takes. */
    private void speed() {
        List<String> words = rows.stream()
                .flatMap(row -> row.passages().stream())
                .flatMap(passage -> Stream.of(passage.split("(?<=\\s)", -1)))
                .limit(SPEED_WORDS)
                .toList();
        String passage = String.join("", words);
        String claim = rows.get(0).claim();
        double checked =
                milliseconds(() -> Grounds.in(passage).check(claim).claims().size());
        double overlap = milliseconds(() -> {
            PassageIndex index = new PassageIndex(List.of(passage));
            return (int) Words.of(claim).stream()
                    .filter(word -> index.contains(word.stem()))
                    .count();
        });
        out.figure(ALL, "milliseconds_per_2000_words_median", checked, SPEED_RUNS);
        out.figure(ALL, "times_as_long_as_overlap", checked / overlap, SPEED_RUNS);
    }

    private static double milliseconds(IntSupplier work) {
        double[] times = new double[SPEED_RUNS];
        int sum = 0;
        for (int run = -SPEED_RUNS; run < SPEED_RUNS; run++) {
            long start = System.nanoTime();
            sum += work.getAsInt();
            times[Math.max(0, run)] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return sum < 0 ? Double.NaN : times[SPEED_RUNS / 2];
    }

    /** What fails a sample: the verdict over all claims of the row, as a test gets it. */
    private void failed(String suffix, Scores scores) {
        if (scores.rows().isEmpty()) {
            return;
        }
        scores.bySource().forEach((source, of) -> failed(source, suffix, of));
        failed(ALL, suffix, scores);
    }

    private void failed(String source, String suffix, Scores scores) {
        int failed = 0;
        int supported = 0;
        int falseAlarms = 0;
        for (Scored scored : scores.rows()) {
            boolean fails = scored.row().checked().failure().isPresent();
            failed += fails ? 1 : 0;
            supported += scored.row().supported() ? 1 : 0;
            falseAlarms += fails && scored.row().supported() ? 1 : 0;
        }
        out.figure(
                source,
                "failed_when_gating" + suffix,
                failed / (double) scores.rows().size(),
                scores.rows().size());
        if (supported > 0) {
            out.figure(source, "false_alarm_when_gating" + suffix, falseAlarms / (double) supported, supported);
        }
        if (failed > 0) {
            out.figure(source, "precision_when_gating" + suffix, 1 - falseAlarms / (double) failed, failed);
        }
    }

    private Scores scored(ToDoubleFunction<GroundedRow> rule) {
        return new Scores(rows.stream()
                .map(row -> new Scored(row, rule.applyAsDouble(row)))
                .toList());
    }

    private static Scores testHalf(Scores scores) {
        return new Scores(scores.rows().stream()
                .filter(scored -> scored.row().half() == 1)
                .toList());
    }

    /** Every source scored with weights that were fitted on the other sources. */
    private Scores leftOut() {
        Map<String, Weights> without = new TreeMap<>();
        List<String> sources = rows.stream().map(GroundedRow::source).distinct().toList();
        if (sources.size() < 2) {
            return new Scores(List.of());
        }
        for (String source : sources) {
            List<GroundedRow> others =
                    rows.stream().filter(row -> !row.source().equals(source)).toList();
            without.put(source, new RidgeFit(others, FitGrounding.RIDGE).weights());
        }
        return scored(row -> row.logOdds(without.getOrDefault(row.source(), Weights.standard())));
    }

    private void accuracy(String figure, Scores scores) {
        if (scores.rows().isEmpty()) {
            return;
        }
        scores.bySource().forEach((source, of) -> of.balancedAccuracy()
                .ifPresent(value -> out.figure(source, figure, value, of.rows().size())));
        out.figure(MEAN, figure, scores.meanOfSources(), scores.rows().size());
    }

    private void above(String suffix, Scores scores, Scores overlap) {
        if (scores.rows().isEmpty()) {
            return;
        }
        int n = scores.rows().size();
        PairedBootstrap bootstrap = PairedBootstrap.of(scores, overlap);
        out.figure(MEAN, "above_overlap" + suffix, scores.meanOfSources() - overlap.meanOfSources(), n);
        out.figure(MEAN, "above_overlap_low" + suffix, bootstrap.low(), n);
        out.figure(MEAN, "above_overlap_high" + suffix, bootstrap.high(), n);
        out.figure(MEAN, "above_overlap_p" + suffix, bootstrap.notAbove(), n);
    }

    private void gate(String suffix, Scores scores) {
        if (scores.rows().isEmpty()) {
            return;
        }
        scores.bySource().forEach((source, of) -> gate(source, suffix, of));
        gate(ALL, suffix, scores);
    }

    private void gate(String source, String suffix, Scores scores) {
        int n = scores.rows().size();
        for (int percent : new int[] {10, 20, 30}) {
            out.figure(source, "precision_at_" + percent + suffix, scores.precisionAt(percent / 100.0), n);
        }
        out.figure(source, "share_at_precision_90" + suffix, scores.shareAtPrecision(0.9), n);
    }
}
