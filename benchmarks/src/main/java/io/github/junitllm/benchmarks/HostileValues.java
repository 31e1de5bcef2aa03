package io.github.junitllm.benchmarks;

import java.util.List;

/** What programs trip over: JSON that is out of bounds, lines of a cassette in the wrong place, names that leave a folder. */
final class HostileValues {

    static final List<String> JSON = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "\"\"",
            "0",
            "1",
            "-1",
            "2147483647",
            "9223372036854775807",
            "99999999999999999999",
            "0.1e-5",
            "1e400",
            "1e999999999",
            "-1e-999999999",
            "1e99999999999",
            "9".repeat(999),
            "9".repeat(2_000),
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"\\r\\n\"",
            "[[[0]]]",
            "[".repeat(450) + "]".repeat(450),
            "[".repeat(600),
            "{\"a\":".repeat(450) + "1" + "}".repeat(450),
            "{\"a\":".repeat(600),
            "[" + "0,".repeat(5_000) + "0]",
            "\"" + "a ".repeat(20_000) + "\"",
            "\"" + "é".repeat(20_000) + "\"",
            "\"" + "\\\\".repeat(5_000) + "\"",
            "\"" + "eyJ".repeat(10_000) + "\"",
            "\"" + "-----BEGIN PRIVATE KEY-----".repeat(500) + "\"",
            "\"" + "{\\\"a\\\":".repeat(2_000) + "\"",
            "\"" + "%25".repeat(5_000) + "\"",
            "\"../../../../etc/passwd\"",
            "\"/etc/passwd\"",
            "\"..\\\\..\\\\x.body\"",
            "\"" + "0".repeat(64) + ".body\"",
            "\"" + "0".repeat(64) + ".body\\u0000\"",
            "\"CON\"",
            "\"https://\"",
            "\"https://api.openai.com/" + "v1/".repeat(5_000) + "\"",
            "\"https://user@[::1]:99999/\\ud83d\"",
            "\"data: [DONE]\"",
            "\"[DONE]\"");

    static final List<String> LINES = List.of(
            "",
            "{}",
            "[]",
            "{\"cassette\":1,\"test\":\"t\",\"case\":\"c\"}",
            "{\"cassette\":2}",
            "{\"discard\":\"%s\",\"sample\":1,\"occurrence\":1}".formatted("0".repeat(64)),
            "{\"discard\":\"x\",\"sample\":2147483647,\"occurrence\":1,\"outcome\":\"PASSED\"}",
            "{\"discarded\":\"x\",\"takes\":2147483647,\"passed\":1,\"unknown\":2}",
            "{\"discarded\":\"x\",\"takes\":1,\"passed\":2147483647,\"unknown\":2147483647}",
            "{\"outcome\":\"PASSED\",\"sample\":1}",
            "{\"outcome\":7,\"sample\":0}",
            "{\"request\":\"r\",\"sample\":1,\"occurrence\":1,\"method\":\"POST\",\"upstream\":\"openai\",\"path\":\"/\"}",
            "{\"response\":\"r\",\"status\":200,\"origin\":\"recorded\",\"stream\":true}",
            "{\"event\":\"r\",\"at_ms\":1e308,\"file\":\"../x\"}",
            "{\"end\":\"r\",\"at_ms\":-1}",
            "data: {}",
            ": comment",
            "event: error",
            "retry: 1e9");

    private HostileValues() {}
}
