package io.github.junitllm.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import io.github.junitllm.json.JsonDiagnosis.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @Test
    void values_are_plain_and_numbers_exact() {
        assertThat(value("{\"b\": [1, 1.10, 12345678901234567890, 1e400, true, null], \"a\": \"x\\u0041\"}"))
                .isEqualTo(Map.of(
                        "b",
                        Arrays.asList(
                                1L,
                                new BigDecimal("1.10"),
                                new BigDecimal("12345678901234567890"),
                                new BigDecimal("1e400"),
                                true,
                                null),
                        "a",
                        "xA"));
        assertThat(value(" null ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\\ud800\"", "\"\ud800\"", "-0", "0.0E-0", "\"\u2028\"", "{\"\":{\"\":1}}", "[\"//\",\"'\"]"})
    void unusual_json_is_accepted(String text) {
        assertThat(StrictJson.read(text)).isInstanceOf(JsonReading.Valid.class);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            maxCharsPerColumn = 1000,
            value = {
                "TRAILING_COMMA | {\"a\": 1,} | trailing comma at 1:8 (offset 7), before \"}\"",
                "TRAILING_COMMA | [1, ] | trailing comma at 1:3 (offset 2), before \"]\"",
                "MISSING_VALUE | [1,,2] | missing value at 1:4 (offset 3), before \",\"",
                "MISSING_VALUE | {\"a\":} | missing value at 1:6 (offset 5), before \"}\"",
                "MISSING_COMMA | {\"a\":1 \"b\":2} | missing comma at 1:8 (offset 7), before \"\"b\"; expected \",\" or \"}\"",
                "MISSING_COLON | {\"a\" 1} | missing colon at 1:6 (offset 5), before \"1\"; expected \":\" after the member name",
                "UNCLOSED | {\"a\": [1, 2 | unexpected end at 1:12 (offset 11); expected \"]\" for the array opened at 1:7, and 1 more closed",
                "UNCLOSED | {\"a\": \"b} | unclosed string at 1:7 (offset 6): the text ends at 1:10 without its closing quote; cut off, or a quote is missing",
                "UNCLOSED | [tru | unexpected end at 1:5 (offset 4), in the literal tru; the text is cut off",
                "UNCLOSED | [1. | unexpected end at 1:4 (offset 3), in the number 1.; the text is cut off",
                "MISMATCHED_CLOSER | {\"a\":2] | mismatched \"]\" at 1:7 (offset 6); expected \"}\" for the object opened at 1:1",
                "MISMATCHED_CLOSER | {}} | surplus \"}\" at 1:3 (offset 2), nothing is open there; expected the end of the text",
                "SINGLE_QUOTES | {'a':1} | single quotes at 1:2 (offset 1): 'a'; expected double quotes",
                "TYPOGRAPHIC_QUOTES | {\u201ca\u201d:1} | typographic quotes at 1:2 (offset 1): \u201ca\u201d; expected plain double quotes",
                "UNESCAPED_QUOTE | {\"a\":\"24\" screen\"} | unescaped quote in a string at 1:9 (offset 8), before \"screen\"}\"; expected it written as \\\", or the string before it to be closed",
                "ESCAPED_TWICE | {\\\"a\\\":1} | escaped quote outside a string at 1:2 (offset 1); expected plain double quotes, the text seems to be escaped once too often",
                "UNQUOTED_MEMBER | {a: 1} | unquoted member name a at 1:2 (offset 1); expected it in double quotes",
                "UNQUOTED_VALUE | [yes] | unquoted value yes at 1:2 (offset 1); expected a string in double quotes, a number, true, false, null, an object or an array",
                "COMMENT | [1 /* one */] | comment at 1:4 (offset 3): /* one */; JSON has none",
                "ELLIPSIS | [1, ...] | ellipsis at 1:5 (offset 4); expected all items and members written out",
                "DUPLICATE_MEMBER | {\"a\":1,\"\\u0061\":2} | duplicate member \"\\u0061\" at 1:8 (offset 7), first at 1:2; expected each name once in an object",
                "NAN_OR_INFINITY | [NaN] | NaN at 1:2 (offset 1); JSON has no such number, expected a finite one or null",
                "NAN_OR_INFINITY | [-Infinity] | -Infinity at 1:2 (offset 1); JSON has no such number, expected a finite one or null",
                "PYTHON_LITERAL | {\"a\":None} | Python literal None at 1:6 (offset 5); expected null",
                "BAD_ESCAPE | [\"\\d\"] | bad escape \\d at 1:3 (offset 2); expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u with four hex digits",
                "BAD_NUMBER | [01] | bad number 01 at 1:2 (offset 1); expected digits without leading zero, plus sign or bare point, such as -0.5 or 1e3",
                "BAD_NUMBER | [0x1F] | bad number 0x1F at 1:2 (offset 1); expected digits without leading zero, plus sign or bare point, such as -0.5 or 1e3",
                "TEXT_BEFORE | Sure: {\"a\":1} | text before the JSON at 1:1 (offset 0): \"Sure:\"; expected the JSON alone, which seems to start at 1:7",
                "TEXT_AFTER | {\"a\":1} Bye | text after the JSON at 1:9 (offset 8): \"Bye\"; expected the end",
                "NO_JSON | I cannot do that. | no JSON but text at 1:1 (offset 0): \"I cannot do that.\"; expected a JSON value",
                "SEVERAL_DOCUMENTS | {} {} | second JSON value at 1:4 (offset 3): {}; expected the end after the first value",
                "BYTE_ORDER_MARK | \ufeff{} | byte order mark at 1:1 (offset 0); expected the JSON alone",
                "OTHER | [(1)] | unexpected \"(\" at 1:2 (offset 1); expected a value",
            })
    void the_first_deviation_is_named_with_its_place(Kind kind, String text, String message) {
        assertThat(diagnosis(text).message()).isEqualTo(message);
        assertThat(diagnosis(text).kind()).isEqualTo(kind);
    }

    // Inputs of the tests of two repair libraries, see NOTICE beside the file.
    @Test
    void what_repair_libraries_repair_is_refused_by_its_kind() throws IOException {
        try (InputStream file = StrictJsonTest.class.getResourceAsStream("/json/malformed.jsonl")) {
            List<String> lines = new String(file.readAllBytes(), UTF_8).lines().toList();
            assertThat(lines).hasSize(12).allSatisfy(line -> {
                assertThat(value(line))
                        .asInstanceOf(map(String.class, String.class))
                        .satisfies(row -> assertThat(
                                        diagnosis(row.getOrDefault("input", "")).kind())
                                .hasToString(row.get("kind")));
            });
        }
    }

    @Test
    void a_code_fence_is_named_with_its_language() {
        assertThat(diagnosis("```json\n{\"a\": 1}\n```"))
                .isEqualTo(new JsonDiagnosis(
                        Kind.CODE_FENCE,
                        1,
                        1,
                        0,
                        "```json",
                        "code fence at 1:1 (offset 0): the answer is wrapped in ```json; expected the JSON alone"));
    }

    @Test
    void text_before_a_code_fence_tells_of_both() {
        assertThat(diagnosis("Here you are:\n```json\n{}\n```").message())
                .isEqualTo("text before the JSON at 1:1 (offset 0): \"Here you are:\", then a code fence at 2:1;"
                        + " expected the JSON alone");
    }

    @Test
    void lines_end_at_lf_cr_and_crlf() {
        JsonDiagnosis diagnosis = diagnosis("[\r\n1,\r2,\n  ,]");
        assertThat(diagnosis.line()).isEqualTo(4);
        assertThat(diagnosis.column()).isEqualTo(3);
        assertThat(diagnosis.offset()).isEqualTo(11);
    }

    @Test
    void control_characters_are_made_visible() {
        assertThat(diagnosis("[\"a\tb\"]"))
                .isEqualTo(
                        new JsonDiagnosis(
                                Kind.CONTROL_CHARACTER,
                                1,
                                4,
                                3,
                                "\\t",
                                "tab inside a string at 1:4 (offset 3), in the string opened at 1:2; expected it written as \\t"));
        assertThat(diagnosis("[\"a\nb\"]").message())
                .isEqualTo("line feed inside a string at 1:4 (offset 3), in the string opened at 1:2;"
                        + " expected it written as \\n, or the string to be closed before it");
        assertThat(diagnosis("\u0000\u202e\ud800x").found()).isEqualTo("\\u0000\\u202e\\ud800x");
    }

    @Test
    void empty_and_blank_texts_are_told_apart() {
        assertThat(diagnosis("").message()).isEqualTo("empty text at 1:1 (offset 0); expected JSON");
        assertThat(diagnosis(" \n").message()).isEqualTo("blank text at 1:1 (offset 0); expected JSON");
    }

    @Test
    void what_was_found_is_at_most_forty_characters_long() {
        assertThat(diagnosis("x".repeat(100)).found()).hasSize(40).endsWith("x...");
        assertThat(diagnosis("\u0001".repeat(100)).found()).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void nesting_is_read_to_1000_and_refused_beyond() {
        assertThat(StrictJson.read("[".repeat(1_000) + "]".repeat(1_000))).isInstanceOf(JsonReading.Valid.class);
        JsonDiagnosis diagnosis = diagnosis("[".repeat(10_000) + "]".repeat(10_000));
        assertThat(diagnosis.message())
                .isEqualTo("nesting deeper than 1,000 at 1:1001 (offset 1000);"
                        + " read are objects and arrays within at most 999 others");
        assertThat(diagnosis.kind()).isEqualTo(Kind.NESTED_TOO_DEEP);
        assertThat(diagnosis("{\"a\":".repeat(10_000)).kind()).isEqualTo(Kind.NESTED_TOO_DEEP);
    }

    @Test
    void numbers_beyond_the_limits_are_refused_and_never_expanded() {
        assertThat(diagnosis("[1e1000000000]").kind()).isEqualTo(Kind.NUMBER_BEYOND_LIMIT);
        assertThat(diagnosis("[-1.5E-99999999999999]").kind()).isEqualTo(Kind.NUMBER_BEYOND_LIMIT);
        assertThat(diagnosis("9".repeat(1_001)).kind()).isEqualTo(Kind.NUMBER_BEYOND_LIMIT);
        assertThat(StrictJson.read("9".repeat(1_000))).isInstanceOf(JsonReading.Valid.class);
        assertThat(StrictJson.read("1e10000")).isInstanceOf(JsonReading.Valid.class);
    }

    // Quadratic work on 8 million characters would take hours; the limit is for slow machines.
    @Test
    void time_is_linear_in_the_length_of_hostile_texts() {
        int n = 8_000_000;
        List<String> texts = List.of(
                "\"" + "\\".repeat(n),
                "x".repeat(n),
                "[" + "1,".repeat(n / 2),
                "{" + " ".repeat(n),
                "[" + "\"a\" ".repeat(n / 4),
                "`".repeat(n),
                "/".repeat(n),
                "[\"a\",\"" + "'".repeat(n),
                "[" + "\n".repeat(n) + "}",
                "9".repeat(n),
                "[" + "\"\u00e4\",".repeat(n / 4) + "}");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> texts.forEach(text -> assertThat(StrictJson.read(text)).isInstanceOf(JsonReading.Invalid.class)));
    }

    // Names with equal hash codes: engines with a symbol table give up on them.
    @Test
    void names_made_to_collide_are_read() {
        List<String> names = new ArrayList<>(List.of(""));
        for (int i = 0; i < 14; i++) {
            List<String> longer = new ArrayList<>();
            names.forEach(name -> {
                longer.add(name + "Aa");
                longer.add(name + "BB");
            });
            names = longer;
        }
        String text = "{\"" + String.join("\":1,\"", names) + "\":1}";
        assertThat(StrictJson.read(text)).isInstanceOf(JsonReading.Valid.class);
    }

    // The scanner only explains; where it finds nothing in a refused text, or something in an accepted one, it is
    // wrong.
    @Test
    void the_scanner_agrees_with_the_engine_on_damaged_texts() {
        String sound = "{\"a\": [1, -2.5e3, \"x\\n\\u0041\", true, null], \"b\": {\"c\": {}, \"d\": []}, \"e\": \"\"}";
        String alphabet = "{}[]:,\"'\\/ \n\t01.eE+-truefalsn#\u00a0\ufeff\u201c`";
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(sound);
            for (int damage = random.nextInt(3); damage >= 0 && text.length() > 1; damage--) {
                int at = random.nextInt(text.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, c);
                    case 2 -> text.setCharAt(at, c);
                    default -> text.setLength(Math.max(1, at));
                }
            }
            String damaged = text.toString();
            JsonReading reading = StrictJson.read(damaged);
            assertThat(JsonScanner.firstDeviation(damaged).isEmpty())
                    .as(damaged)
                    .isEqualTo(reading instanceof JsonReading.Valid);
        }
    }

    private static @Nullable Object value(String text) {
        return ((JsonReading.Valid) StrictJson.read(text)).value();
    }

    private static JsonDiagnosis diagnosis(String text) {
        return ((JsonReading.Invalid) StrictJson.read(text)).diagnosis();
    }
}
