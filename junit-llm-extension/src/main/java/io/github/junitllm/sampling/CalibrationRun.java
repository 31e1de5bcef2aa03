package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.budget.Purpose;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.judge.CalibratedJudge;
import io.github.junitllm.judge.JudgeException;
import io.github.junitllm.judge.Judgement;
import io.github.junitllm.judge.LabelledAnswer;
import io.github.junitllm.judge.LlmJudge;
import io.github.junitllm.judge.Rubric;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.LaneCall;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.RecorderServer;
import io.github.junitllm.server.Spending;
import io.github.junitllm.server.Trouble;
import io.github.junitllm.stats.JudgeLabels;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** One run of a judge over its labelled answers, with its words. */
final class CalibrationRun {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int EXCERPT = 160;

    private final Class<?> testClass;
    private final Method test;
    private final Rubric rubric;
    private final DeclaredCalibration declared;
    private final Settings settings;
    private final Spending spending;
    private final List<Judged> all = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private String evidence = "none";
    private Optional<String> kept = Optional.empty();

    private record Judged(LabelledAnswer labelled, Judgement judgement, boolean passes) {

        boolean agrees() {
            return passes == labelled.good();
        }
    }

    CalibrationRun(
            Class<?> testClass,
            Method test,
            Rubric rubric,
            DeclaredCalibration declared,
            Settings settings,
            Spending spending) {
        this.testClass = testClass;
        this.test = test;
        this.rubric = rubric;
        this.declared = declared;
        this.settings = settings;
        this.spending = spending;
        if (settings.mode() == Mode.DRAFT) {
            throw new ExtensionConfigurationException(
                    "@JudgeCalibration on %s: junit.llm.mode = draft: a calibration is no draft; allowed are %s"
                            .formatted(Plan.label(test), String.join(", ", CalibrationExtension.modes())));
        }
    }

    private Path cassette() {
        return settings.cassettes()
                .resolve(testClass.getName().replace('$', '.'))
                .resolve(test.getName())
                .resolve("labels.jsonl");
    }

    Verdict judgeAll() {
        Optional<Cassette> cassette = settings.mode() == Mode.LIVE
                ? Optional.empty()
                : Optional.of(Cassette.open(
                        cassette(), testClass.getName() + "#" + test.getName(), "labels", settings.match()));
        try (Lane lane = RecorderServer.shared().openLane(setup(cassette))) {
            LlmJudge judge = LlmJudge.of(rubric, SampleJudges.model(lane, rubric.upstream()));
            declared.labels().forEach(labelled -> judge(judge, labelled));
            await(lane);
            lane.troubles().stream().map(Trouble::message).forEach(troubles::add);
            evidence = counts(lane.calls());
        } finally {
            cassette.ifPresent(Cassette::close);
        }
        return all.size() < declared.labels().size()
                ? Verdict.ERROR
                : Verdict.valueOf(measured().verdict().name());
    }

    private Lane.Setup setup(Optional<Cassette> cassette) {
        return new Lane.Setup(
                settings.mode(),
                cassette,
                1,
                settings.upstreams(),
                Optional.empty(),
                spending.forPurpose(Purpose.JUDGE),
                settings.speed(),
                settings.redaction(),
                List.of(),
                settings.keepsErrors());
    }

    private void judge(LlmJudge judge, LabelledAnswer labelled) {
        LlmJudge told = judge;
        for (Map.Entry<String, String> given : labelled.given().entrySet()) {
            told = told.given(given.getKey(), given.getValue());
        }
        try {
            Judgement judgement = told.judge(labelled.answer());
            all.add(new Judged(labelled, judgement, declared.rule().passes(judgement)));
        } catch (JudgeException e) {
            troubles.add("%s: %s".formatted(labelled.id(), e.getMessage()));
        }
    }

