package io.github.junitllm.dataset;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * One case of a golden, as a test method's parameter for those who want no record of their own.
 *
 * <p>Immutable, safe for parallel use. Every reader throws an {@link ExtensionConfigurationException} that names the
 * case, its line and its members when the member is not there or of another type.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class GoldenCase {

    private final CaseData data;

    GoldenCase(CaseData data) {
        this.data = data;
    }

    CaseData data() {
        return data;
    }

    /** Return the id, 1 to 100 characters on one line; {@code case-01} by position when the golden gives none. */
    public String id() {
        return data.id();
    }

    /** Return the tags in file order, empty when there are none. */
    public Set<String> tags() {
        return data.tags();
    }

    /**
     * Return the case's own members in file order, without the reserved ones. Values are String, Long, BigDecimal,
     * Boolean, List, Map or null; in CSV all are String. Unmodifiable.
     */
    public Map<String, @Nullable Object> fields() {
        return data.fields();
    }

    /**
     * Return the members {@code origin}, {@code author}, {@code created}, {@code reviewed}, {@code valid_from},
     * {@code valid_until}, {@code notes}, {@code weight} and {@code slice}, as far as the case has them, as written.
     * Unmodifiable.
     */
    public Map<String, @Nullable Object> governance() {
        return data.governance();
    }

    /** Return the text of a member of {@link #fields()}. */
    public String text(String member) {
        if (data.member(member) instanceof String text) {
            return text;
        }
        throw data.wrong(member, "text");
    }

    /** Return the number of a member of {@link #fields()}, exactly as written. From CSV, text that is a number. */
    public BigDecimal number(String member) {
        Object value = data.member(member);
        if (data.textual() && value instanceof String text) {
            value = Leaves.untexted(text);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        throw data.wrong(member, "a number");
    }

    /** Return the list of a member of {@link #fields()}, unmodifiable. */
    public List<?> list(String member) {
        if (data.member(member) instanceof List<?> list) {
            return list;
        }
        throw data.wrong(member, "a list");
    }

    /**
     * Fill a record, or a class with one constructor, from the members. Strict: each member needs a component and each
     * component a member, unless it is an Optional or {@code @Nullable}; a number in quotes is text (but not in CSV).
     */
    public <T> T as(Class<T> type) {
        return CaseBinder.bind(this, type);
    }

    /** Return file and line where the case starts, such as {@code goldens/refunds.yaml:12} or {@code inline:3}. */
    public String location() {
        return data.location();
    }

    @Override
    public String toString() {
        return id() + " (" + location() + ")";
    }
}
