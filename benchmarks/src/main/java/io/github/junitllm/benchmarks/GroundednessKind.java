package io.github.junitllm.benchmarks;

import io.github.junitllm.grounding.GroundedFigures;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** How often the embedded signals are right about claims that people labelled, beside the sharing of words. */
final class GroundednessKind implements Measure.Kind {

    @Override
    public void measure(Path path, Figures out, PrintStream err) throws IOException {
        GroundedFigures.measure(path, out::quantity);
    }
}
