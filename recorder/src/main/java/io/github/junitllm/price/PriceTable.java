package io.github.junitllm.price;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.LlmCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Prices of models by upstream, as of a day: the built-in ones, or those with a project's own before them. A dated snapshot
 * ({@code gpt-4o-2024-08-06}) that the table does not name costs what its model costs. What the table does not name has
 * no price, which is never a price of 0. Immutable.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class PriceTable {

    private static final int LONGEST_SHOWN = 100;

    private static final PriceTable BUILT_IN = builtIn("prices.json");

    private final LocalDate date;
    private final String source;
    private final Map<String, PriceFile.Upstream> upstreams;

    private PriceTable(LocalDate date, String source, Map<String, PriceFile.Upstream> upstreams) {
        this.date = date;
        this.source = source;
        this.upstreams = upstreams;
    }

    /** Returns the built-in table. */
    public static PriceTable builtIn() {
        return BUILT_IN;
    }

    private static PriceTable builtIn(String resource) {
        try (InputStream in = PriceTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the table of prices is not in the jar");
            }
            PriceFile file = PriceFile.parse("built-in prices", new String(in.readAllBytes(), UTF_8));
            return new PriceTable(file.date(), "the built-in table", file.upstreams());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns this table with a file of the same format before it: a model that the file names costs what the file says.
     *
     * @throws PriceException when the file cannot be read
     */
    public PriceTable with(Path path) {
        PriceFile file = PriceFile.read(path);
        Map<String, PriceFile.Upstream> merged = new HashMap<>(upstreams);
        file.upstreams().forEach((name, upstream) -> merged.merge(name, upstream, PriceFile.Upstream::behind));
        return new PriceTable(file.date(), path.toString(), Map.copyOf(merged));
    }

    /** Returns the day for which the prices were gathered; of two tables, that of the one before. */
    public LocalDate date() {
        return date;
    }

    /**
     * Finds what a model costs.
     *
     * @param upstream name of the upstream
     * @param model name of the model as asked for or as served
     * @param day day of the call
     */
    public Optional<ModelPrice> find(String upstream, String model, LocalDate day) {
        PriceFile.Upstream prices = upstreams.get(upstream);
        if (prices != null && !prices.as().isEmpty()) {
            prices = upstreams.get(prices.as());
        }
        if (prices == null) {
            return Optional.empty();
        }
        if (prices.free()) {
            return Optional.of(ModelPrice.FREE);
        }
        String name = ModelNames.plain(model);
        Map<String, List<ModelPrice>> models = prices.models();
        return Stream.of(name, ModelNames.withoutSnapshot(name))
                .filter(models::containsKey)
                .findFirst()
                .flatMap(known -> on(day, models.getOrDefault(known, List.of())));
    }

    /** Returns all prices of an upstream. */
    Collection<ModelPrice> models(String upstream) {
        PriceFile.Upstream prices = upstreams.get(upstream);
        return prices == null
                ? List.of()
                : prices.models().values().stream().flatMap(List::stream).toList();
    }

    private static Optional<ModelPrice> on(LocalDate day, List<ModelPrice> prices) {
        return prices.stream()
                .filter(price -> price.from().filter(day::isBefore).isEmpty())
                .max(Comparator.comparing(price -> price.from().orElse(LocalDate.MIN)));
    }

    /** Finds what the model of a call costs: by the name that was asked for, else by the one that served it. */
    public Optional<ModelPrice> find(LlmCall call, LocalDate day) {
        return Stream.of(call.requestModel(), call.responseModel(), Optional.of(""))
                .flatMap(Optional::stream)
                .flatMap(model -> find(call.provider(), model, day).stream())
                .findFirst();
    }

    /**
     * Returns what a call has cost in USD by the tokens that the provider counted; empty when the price or the tokens are
     * unknown. An answer with an error status and without tokens cost nothing.
     *
     * @param day day of the call
     */
    public Optional<BigDecimal> cost(LlmCall call, LocalDate day) {
        if (call.status() >= 400 && call.usage().total().isEmpty()) {
            return Optional.of(BigDecimal.ZERO);
        }
        return find(call, day).flatMap(price -> price.cost(call.usage()));
    }

    /** Says that a model has no price, and what to write. */
    public String noPrice(String upstream, String model) {
        String name = shown(model);
        return "no price is known for %s of %s in %s of %s; write it into a file that junit.llm.prices names: {\"prices\": 1, \"date\": \"%s\", \"upstreams\": {\"%s\": [{\"model\": \"%s\", \"input\": 0.15, \"output\": 0.60, \"max_output\": 16384}]}} (USD per million tokens; {\"%s\": {\"free\": true}} where calls cost nothing)"
                .formatted(
                        name.isEmpty() ? "a request without a model" : name,
                        upstream,
                        source,
                        date,
                        date,
                        upstream,
                        name.isEmpty() ? "NAME" : name,
                        upstream);
    }

    /** Returns the name of a model for a message; an application may send anything. */
    public static String shown(String model) {
        return model.length() <= LONGEST_SHOWN ? model : model.substring(0, LONGEST_SHOWN) + "…";
    }
}
