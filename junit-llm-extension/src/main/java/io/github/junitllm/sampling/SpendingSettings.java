package io.github.junitllm.sampling;

import io.github.junitllm.budget.Limits;
import io.github.junitllm.pace.RateLimit;
import io.github.junitllm.pace.Retries;
import io.github.junitllm.price.PriceException;
import io.github.junitllm.price.PriceTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What settings say of spending: limits, prices, rates, retries, forks. */
final class SpendingSettings {

    static final String BUDGET = "budget.";

    private static final int DEFAULT_RETRIES = 2;
    private static final long MOST = 1_000_000_000_000L;

    private final Function<String, Optional<String>> ofTest;
    private final Function<String, Optional<String>> exactly;

    /**
     * @param ofTest looks a setting up as it holds for the test
     * @param exactly looks a setting up by its whole name
     */
    SpendingSettings(Function<String, Optional<String>> ofTest, Function<String, Optional<String>> exactly) {
        this.ofTest = ofTest;
        this.exactly = exactly;
    }

    /** The limits that are written with this ending, for example {@code .RefundTest}; empty stands for the run. */
    Limits limits(String ending) {
        Optional<BigDecimal> usd = usd("budget.usd" + ending);
        OptionalLong seconds = whole("budget.seconds" + ending, 1, 31_536_000, exactly);
        return new Limits(
                usd,
                whole("budget.tokens" + ending, 0, MOST, exactly),
                whole("budget.calls" + ending, 0, MOST, exactly),
                seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty());
    }

    /** The first of these endings with which a limit is written. */
    Optional<String> endingWithLimits(List<String> endings) {
        return endings.stream().filter(ending -> !limits(ending).isNone()).findFirst();
    }

    private Optional<BigDecimal> usd(String key) {
        Optional<String> text = exactly.apply(key);
        // No exponent, which would make a long number of a short text.
        if (text.isPresent() && !text.get().strip().matches("\\d{1,9}(\\.\\d{1,9})?")) {
            throw new ExtensionConfigurationException(
                    "%s%s = \"%s\": expected USD from 0, for example 0.50".formatted(Settings.PREFIX, key, text.get()));
        }
        return text.map(number -> new BigDecimal(number.strip()));
    }

    PriceTable prices() {
        try {
            return ofTest.apply("prices")
                    .map(file -> PriceTable.builtIn().with(Path.of(file.strip())))
                    .orElseGet(PriceTable::builtIn);
        } catch (PriceException e) {
            throw new ExtensionConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    Retries retries() {
        return new Retries((int) whole("retries", 0, 20, ofTest).orElse(DEFAULT_RETRIES), 0);
    }

    /** How many JVMs share the limits of the run and the rates of the keys. */
    int forks() {
        int forks = (int) whole("forks", 1, 10_000, exactly).orElse(1);
        OptionalInt number = System.getProperty("surefire.forkNumber", "").matches("[1-9]\\d{0,4}")
                ? OptionalInt.of(Integer.getInteger("surefire.forkNumber"))
                : OptionalInt.empty();
        if (number.orElse(1) > forks) {
            throw new ExtensionConfigurationException(
                    "this is fork %d of Surefire, but junit.llm.forks is %d: limits of the run and rates are shared by the forks; write junit.llm.forks = the forkCount of Surefire"
                            .formatted(number.getAsInt(), forks));
        }
        return forks;
    }

    RateLimit rate(String upstream) {
        OptionalInt requests = rate(upstream, "requests-per-minute");
        OptionalInt tokens = rate(upstream, "tokens-per-minute");
        return requests.isEmpty() && tokens.isEmpty() ? RateLimit.NONE : new RateLimit(requests, tokens).share(forks());
    }

    private OptionalInt rate(String upstream, String what) {
        OptionalLong number = whole("rate.%s.%s".formatted(upstream, what), 1, Integer.MAX_VALUE, ofTest);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    private static OptionalLong whole(String key, long least, long most, Function<String, Optional<String>> source) {
        Optional<String> text = source.apply(key);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        String plain = text.get().strip();
        if (plain.matches("\\d{1,13}") && Long.parseLong(plain) >= least && Long.parseLong(plain) <= most) {
            return OptionalLong.of(Long.parseLong(plain));
        }
        throw new ExtensionConfigurationException("%s%s = \"%s\": expected a whole number from %d to %d"
                .formatted(Settings.PREFIX, key, text.get(), least, most));
    }
}
