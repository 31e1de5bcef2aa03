package io.github.junitllm.dataset;

import java.lang.reflect.Proxy;
import java.util.List;

/** Makes {@link Golden} values, so that a test need not declare a method for each. */
final class GoldenAnnotations {

    static final String LABEL = "RefundTest.answers()";

    private GoldenAnnotations() {}

    static List<GoldenCase> files(String... files) {
        return load(golden(files, ""));
    }

    static List<GoldenCase> inline(String text, String... tags) {
        return load(golden(new String[0], text, tags));
    }

    static List<GoldenCase> load(Golden golden) {
        return Goldens.load(GoldenAnnotations.class, LABEL, golden);
    }

    static Golden golden(String[] value, String inline, String... tags) {
        return (Golden) Proxy.newProxyInstance(
                GoldenAnnotations.class.getClassLoader(),
                new Class<?>[] {Golden.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "value" -> value;
                    case "inline" -> inline;
                    case "tags" -> tags;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
