package io.github.junitllm.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Classes with more evals than anybody would write down. */
final class ManyEvals {

    static final int TESTS = 10;
    static final int SAMPLES = 10;

    private ManyEvals() {}

    static String name(int number) {
        return "generated.Eval%03d".formatted(number);
    }

    /** Compiles so many classes into a folder. */
    static void compile(Path folder, int classes) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("generated"));
        List<String> files = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            files.add(Files.writeString(sources.resolve("Eval%03d.java".formatted(i)), source(i))
                    .toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String[] arguments = Stream.concat(
                        Stream.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path")),
                        files.stream())
                .toArray(String[]::new);
        if (compiler.run(null, System.err, System.err, arguments) != 0) {
            throw new IllegalStateException("the generated evals do not compile");
        }
    }

    private static String source(int number) {
        StringBuilder tests = new StringBuilder();
        for (int test = 0; test < TESTS; test++) {
            tests.append("""
                        @io.github.junitllm.sampling.LlmEval(samples = %d)
                        @io.github.junitllm.dataset.Golden(inline = "[{id: one}]")
                        void eval%d(io.github.junitllm.sampling.Llm llm) {
                            org.assertj.core.api.Assertions.assertThat(llm).madeNoCall();
                        }
                    """.formatted(SAMPLES, test));
        }
        return "package generated;\npublic class Eval%03d {\n%s}\n".formatted(number, tests);
    }
}
