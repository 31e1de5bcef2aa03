package io.github.junitllm.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/** Numbers and lists as every text of ours writes them. */
@API(status = INTERNAL, since = "0.1")
public final class Wording {

    private static final int MOST_NAMES = 12;

    private Wording() {}

    /** A confidence in percent, with as many decimals as it has. */
    public static String percentage(double confidence) {
        return String.format(Locale.ROOT, "%.4g", confidence * 100).replaceFirst("\\.?0+$", "");
    }

    /** A rate with at least two decimals, and as many as the number has up to four. */
    public static String rate(double rate) {
        String text = String.format(Locale.ROOT, "%.4f", rate);
        return text.endsWith("00") ? text.substring(0, text.length() - 2) : text.replaceFirst("0$", "");
    }

    /** The first names, and how many more there are. */
    public static String some(List<String> names) {
        String shown = String.join(", ", names.stream().limit(MOST_NAMES).toList());
        return names.size() > MOST_NAMES ? shown + " and %d more".formatted(names.size() - MOST_NAMES) : shown;
    }
}
