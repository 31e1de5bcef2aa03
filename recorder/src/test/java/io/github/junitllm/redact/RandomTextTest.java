package io.github.junitllm.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.testing.Credentials;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomTextTest {

    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    private final Redactor redactor = Redactor.knowing(List.of());

    /** Of 1,000 made-up keys without a known format at least so many are found, in text and alone. */
    @ParameterizedTest
    @CsvSource({
        "base 62, 24, 970",
        "base 62, 32, 990",
        "base 62, 40, 995",
        "base 64 url, 43, 990",
        "base 36, 32, 985",
        "base 32, 32, 970"
    })
    void keys_of_no_known_format_are_found(String alphabet, int length, int atLeast) {
        String characters =
                switch (alphabet) {
                    case "base 62" -> LOWER + UPPER + DIGITS;
                    case "base 64 url" -> LOWER + UPPER + DIGITS + "-_";
                    case "base 36" -> LOWER + DIGITS;
                    default -> UPPER + "234567";
                };
        Credentials credentials = new Credentials(length);
        int found = 0;
        for (int i = 0; i < 1_000; i++) {
            String key = credentials.some(characters, length);
            found += RandomText.find("Please use " + key + " from now on.").isEmpty() ? 0 : 1;
        }
        assertThat(found).isGreaterThanOrEqualTo(atLeast);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Donaudampfschifffahrtsgesellschaftskapitaensmuetze und Rindfleischetikettierungsueberwachungsgesetz",
                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
                "com.example.AbstractSingletonProxyFactoryBeanConfigurationPostProcessorTest2",
                "getUserByEmailAndPasswordOrThrowIfNotFound_v2_20240806_final",
                "function n(e,t){var r=Object.prototype.hasOwnProperty;return e.__esModule?e:t}",
                "550e8400-e29b-41d4-a716-446655440000 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "call_hqkL24CLEwnniv4GDrjk14Iu toolu_01VH6Z9xaR3t75nDcstVGXEF chatcmpl-BxyZ81hkPpQ2mVt7LdCwKa9Jf0sGr",
                "https://example.com/a/Xk29fLq8Zr41TbnWp7Ys/x?continue=Xk29fLq8Zr41TbnWp7YsXk29fLq8Zr41TbnW",
                "SGVsbG8gd29ybGQsIHRoaXMgaXMgYSB0ZXN0IG9mIGJhc2U2NA==",
                "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
                "integrity=\"sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC\"",
                "meta-llama/Llama-3.3-70B-Instruct-Turbo-Free ORD-9F3K-2L7Q-8X1Z-2024 /usr/lib/x86_64-linux-gnu/libQt5",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBxQ9p2 me@host",
                "-----BEGIN CERTIFICATE-----\nMIIDpzCCA1GgAwIBAgIJAKii7kzrdqvMA0GCSqGSIb3DQEBBQUAMIGcMQswCQYD\n-----END CERTIFICATE-----",
                "<a id=\"Xk29fLq8Zr41TbnWp7Ys\"> {\\\"file_id\\\": \\\"Xk29fLq8Zr41TbnWp7Ys\\\"}",
                "MKTAYIAKQRQISFVKSHFSRQLEERLGLIEVQAPILSRVGDGTQDNLSGAEKAVQVKVKALPDAQFEVVHSLAKWKR"
            })
    void words_code_ids_and_addresses_are_no_keys(String text) {
        assertThat(RandomText.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"signature\":\"%s\"}",
                "{\"thoughtSignature\":\"%s\"}",
                "{\"encrypted_content\":\"%s\"}",
                "{\"id\":\"%s\"}",
                "{\"tool_call_id\":\"%s\"}",
                "{\"toolUseId\":\"%s\"}",
                "{\"call_ids\":[\"%s\"]}",
                "{\"b64_json\":\"%s\"}",
                "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"%s\"}}",
                "{\"source\":{\"type\":\"base64\",\"data\":\"%s\"}}",
                "{\"content\":[{\"type\":\"redacted_thinking\",\"data\":\"%s\"}]}",
                "{\"embedding\":\"%s\"}",
                "{\"system_fingerprint\":\"%s\"}",
                "{\"nextPageToken\":\"%s\"}",
                "{\"obfuscation\":\"%s\"}",
                "{\"image_url\":{\"url\":\"%s\"}}"
            })
    void members_known_to_be_opaque_are_skipped(String body) {
        String random = "q7Xz2Lp9" + "Wv4Kt8Rb1Nc6Jh3Fd5Gs0Mv";
        assertThat(suspicion(body.formatted(random))).isFalse();
        assertThat(suspicion("{\"content\":\"%s\"}".formatted(random))).isTrue();
    }

    private boolean suspicion(String body) {
        return redactor.suspicion(RecordedResponse.whole(200, "application/json", Body.of(body)))
                .isPresent();
    }

    @Test
    void the_message_says_what_and_where_and_never_the_secret() {
        String random = "q7Xz2Lp9" + "Wv4Kt8Rb1Nc6Jh3Fd5Gs0Mv";
        assertThat(redactor.suspicion(RecordedResponse.whole(200, "text/plain", Body.of("hello " + random + " there")))
                        .orElseThrow()
                        .message("the answer of openai"))
                .isEqualTo(
                        "not stored: the answer of openai holds text that looks random at character 7, 31 characters starting with \"q7Xz\"; take it out if it is a secret, or have it redacted with junit.llm.redact.patterns or junit.llm.redact.names");
    }
}
