package io.github.junitllm.stats.vectors;

import io.github.junitllm.stats.DifferenceBounds;
import io.github.junitllm.stats.Tally;
import io.github.junitllm.stats.TwoRates;
import io.github.junitllm.stats.ZTest;
import java.util.Map;
import java.util.Optional;

/** Two rates that are not paired. */
final class TwoRatesVectors {

    private TwoRatesVectors() {}

    static Map<String, VectorCheck> checks() {
        return Map.of("two_rates", TwoRatesVectors::bounds, "noninferiority_rates", TwoRatesVectors::notWorse);
    }

    private static void bounds(Input in, Expected out) {
        TwoRates rates = rates(in);
        double confidence = in.real("one_sided_confidence");
        out.agrees("difference", rates.difference());
        bounds("miettinen_nurminen", rates.miettinenNurminen(confidence), out);
        bounds("newcombe", rates.newcombe(confidence), out);
        out.agrees("fisher_p_candidate_worse", rates.fisherWorse());
        out.agrees("fisher_p_two_sided", rates.fisherChanged());
    }

    private static void bounds(String name, DifferenceBounds got, Expected out) {
        out.agrees(name + "_lower", got.lower());
        out.agrees(name + "_upper", got.upper());
    }

    private static void notWorse(Input in, Expected out) {
        TwoRates rates = rates(in);
        double margin = in.real("margin");
        test("farrington_manning", rates.farringtonManning(margin), out);
        test("miettinen_nurminen", rates.miettinenNurminenTest(margin), out);
    }

    private static void test(String name, Optional<ZTest> got, Expected out) {
        out.agrees(name + "_z", Optionals.real(got, ZTest::z));
        out.agrees(name + "_p", Optionals.real(got, ZTest::p));
    }

    private static TwoRates rates(Input in) {
        return new TwoRates(
                new Tally(in.whole("candidate_successes"), in.whole("candidate_trials")),
                new Tally(in.whole("baseline_successes"), in.whole("baseline_trials")));
    }
}
