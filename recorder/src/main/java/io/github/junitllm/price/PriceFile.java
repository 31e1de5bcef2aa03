package io.github.junitllm.price;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.junitllm.exchange.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** A file of prices, format version 1, read strictly: a mistyped member must not become a wrong price. */
record PriceFile(LocalDate date, Map<String, Upstream> upstreams) {

    private static final long LARGEST = 4_000_000;
    private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000);
    private static final long MOST_TOKENS = 1_000_000_000;
    private static final int LONGEST_FRACTION = 12;
    private static final ObjectReader READER = Json.MAPPER.reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /**
     * Prices of one upstream.
     *
     * @param free whether every call costs nothing
     * @param as name of the upstream whose prices hold here too, else empty
     * @param models prices by every name of a model
     */
    record Upstream(boolean free, String as, Map<String, List<ModelPrice>> models) {

        /** What stands before wins; what is said of all models leaves nothing of those behind. */
        Upstream behind(Upstream before) {
            if (before.free || !before.as.isEmpty()) {
                return before;
            }
            Map<String, List<ModelPrice>> merged = new HashMap<>(models);
            merged.putAll(before.models);
            return new Upstream(false, "", Map.copyOf(merged));
        }
    }

    static PriceFile read(Path path) {
        try {
            if (Files.size(path) > LARGEST) {
                throw new PriceException("%s: is larger than 4 MB and no table of prices".formatted(path));
            }
            return parse(path.toString(), Files.readString(path, UTF_8));
        } catch (IOException e) {
            throw new PriceException(
                    "%s: cannot be read as a table of prices (%s); it is named by junit.llm.prices".formatted(path, e));
        }
    }

    static PriceFile parse(String name, String text) {
        JsonNode root;
        try {
            root = READER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PriceException("%s:%s: is no JSON: %s"
                    .formatted(
                            name, e.getLocation() == null ? 1 : e.getLocation().getLineNr(), e.getOriginalMessage()));
        } catch (NumberFormatException e) {
            throw new PriceException("%s: holds a number that is none: %s".formatted(name, e.getMessage()));
        }
        return new Reading(name).file(root);
    }

    /** Reads one file; every message names it and the place within. */
    private record Reading(String name) {

        PriceFile file(JsonNode root) {
            only(root, "", Set.of("prices", "date", "upstreams"));
            require(
                    root.path("prices").isInt() && root.path("prices").intValue() == 1,
                    "/prices",
                    "expected 1, the version of the format");
            Map<String, Upstream> upstreams = new HashMap<>();
            object(root.path("upstreams"), "/upstreams");
            root.path("upstreams")
                    .properties()
                    .forEach(entry -> upstreams.put(
                            entry.getKey(), upstream(entry.getValue(), "/upstreams/" + escaped(entry.getKey()))));
            return new PriceFile(date(root.path("date"), "/date"), Map.copyOf(upstreams));
        }

        private Upstream upstream(JsonNode node, String at) {
            if (node.isArray()) {
                return new Upstream(false, "", models(node, at));
            }
            only(node, at, Set.of("free", "as"));
            boolean free = node.path("free").isBoolean() && node.path("free").booleanValue();
            String as = node.path("as").asText("");
            require(
                    free == as.isEmpty() && node.size() == 1,
                    at,
                    "expected a list of models, {\"free\": true}, or {\"as\": \"openai\"}");
            return new Upstream(free, as, Map.of());
        }

        private Map<String, List<ModelPrice>> models(JsonNode list, String at) {
            Map<String, List<ModelPrice>> models = new HashMap<>();
            for (int i = 0; i < list.size(); i++) {
                JsonNode node = list.get(i);
                String here = at + "/" + i;
                ModelPrice price = model(node, here);
                for (String known : names(node, price, here)) {
                    List<ModelPrice> same = models.computeIfAbsent(known, none -> new ArrayList<>());
                    require(
                            same.stream().noneMatch(other -> other.from().equals(price.from())),
                            here,
                            "a second price of %s for the same time; give them different days in \"from\""
                                    .formatted(known));
                    same.add(price);
                }
            }
            return Map.copyOf(models);
        }

        private Set<String> names(JsonNode node, ModelPrice price, String at) {
            Set<String> names = new TreeSet<>(Set.of(price.model()));
            JsonNode aliases = node.path("aliases");
            require(aliases.isMissingNode() || aliases.isArray(), at + "/aliases", "expected a list of names");
            for (int i = 0; i < aliases.size(); i++) {
                names.add(text(aliases.get(i), at + "/aliases/" + i));
            }
            return names;
        }

        private ModelPrice model(JsonNode node, String at) {
            only(
                    node,
                    at,
                    Set.of(
                            "model",
                            "aliases",
                            "from",
                            "input",
                            "cached",
                            "cache_write",
                            "output",
                            "max_output",
                            "above"));
            Optional<LocalDate> from =
                    node.has("from") ? Optional.of(date(node.path("from"), at + "/from")) : Optional.empty();
            TokenPrices prices = prices(node, at);
            JsonNode above = node.path("above");
            if (!above.isMissingNode()) {
                only(above, at + "/above", Set.of("tokens", "input", "cached", "cache_write", "output"));
            }
            return new ModelPrice(
                    text(node.path("model"), at + "/model"),
                    from,
                    prices,
                    above.isMissingNode()
                            ? OptionalLong.empty()
                            : OptionalLong.of(tokens(above.path("tokens"), at + "/above/tokens")),
                    above.isMissingNode() ? prices : prices(above, at + "/above"),
                    node.has("max_output")
                            ? OptionalLong.of(tokens(node.path("max_output"), at + "/max_output"))
                            : OptionalLong.empty());
        }

        private TokenPrices prices(JsonNode node, String at) {
            BigDecimal input = usd(node.path("input"), at + "/input");
            return new TokenPrices(
                    input,
                    node.has("cached") ? usd(node.path("cached"), at + "/cached") : input,
                    node.has("cache_write") ? usd(node.path("cache_write"), at + "/cache_write") : input,
                    usd(node.path("output"), at + "/output"));
        }

        private BigDecimal usd(JsonNode node, String at) {
            require(node.isNumber(), at, "expected USD per million tokens, a number from 0");
            BigDecimal usd = node.decimalValue();
            require(
                    Math.abs(usd.scale()) <= LONGEST_FRACTION && usd.signum() >= 0 && usd.compareTo(DEAREST) <= 0,
                    at,
                    "expected USD per million tokens, from 0 to 1,000,000");
            return usd;
        }

        private long tokens(JsonNode node, String at) {
            require(
                    node.isIntegralNumber()
                            && node.canConvertToLong()
                            && node.longValue() >= 0
                            && node.longValue() <= MOST_TOKENS,
                    at,
                    "expected a whole number of tokens from 0");
            return node.longValue();
        }

        private LocalDate date(JsonNode node, String at) {
            try {
                return LocalDate.parse(node.asText(""));
            } catch (DateTimeParseException e) {
                throw wrong(at, "expected a day like \"2026-07-24\"");
            }
        }

        private String text(JsonNode node, String at) {
            require(node.isTextual() && !node.asText().isBlank(), at, "expected the name of a model");
            return node.asText();
        }

        private void object(JsonNode node, String at) {
            require(node.isObject(), at, "expected an object");
        }

        private void only(JsonNode node, String at, Set<String> known) {
            object(node, at);
            node.fieldNames()
                    .forEachRemaining(member -> require(
                            known.contains(member),
                            at + "/" + escaped(member),
                            "unknown member; known are " + String.join(", ", new TreeSet<>(known))));
        }

        private static String escaped(String member) {
            return member.replace("~", "~0").replace("/", "~1");
        }

        private void require(boolean holds, String at, String what) {
            if (!holds) {
                throw wrong(at, what);
            }
        }

        private PriceException wrong(String at, String what) {
            return new PriceException("%s: %s: %s".formatted(name, at.isEmpty() ? "/" : at, what));
        }
    }
}
