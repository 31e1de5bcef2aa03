package io.github.junitllm.dataset;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A Markdown file whose head is YAML between two lines of three hyphens.
 *
 * @param head its members, typed, read as strictly as a golden
 * @param text what follows, without blank lines around
 * @param name the file as errors name it
 * @param <T> a record
 */
@API(status = INTERNAL, since = "0.1")
public record FrontMatter<T>(T head, String text, String name) {

    private static final Pattern FENCED =
            Pattern.compile("---[ \\t]*\\r?\\n(.*?)(?:^|\\n)---[ \\t]*(?:\\r?\\n(.*))?", Pattern.DOTALL);

    /**
     * Reads a resource of the class path.
     *
     * @param testClass where a relative file is looked up
     * @param label the annotation and where it stands, as errors name it
     * @param folder where such files usually are
     * @throws ExtensionConfigurationException for every fault of the file
     */
    public static <T> FrontMatter<T> read(Class<?> testClass, String label, String folder, String file, Class<T> type) {
        Resources resources = new Resources(testClass, label, folder);
        resources.requireResourceName(file);
        Source whole = resources.read(file);
        Matcher parts = FENCED.matcher(whole.text());
        if (!parts.matches()) {
            throw whole.error(
                    1,
                    "has no head; write it between two lines of ---, for example ---, model: openai/gpt-4o-mini, ---");
        }
        // One blank line for the first ---, so that errors name the lines of the file.
        Source head = new Source(label, whole.name(), "\n" + parts.group(1));
        RawCase raw = new TreeReader(head, Token::end).single(new YamlTokens(head));
        if (!(raw.value() instanceof Map<?, ?> members)) {
            throw head.error(
                    raw.line(),
                    "the head is " + Words.observed(raw.value())
                            + "; write members, for example model: openai/gpt-4o-mini");
        }
        @SuppressWarnings("unchecked")
        CaseData data =
                new CaseData(head, raw.line(), "", "", Set.of(), (Map<String, Object>) members, Map.of(), false);
        String text = parts.group(2) == null ? "" : parts.group(2).strip();
        return new FrontMatter<>(new GoldenCase(data).as(type), text, whole.name());
    }
}
