package io.github.junitllm.dataset;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * A text of the class path.
 *
 * @param name the place, as errors name it
 * @param text decoded strictly
 */
@API(status = INTERNAL, since = "0.1")
public record TextResource(String name, String text) {

    /**
     * Reads a resource as {@link FrontMatter} does.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException when it is missing or no UTF-8
     */
    public static TextResource read(Class<?> testClass, String label, String folder, String file) {
        Resources resources = new Resources(testClass, label, folder);
        resources.requireResourceName(file);
        Source source = resources.read(file);
        return new TextResource(source.name(), source.text());
    }
}
