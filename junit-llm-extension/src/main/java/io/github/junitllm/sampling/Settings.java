package io.github.junitllm.sampling;

import io.github.junitllm.match.MatchRules;
import io.github.junitllm.redact.RedactionRules;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.ReplaySpeed;
import io.github.junitllm.server.Upstream;
import io.github.junitllm.server.Upstreams;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What configures a run. The strongest first: JUnit configuration parameters (which fall back to system properties and
 * {@code junit-platform.properties}); for the mode the environment; annotations; the developer's own file. Every setting
 * can be given for one test alone, with {@code .RefundTest} or {@code .RefundTest#answers} after its name.
 */
final class Settings {

    static final String PREFIX = "junit.llm.";

    private final Function<String, Optional<String>> parameters;
    private final Map<String, String> environment;
    private final ProjectLayout layout;
    private final Class<?> testClass;
    private final Optional<Method> test;
    private final UserFile userFile;
    private final RecorderRules rules;

    Settings(ExtensionContext context, Map<String, String> environment) {
        this(
                context::getConfigurationParameter,
                context.getRequiredTestClass(),
                Optional.of(context.getRequiredTestMethod()),
                environment);
    }

    /** Without a test they are those of the whole project. */
    Settings(
            Function<String, Optional<String>> parameters,
            Class<?> testClass,
            Optional<Method> test,
            Map<String, String> environment) {
        this.parameters = parameters;
        this.environment = environment;
        this.testClass = testClass;
        this.test = test;
        this.layout = ProjectLayout.of(testClass);
        this.userFile = isCi()
                ? UserFile.none()
                : UserFile.read(parameters
                        .apply(PREFIX + "settings")
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".junit-llm.properties")));
        SettingNames.check("system property: ", System.getProperties().stringPropertyNames());
        this.rules = test.map(method -> RecorderRules.of(testClass, method, number("max-age-days", 1, 100_000)))
                .orElse(RecorderRules.NONE);
    }

    private boolean isCi() {
        String ci = environment.getOrDefault("CI", "");
        return !ci.isBlank() && !ci.equalsIgnoreCase("false");
    }

    Mode mode() {
        Optional<String> told = parameter("mode")
                .or(() -> Optional.ofNullable(environment.get("JUNIT_LLM_MODE")).filter(m -> !m.isBlank()));
        try {
            if (told.isPresent()) {
                return Mode.parse(told.get());
            }
            Optional<Mode> annotated = rules.mode().filter(mode -> !(isCi() && mode.callsProviders()));
            return annotated.isPresent()
                    ? annotated.get()
                    : ofUser("mode").map(Mode::parse).orElse(Mode.REPLAY);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    ReplaySpeed speed() {
        try {
            return get("replay").map(ReplaySpeed::parse).orElse(ReplaySpeed.INSTANT);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The day that counts as today, so that a run of yesterday can be seen again. */
    LocalDate today() {
        Optional<String> told = get("today");
        try {
            return told.map(LocalDate::parse).orElseGet(LocalDate::now);
        } catch (DateTimeParseException e) {
            throw new ExtensionConfigurationException(
                    "junit.llm.today = \"%s\": expected a day, for example 2026-12-31".formatted(told.orElse("")), e);
        }
    }

    boolean keepsErrors() {
        return rules.keepsErrors();
    }

    MatchRules match() {
        return rules.match();
    }

    Path cassettes() {
        return get("cassettes").map(Path::of).orElseGet(layout::cassettes);
    }

    Path baselines() {
        return get("baselines").map(Path::of).orElseGet(layout::baselines);
    }

    /** Never of the user's file: a baseline is written when somebody asks for it now. */
    boolean updatesBaselines() {
        return oneOf("baseline", parameter("baseline"), "compare", "update");
    }

    /** The folder that holds rubrics by their places on the class path; results of calibrations stand beside them. */
    Path calibrations() {
        return get("calibrations").map(Path::of).orElseGet(layout::resources);
    }

    /** Never of the user's file, as a baseline is not. */
    boolean updatesCalibration() {
        return oneOf("calibration", parameter("calibration"), "compare", "update");
    }

    boolean missingCasesFail() {
        return !oneOf("baseline.missing-cases", get("baseline.missing-cases"), "error", "report");
    }

    boolean newCasesFail() {
        return oneOf("baseline.new-cases", get("baseline.new-cases"), "report", "error");
    }

    /** Whether the setting has the second of its two values; unset it has the first. */
    private static boolean oneOf(String key, Optional<String> told, String usual, String other) {
        String value = told.orElse(usual);
        if (!value.equals(usual) && !value.equals(other)) {
            throw new ExtensionConfigurationException("%s%s = \"%s\": allowed are %s, %s (default %s)"
                    .formatted(PREFIX, key, value, usual, other, usual));
        }
        return value.equals(other);
    }

    Path drafts() {
        return get("drafts").map(Path::of).orElseGet(layout::drafts);
    }

    Path results() {
        return get("results").map(Path::of).orElseGet(layout::results);
    }

    /** The result lines of the killed run that this one goes on from. */
    Optional<String> resume() {
        Optional<String> from = get("resume");
        if (from.isPresent() && mode() != Mode.LIVE) {
            throw new ExtensionConfigurationException(
                    "junit.llm.resume belongs to junit.llm.mode = live; recording goes on by its cassettes, without it");
        }
        return from;
    }

    /** How many samples of a case a draft takes: one round over all cases unless told otherwise. */
    int draftRounds() {
        return get("draft.rounds").filter("all"::equals).isPresent()
                ? Integer.MAX_VALUE
                : number("draft.rounds", 1, 10_000).orElse(1);
    }

    SpendingSettings spending() {
        return new SpendingSettings(this::get, this::exactly);
    }

    /** A setting by its whole name, apart from what may be said of a test. */
    private Optional<String> exactly(String name) {
        return parameters
                .apply(PREFIX + name)
                .or(() -> userFile.get(PREFIX + name))
                .filter(value -> !value.isBlank());
    }

    /** Whether the run ends with a page for people, {@code report.html} beside the result lines. */
    boolean htmlReport() {
        String report = get("report").orElse("none");
        if (!report.equals("html") && !report.equals("none")) {
            throw new ExtensionConfigurationException(
                    "junit.llm.report = \"%s\": expected html or none".formatted(report));
        }
        return report.equals("html");
    }

    boolean unusedRecordingsFail() {
        String unused = get("unused").orElse("report");
        if (!unused.equals("report") && !unused.equals("fail")) {
            throw new ExtensionConfigurationException(
                    "junit.llm.unused = \"%s\": allowed are report, fail (default report)".formatted(unused));
        }
        return unused.equals("fail");
    }

    Optional<String> onlyCase() {
        return get("case");
    }

    Optional<String> onlyVariant() {
        return get("variant");
    }

    OptionalInt onlySample() {
        Optional<String> sample = get("sample");
        if (sample.isPresent() && !sample.get().matches("[1-9][0-9]{0,4}")) {
            throw new ExtensionConfigurationException(
                    "junit.llm.sample = \"%s\": expected the number of a sample, from 1".formatted(sample.get()));
        }
        return sample.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(sample.get()));
    }

    private OptionalInt number(String key, int least, int most) {
        Optional<String> text = get(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get().strip());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException notANumber) {
            // the same message as for a number out of range
        }
        throw new ExtensionConfigurationException(
                "%s%s = \"%s\": expected a whole number from %d to %d".formatted(PREFIX, key, text.get(), least, most));
    }

    Upstreams upstreams() {
        return Upstreams.known().configuredBy(this::upstream);
    }

    RedactionRules redaction() {
        return RedactionSettings.read(this::get);
    }

    private Optional<Upstream> upstream(String name) {
        Optional<String> url = get("upstream." + name);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        boolean simulated = get("upstream." + name + ".simulated")
                .map(Boolean::parseBoolean)
                .orElse(false);
        Upstream bearer = new Upstream(name, url.get(), "authorization", "Bearer ", "", simulated);
        Upstream known = Upstreams.known().scheme(name).orElse(bearer);
        // Most providers and gateways want a bearer token, those of no known header included.
        Upstream scheme = known.keyHeader().isEmpty() ? bearer : known;
        return Optional.of(get("upstream." + name + ".key-env")
                .map(variable ->
                        new Upstream(name, url.get(), scheme.keyHeader(), scheme.keyPrefix(), variable, simulated))
                .orElse(known.at(url.get(), simulated)));
    }

    private Optional<String> get(String key) {
        return parameter(key).or(() -> ofUser(key));
    }

    private Optional<String> parameter(String key) {
        return first(key, parameters);
    }

    private Optional<String> ofUser(String key) {
        return first(key, userFile::get);
    }

    /** What is said of this test wins over what is said of its class, and that over what is said of all. */
    private Optional<String> first(String key, Function<String, Optional<String>> source) {
        Stream<String> ofTest = test.stream()
                .flatMap(method -> Stream.of(
                        "." + testClass.getName() + "#" + method.getName(),
                        "." + testClass.getSimpleName() + "#" + method.getName(),
                        "." + testClass.getName(),
                        "." + testClass.getSimpleName()));
        return Stream.concat(ofTest, Stream.of(""))
                .flatMap(name -> source.apply(PREFIX + key + name).stream())
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}
