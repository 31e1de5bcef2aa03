package io.github.junitllm.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 USD",
                "0.000000 | 0 USD",
                "0.65 | 0.65 USD",
                "0.5 | 0.50 USD",
                "0.02000 | 0.02 USD",
                "0.0123456 | 0.0123 USD",
                "0.00000020 | 0.0000002 USD",
                "0.999999 | 1.00 USD",
                "1 | 1.00 USD",
                "12.345 | 12.35 USD",
                "12345.6 | 12,345.60 USD",
            })
    void usd_is_written_to_the_cent_or_with_three_digits_that_count(BigDecimal usd, String text) {
        assertThat(Amount.usd(usd)).isEqualTo(text);
    }
}
