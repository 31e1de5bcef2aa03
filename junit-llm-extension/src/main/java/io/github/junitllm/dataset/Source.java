package io.github.junitllm.dataset;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** A golden's text with the name that errors give it. */
record Source(String label, String name, String text) {

    static ExtensionConfigurationException refusal(String label, String what) {
        return new ExtensionConfigurationException("@Golden on " + label + ": " + what);
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
