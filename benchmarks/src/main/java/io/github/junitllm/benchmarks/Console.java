package io.github.junitllm.benchmarks;

import java.io.IOException;
import java.io.PrintStream;

/** Standard output belongs to the figures: what else would print there goes elsewhere. */
final class Console {

    private Console() {}

    /** Something that prints. */
    interface Task {
        void run() throws IOException;
    }

    static void to(PrintStream elsewhere, Task task) throws IOException {
        PrintStream console = System.out;
        System.setOut(elsewhere);
        try {
            task.run();
        } finally {
            System.setOut(console);
        }
    }
}
