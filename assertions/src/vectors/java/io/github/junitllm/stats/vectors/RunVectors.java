package io.github.junitllm.stats.vectors;

import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.CriticalCounts;
import io.github.junitllm.stats.CurtailedRun;
import io.github.junitllm.stats.SampleRun;
import io.github.junitllm.stats.SequentialDesign;
import io.github.junitllm.stats.SequentialPlan;
import io.github.junitllm.stats.SequentialProspect;
import io.github.junitllm.stats.SequentialRun;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs that may stop before their last sample. */
final class RunVectors {

    private RunVectors() {}

    static Map<String, VectorCheck> checks() {
        return Map.of(
                "sequential_plan", RunVectors::plan,
                "sequential_run", RunVectors::run,
                "curtailment", RunVectors::curtailment);
    }

    private static void plan(Input in, Expected out) {
        SequentialPlan plan = plan(in);
        int most = plan.design().maxSamples();
        out.agreeEach(
                "pass_at_least",
                IntStream.rangeClosed(1, most).mapToObj(plan::passAtLeast).toList());
        out.agreeEach(
                "fail_at_most",
                IntStream.rangeClosed(1, most).mapToObj(plan::failAtMost).toList());
        out.agrees("alpha_spent", plan.alphaSpent());
        out.agrees("beta_spent", plan.betaSpent());
        for (Expected at : out.nested("operating_characteristics")) {
            SequentialProspect prospect = plan.prospect(at.given("rate"));
            at.agrees("pass", prospect.pass());
            at.agrees("fail", prospect.fail());
            at.agrees("inconclusive", prospect.inconclusive());
            at.agrees("expected_samples", prospect.expectedSamples());
        }
    }

    private static void run(Input in, Expected out) {
        SequentialRun run = plan(in).start();
        feed(run, in.text("outcomes"));
        report(run, out);
        run.end();
        Bounds bounds = run.bounds();
        out.agrees("lower", bounds.lower());
        out.agrees("upper", bounds.upper());
    }

    private static void curtailment(Input in, Expected out) {
        CriticalCounts counts = new CriticalCounts(whole(in, "pass_at_least"), whole(in, "fail_at_most"));
        CurtailedRun run = new CurtailedRun(counts, in.whole("trials"));
        feed(run, in.text("outcomes"));
        report(run, out);
        out.agrees("saved", run.saved());
    }

    private static void feed(SampleRun run, String outcomes) {
        for (int i = 0; i < outcomes.length() && run.isOpen(); i++) {
            run.add(Outcomes.passed(outcomes.charAt(i)));
        }
    }

    private static void report(SampleRun run, Expected out) {
        out.agrees("verdict", run.isOpen() ? "UNDECIDED" : run.verdict().name());
        out.agrees("stopped_at", run.samples());
        out.agrees("successes", run.successes());
    }

    private static SequentialPlan plan(Input in) {
        SequentialDesign design = new SequentialDesign(
                in.real("pass_level"),
                in.real("fail_level"),
                in.whole("max_samples"),
                in.real("alpha"),
                in.real("beta"),
                in.real("rho"));
        Optional<int[]> looks = in.optional("looks", in::wholes);
        return looks.isPresent()
                ? SequentialPlan.of(design, Arrays.stream(looks.get()).boxed().collect(Collectors.toUnmodifiableSet()))
                : SequentialPlan.of(design);
    }

    private static OptionalInt whole(Input in, String name) {
        return in.optional(name, in::whole).map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
