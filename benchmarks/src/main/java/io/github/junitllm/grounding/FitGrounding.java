package io.github.junitllm.grounding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * Makes {@code common-words.txt} and {@code weights.txt} of the package from the half of the examples that is for tuning:
 * arguments are the examples and the folder to write to. The words first; the weights rest on them.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FitGrounding {

    /** As strong as the data can bear: chosen by cross-validation within the tuning half. */
    static final double RIDGE = 10;

    private FitGrounding() {}

    /** Writes one of both files: arguments are {@code words} or {@code weights}, the examples, and the folder. */
    public static void main(String[] arguments) throws IOException {
        List<GroundedRow> tuning = GroundedRow.read(Path.of(arguments[1])).stream()
                .filter(row -> row.half() == 0)
                .toList();
        boolean words = arguments[0].equals("words");
        Path file = Path.of(arguments[2], words ? "common-words.txt" : "weights.txt");
        Files.writeString(file, words ? words(tuning) : weights(new RidgeFit(tuning, RIDGE).weights()), UTF_8);
    }

    private static String words(List<GroundedRow> rows) {
        Map<String, Integer> counts = new HashMap<>();
        for (GroundedRow row : rows) {
            Map<String, Boolean> seen = new HashMap<>();
            row.passages().forEach(passage -> Words.of(passage).stream()
                    .filter(word -> !word.digits() && word.stem().length() > 1)
                    .forEach(word -> seen.put(word.stem(), true)));
            seen.keySet().forEach(stem -> counts.merge(stem, 1, Integer::sum));
        }
        StringJoiner file = new StringJoiner("\n", "# share of passages that hold a word of this stem\n", "\n");
        new TreeMap<>(counts).forEach((stem, count) -> {
            double share = count / (double) rows.size();
            if (share >= WordLists.RARE) {
                file.add(String.format(Locale.ROOT, "%s %.3f", stem, share));
            }
        });
        return file.toString();
    }

    private static String weights(Weights weights) {
        StringJoiner file =
                new StringJoiner("\n", "# signal, mean, standard deviation, weight per standard deviation\n", "\n");
        file.add(String.format(Locale.ROOT, "bias %.4f", weights.bias()));
        new TreeMap<>(weights.terms())
                .forEach((signal, term) -> file.add(String.format(
                        Locale.ROOT, "%s %.4f %.4f %.4f", signal, term.mean(), term.deviation(), term.weight())));
        return file.toString();
    }
}
