package io.github.junitllm.dataset;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** The way from the annotation to cases, for the package that runs them. */
@API(status = INTERNAL, since = "0.1")
public final class Goldens {

    private Goldens() {}

    /**
     * Read every case that the annotation selects, in file order; never empty.
     *
     * @param testClass where relative files are looked up
     * @param method the method as errors name it, such as {@code RefundTest.answers()}
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException for every fault of the golden
     */
    public static List<GoldenCase> load(Class<?> testClass, String method, Golden golden) {
        String methodLabel = "@Golden on " + method;
        boolean inline = !golden.inline().isBlank();
        if (golden.value().length == 0 && !inline) {
            throw Source.refusal(
                    methodLabel,
                    "neither a file nor inline cases; write for example @Golden(\"refunds.yaml\") or "
                            + "@Golden(inline = \"...\")");
        }
        CaseBuilder builder = new CaseBuilder();
        Resources resources = new Resources(testClass, methodLabel, "goldens");
        Set<String> names = new HashSet<>();
        for (String file : golden.value()) {
            resources.requireResourceName(file);
            Format format = Format.of(file).orElseThrow(() -> unknownEnding(methodLabel, file));
            Source source = resources.read(file);
            if (!names.add(source.name())) {
                throw Source.refusal(methodLabel, source.name() + " is listed twice; list it once");
            }
            addAll(builder, source, format.read(source), format == Format.CSV);
        }
        if (inline) {
            Source source = new Source(methodLabel, "inline", golden.inline());
            if (source.text().length() > Resources.LARGEST) {
                throw Resources.tooLarge(source);
            }
            addAll(builder, source, Format.readInline(source), false);
        }
        return selected(methodLabel, builder.cases(), golden.tags());
    }

    /** Turn a case into what a test method's parameter asks for, as {@link GoldenCase#as} does. */
    public static Object convert(GoldenCase golden, Class<?> targetType) {
        return CaseBinder.bind(golden, targetType);
    }

    private static RuntimeException unknownEnding(String label, String file) {
        return Source.refusal(
                label,
                Words.quoted(file) + " has an unknown ending; allowed are .yaml, .yml, .json, .jsonl, .ndjson, .csv");
    }

    private static void addAll(CaseBuilder builder, Source source, List<RawCase> cases, boolean textual) {
        if (cases.isEmpty()) {
            throw source.error("has no case; write at least one, for example - {id: late-return, question: \"...\"}");
        }
        cases.forEach(raw -> builder.add(source, raw, textual));
    }

    private static List<GoldenCase> selected(String label, List<GoldenCase> cases, String[] tags) {
        if (tags.length == 0) {
            return List.copyOf(cases);
        }
        Set<String> wanted = Set.copyOf(Arrays.asList(tags));
        List<GoldenCase> selected = cases.stream()
                .filter(golden -> golden.tags().stream().anyMatch(wanted::contains))
                .toList();
        if (selected.isEmpty()) {
            throw Source.refusal(label, nothingLeft(cases, tags));
        }
        return selected;
    }

    private static String nothingLeft(List<GoldenCase> cases, String[] tags) {
        Set<String> carried = new TreeSet<>();
        cases.forEach(golden -> carried.addAll(golden.tags()));
        List<String> hints = new ArrayList<>();
        Arrays.stream(tags).map(tag -> Words.hint(tag, carried)).forEach(hints::add);
        return "tags = {" + Arrays.stream(tags).map(Words::quoted).collect(Collectors.joining(", "))
                + "} leave no case of " + cases.size() + "; the cases carry "
                + (carried.isEmpty() ? "no tags" : Words.listed(carried)) + String.join("", hints);
    }
}
