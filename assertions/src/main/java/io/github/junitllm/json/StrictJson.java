package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.junitllm.json.JsonDiagnosis.Kind;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text as JSON by RFC 8259 without any leniency: one value, each member name once per object, numbers exact.
 *
 * <p>Limits, as section 9 of the RFC allows: nesting 1,000 deep, numbers of 1,000 characters and exponents of 10,000. Time is
 * linear in the length of the text. Lone surrogates are accepted, as the grammar does. Safe for parallel use.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class StrictJson {

    private static final JsonMapper ENGINE = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(JsonScanner.DEPTH)
                            .maxNumberLength(JsonTokens.NUMBER_LENGTH)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // The table of known names gives up on names made to collide: valid JSON would be refused.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StrictJson() {}

    /** Read a text; a text that is not strict JSON is no error but a {@link JsonReading.Invalid} with the first deviation. */
    public static JsonReading read(String text) {
        Parsed parsed = parse(text);
        return parsed.diagnosis() == null
                ? new JsonReading.Valid(JsonValues.plain(parsed.tree()))
                : new JsonReading.Invalid(parsed.diagnosis());
    }

    /** The tree, or the diagnosis beside a missing node. */
    record Parsed(JsonNode tree, @Nullable JsonDiagnosis diagnosis) {}

    static Parsed parse(String text) {
        try {
            JsonNode tree = ENGINE.readTree(text);
            if (!tree.isMissingNode() && JsonValues.numbersWithinLimits(tree)) {
                return new Parsed(tree, null);
            }
            return refused(text, 0, "no value");
        } catch (JsonProcessingException e) {
            long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            return refused(text, (int) Math.max(0, Math.min(offset, text.length())), e.getOriginalMessage());
        } catch (NumberFormatException | ArithmeticException e) {
            // An exponent beyond what BigDecimal holds; the engine does not wrap it.
            return refused(text, 0, "number beyond the limit");
        }
    }

    private static Parsed refused(String text, int offset, String reason) {
        JsonDiagnosis diagnosis = JsonScanner.firstDeviation(text).orElseGet(() -> new Deviation(
                        Kind.OTHER, offset, offset + 1, "not JSON", ": " + Visible.excerpt(reason, 120))
                .in(new JsonText(text)));
        return new Parsed(MissingNode.getInstance(), diagnosis);
    }
}
