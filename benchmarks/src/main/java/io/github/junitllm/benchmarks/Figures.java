package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.io.PrintStream;

/** Prints figures, one JSON object a line: the only contract that outside checks rely on. */
record Figures(String name, PrintStream out) {

    void count(String source, String figure, int value, int n) {
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("name", name).put("source", source).put("figure", figure);
        line.put("value", value).put("n", n);
        out.println(Json.write(line));
    }
}
