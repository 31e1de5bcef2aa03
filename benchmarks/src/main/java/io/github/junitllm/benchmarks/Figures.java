package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;

/** Prints figures, one JSON object a line: the only contract that outside checks rely on. */
record Figures(String name, PrintStream out) {

    void count(String source, String figure, int value, int n) {
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("name", name).put("source", source).put("figure", figure);
        line.put("value", value).put("n", n);
        out.println(Json.write(line));
    }

    /** A ratio, or a quantity whose unit stands in the figure's name; four digits are more than any run repeats. */
    void quantity(String source, String figure, double value, int n) {
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("name", name).put("source", source).put("figure", figure);
        line.put(
                        "value",
                        new BigDecimal(value)
                                .round(new MathContext(4))
                                .stripTrailingZeros()
                                .doubleValue())
                .put("n", n);
        out.println(Json.write(line));
    }
}
