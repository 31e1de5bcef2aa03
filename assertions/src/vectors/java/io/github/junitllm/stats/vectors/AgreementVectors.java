package io.github.junitllm.stats.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.stats.Agreement;
import io.github.junitllm.stats.Agreement.Scale;
import io.github.junitllm.stats.Agreement.Weights;
import io.github.junitllm.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Agreement of raters. */
final class AgreementVectors {

    private AgreementVectors() {}

    static Map<String, VectorCheck> checks() {
        return Map.of(
                "cohen_kappa", AgreementVectors::cohenKappa,
                "gwet_ac1", AgreementVectors::gwetAc1,
                "fleiss_kappa", (in, out) -> out.agrees("kappa", Agreement.fleissKappa(in.wholeRows("counts"))),
                "krippendorff_alpha", AgreementVectors::krippendorffAlpha);
    }

    private static void cohenKappa(Input in, Expected out) {
        Weights weights = Weights.valueOf(in.text("weights").toUpperCase(Locale.ROOT));
        estimate("kappa", Agreement.cohenKappa(in.wholeRows("table"), weights), out);
    }

    private static void gwetAc1(Input in, Expected out) {
        int[][] table = in.wholeRows("table");
        estimate("ac1", Agreement.gwetAc1(table), out);
        out.agrees("percent_agreement", Agreement.observed(table));
    }

    private static void estimate(String name, Optional<Estimate> got, Expected out) {
        out.agrees(name, Optionals.real(got, Estimate::value));
        out.agrees("standard_error", Optionals.real(got, Estimate::standardError));
    }

    private static void krippendorffAlpha(Input in, Expected out) {
        Scale scale = Scale.valueOf(in.text("metric").toUpperCase(Locale.ROOT));
        OptionalDouble alpha = Agreement.krippendorffAlpha(items(in.member("ratings")), scale);
        out.agrees("alpha", alpha);
    }

    /** One row a rater, with null for a rating that is missing, to one list an item. */
    private static List<List<Double>> items(JsonNode raters) {
        List<List<Double>> items = new ArrayList<>();
        for (JsonNode rater : raters) {
            for (int i = 0; i < rater.size(); i++) {
                if (i == items.size()) {
                    items.add(new ArrayList<>());
                }
                if (!rater.get(i).isNull()) {
                    items.get(i).add(rater.get(i).doubleValue());
                }
            }
        }
        return items;
    }
}