    private static void await(Lane lane) {
        try {
            lane.awaitCalls(LONGEST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String counts(List<LaneCall> calls) {
        Map<Evidence, Long> kinds =
                calls.stream().collect(Collectors.groupingBy(LaneCall::evidence, TreeMap::new, Collectors.counting()));
        return kinds.isEmpty()
                ? "none"
                : kinds.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", "));
    }

    private int count(boolean good, boolean passes) {
        return (int) all.stream()
                .filter(one -> one.labelled().good() == good && one.passes() == passes)
                .count();
    }

    private JudgeLabels labels() {
        int truePositives = count(true, true);
        int trueNegatives = count(false, false);
        return new JudgeLabels(
                truePositives, truePositives + count(true, false), trueNegatives, trueNegatives + count(false, true));
    }

    private CalibratedJudge measured() {
        return new CalibratedJudge(labels(), declared.bars());
    }

    int judged() {
        return all.size();
    }

    int agreed() {
        return (int) all.stream().filter(Judged::agrees).count();
    }

    String evidence() {
        return evidence;
    }

    /** Writes the counts beside the rubric. */
    void keep(LocalDate today) {
        new CalibrationFile(rubric.hash(), declared.labelsHash(), labels(), evidence, today)
                .write(declared.file(), rubric);
        kept = Optional.of("written: " + ProjectLayout.shown(declared.file()));
    }

    String text(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: judge %s (%s) judged %d of %d labelled answers; evidence %s"
                .formatted(
                        verdict,
                        rubric.name(),
                        rubric.model(),
                        all.size(),
                        declared.labels().size(),
                        evidence));
        if (verdict == Verdict.ERROR) {
            lines.add("first: " + troubles.get(0));
            lines.add("record: " + command("-Djunit.llm.mode=record"));
            return String.join("\n  ", lines);
        }
        lines.add(measured().words());
        measured().unfit(Optional.empty()).ifPresent(lines::add);
        lines.add("people say pass: judge passes %d, fails %d".formatted(count(true, true), count(true, false)));
        lines.add("people say fail: judge passes %d, fails %d".formatted(count(false, true), count(false, false)));
        measured().kappa().ifPresent(kappa -> lines.add(String.format(Locale.ROOT, "kappa %.2f", kappa.value())));
        lines.add(length());
        if (rubric.votes() > 1) {
            lines.add("its %d votes differ in %d of %d"
                    .formatted(
                            rubric.votes(),
                            all.stream()
                                    .filter(one -> one.judgement().agreement() < 1)
                                    .count(),
                            all.size()));
        }
        all.stream().filter(one -> !one.agrees()).forEach(one -> lines.add(disagreement(one)));
        lines.add(kept.orElseGet(this::standing));
        return String.join("\n  ", lines);
    }

    private String standing() {
        JudgeStanding standing = JudgeStanding.of(rubric, declared);
        boolean same = standing.measured().filter(measured()::equals).isPresent();
        return same
                ? "kept: " + standing.file()
                : "not kept, so that evals do not go by it; write it: " + command("-Djunit.llm.calibration=update");
    }

    private String command(String option) {
        String name = testClass.getName();
        return "mvn test -Dtest=%s %s"
                .formatted(
                        VerdictText.quoted(name.substring(name.lastIndexOf('.') + 1) + "#" + test.getName()), option);
    }

    /** Whether what is long is passed too easily: the correlation of (judge passes - people pass) with the length of the answer. */
    private String length() {
        double[] errors = all.stream()
                .mapToDouble(one -> (one.passes() ? 1 : 0) - (one.labelled().good() ? 1 : 0))
                .toArray();
        double[] lengths = all.stream()
                .mapToDouble(one -> one.labelled().answer().length())
                .toArray();
        double both = covariance(errors, lengths);
        double spread = Math.sqrt(covariance(errors, errors) * covariance(lengths, lengths));
        return spread == 0
                ? "verbosity: no errors, or answers of one length: nothing to measure"
                : String.format(
                        Locale.ROOT,
                        "verbosity: correlation of passing too easily with the length of the answer %.2f (n = %d)",
                        both / spread,
                        errors.length);
    }

    private static double covariance(double[] first, double[] second) {
        double meanOfFirst = mean(first);
        double meanOfSecond = mean(second);
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += (first[i] - meanOfFirst) * (second[i] - meanOfSecond);
        }
        return sum;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static String disagreement(Judged one) {
        LabelledAnswer labelled = one.labelled();
        return "to read: %s: %s says %s%s, judge says %s: %s; answer \"%s\""
                .formatted(
                        labelled.id(),
                        labelled.by(),
                        labelled.label(),
                        labelled.reason().isEmpty() ? "" : " (" + excerpt(labelled.reason()) + ")",
                        one.passes() ? "pass" : "fail",
                        excerpt(one.judgement().votes().get(0).reason()),
                        excerpt(labelled.answer()));
    }

    private static String excerpt(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    ObjectNode describe(ObjectNode line) {
        line.put("judge", rubric.name())
                .put("model", rubric.model())
                .put("hash", rubric.hash())
                .put("labels_hash", declared.labelsHash())
                .put("evidence", evidence);
        if (all.size() == declared.labels().size()) {
            line.put("good", labels().humanPasses())
                    .put("good_passed", labels().truePositives())
                    .put("bad", labels().humanFails())
                    .put("bad_caught", labels().trueNegatives());
        }
        return line;
    }
}
