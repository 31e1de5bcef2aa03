package io.github.junitllm.dataset;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The text of a file, with the name that errors give it.
 *
 * @param label the annotation and where it stands, for example {@code @Golden on RefundTest.answers()}
 * @param name the file
 * @param text its text
 */
record Source(String label, String name, String text) {

    static ExtensionConfigurationException refusal(String label, String what) {
        return new ExtensionConfigurationException(label + ": " + what);
    }

    String at(int line) {
        return name + ":" + line;
    }

    ExtensionConfigurationException error(String what) {
        return refusal(label, name + ": " + what);
    }

    ExtensionConfigurationException error(int line, String what) {
        return refusal(label, at(line) + ": " + what);
    }

    ExtensionConfigurationException error(int line, int column, String what) {
        return refusal(label, at(line) + ":" + column + ": " + what);
    }
}
