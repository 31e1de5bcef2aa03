package io.github.junitllm.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.junitllm.grounding.Grounds;
import io.github.junitllm.json.JsonSchemaCheck;
import io.github.junitllm.price.TokenCounter;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.ToLongFunction;

/** What our checks cost beside the raw libraries below them; the two take turns, and the median of the rounds counts. */
final class AssertionSpeedKind implements Measure.Kind {

    private static final String SCHEMA = """
            {"type":"object","required":["id","items"],"additionalProperties":false,"properties":{
             "id":{"type":"string","pattern":"^A-[0-9]+$"},"total":{"type":"number","minimum":0},
             "items":{"type":"array","minItems":1,"items":{"type":"object","required":["sku","qty"],
              "properties":{"sku":{"type":"string","minLength":1},"qty":{"type":"integer","minimum":1}}}}}}""";

    private static final String SENTENCE =
            "Orders of more than 40 euros are delivered without charge within %d days, other orders cost 4.90 euros. ";

    private static final int WARM_UP = 5;

    private final int rounds;
    private final int times;

    AssertionSpeedKind(int rounds, int times) {
        this.rounds = rounds;
        this.times = times;
    }

    @Override
    public boolean needsPath() {
        return false;
    }

    @Override
    public void measure(Path path, Figures out, PrintStream err) {
        String json = "{\"id\":\"A-17\",\"total\":19.5,\"items\":["
                + "{\"sku\":\"abc\",\"qty\":2},".repeat(50)
                + "{\"sku\":\"x\",\"qty\":1}]}";
        JsonSchemaCheck check = JsonSchemaCheck.of(SCHEMA);
        JsonMapper mapper = new JsonMapper();
        Schema raw = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tree(mapper, SCHEMA));
        out.quantity(
                "schema",
                "rate_ratio",
                ratio(json, text -> check.check(text).size(), text -> raw.validate(tree(mapper, text))
                        .size()),
                rounds);

        String context = text(90);
        Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
        out.quantity(
                "tokens",
                "rate_ratio",
                ratio(
                        context,
                        text -> TokenCounter.text("openai", "gpt-4o", text).tokens(),
                        encoding::countTokensOrdinary),
                rounds);

        out.quantity("groundedness", "context_tokens", encoding.countTokensOrdinary(context), 1);
        out.quantity(
                "groundedness",
                "milliseconds",
                median(context, text -> Grounds.in(text)
                                .check("Orders of more than 40 euros are free of charge. They come within 30 days.")
                                .claims()
                                .size())
                        / 1e6,
                rounds);
    }

    private static String text(int sentences) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            text.append(SENTENCE.formatted(i + 1));
        }
        return text.toString();
    }

    private static JsonNode tree(JsonMapper mapper, String json) {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** Above 1 when ours is the faster. */
    private double ratio(String input, ToLongFunction<String> ours, ToLongFunction<String> theirs) {
        double[] ratios = new double[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            double mine = nanos(input, ours);
            double raw = nanos(input, theirs);
            if (round >= 0) {
                ratios[round] = raw / mine;
            }
        }
        return middle(ratios);
    }

    private double median(String input, ToLongFunction<String> work) {
        double[] nanos = new double[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            double took = nanos(input, work);
            if (round >= 0) {
                nanos[round] = took;
            }
        }
        return middle(nanos);
    }

    private double nanos(String input, ToLongFunction<String> work) {
        long sum = 0;
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            sum += work.applyAsLong(input);
        }
        double took = (System.nanoTime() - start) / (double) times;
        // What nobody reads may be optimised away.
        return sum == Long.MIN_VALUE ? -1 : took;
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
