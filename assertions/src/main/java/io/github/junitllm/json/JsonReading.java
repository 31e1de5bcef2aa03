package io.github.junitllm.json;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What reading a text as strict JSON gave: the value or the reason why not. */
@API(status = EXPERIMENTAL, since = "0.1")
public sealed interface JsonReading {

    /**
     * The text is strict JSON.
     *
     * @param value unmodifiable {@code Map} (in the order of the text) or {@code List}, {@code String}, {@code Boolean},
     *     {@code Long} for whole numbers that fit, {@code BigDecimal} for every other number, null for null
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    record Valid(@Nullable Object value) implements JsonReading {}

    /** The text is not strict JSON. */
    @API(status = EXPERIMENTAL, since = "0.1")
    record Invalid(JsonDiagnosis diagnosis) implements JsonReading {}
}
