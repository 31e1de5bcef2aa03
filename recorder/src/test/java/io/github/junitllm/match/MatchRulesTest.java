package io.github.junitllm.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchRulesTest {

    private static RecordedRequest request(String body) {
        return new RecordedRequest("POST", "openai", "/v1/x", "application/json", Body.of(body));
    }

    private static String relevant(String body, String... ignored) {
        return MatchRules.NONE
                .ignoring(List.of(ignored))
                .relevant(request(body))
                .body()
                .text();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/a | {\"a\":1,\"b\":2} | {\"b\":2}",
                "/c | {\"a\":1} | {\"a\":1}",
                "/a/b | {\"a\":{\"b\":1,\"c\":2}} | {\"a\":{\"c\":2}}",
                "/a/1 | {\"a\":[1,2,3]} | {\"a\":[1,\"[IGNORED]\",3]}",
                "/a/9 | {\"a\":[1]} | {\"a\":[1]}",
                "/a/99999999999 | {\"a\":[1]} | {\"a\":[1]}",
                "/a/-1 | {\"a\":[1]} | {\"a\":[1]}",
                "/*/t | {\"a\":{\"t\":1},\"b\":{\"t\":2,\"u\":3}} | {\"a\":{},\"b\":{\"u\":3}}",
                "/m/*/t | {\"m\":[{\"t\":1},{\"t\":2,\"u\":3},4]} | {\"m\":[{},{\"u\":3},4]}",
                "/m/* | {\"m\":[1,2]} | {\"m\":[\"[IGNORED]\",\"[IGNORED]\"]}",
                "/a~1b | {\"a/b\":1,\"c\":1} | {\"c\":1}",
                "/a~0b | {\"a~b\":1,\"c\":1} | {\"c\":1}",
                "/ | {\"\":1,\"c\":1} | {\"c\":1}",
                "/a/b/c | {\"a\":\"text\"} | {\"a\":\"text\"}"
            },
            delimiter = '|')
    void an_ignored_part_does_not_count(String pointer, String body, String left) {
        assertThat(relevant(body, pointer)).isEqualTo(left);
    }

    @Test
    void a_body_that_is_no_json_stays() {
        assertThat(relevant("{not json", "/a")).isEqualTo("{not json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "messages", "$.messages"})
    void a_pointer_without_a_slash_is_refused(String pointer) {
        assertThatThrownBy(() -> MatchRules.NONE.ignoring(List.of(pointer)))
                .hasMessage(
                        "ignore \"%s\": expected a JSON Pointer that starts with a slash, for example /messages/0/content, or /messages/*/content with * for any one member or element"
                                .formatted(pointer));
    }

    @Test
    void a_header_that_carries_a_key_or_is_none_is_refused() {
        assertThatThrownBy(() -> MatchRules.NONE.comparingHeaders(List.of("Authorization")))
                .hasMessage(
                        "headers = \"Authorization\" is refused: it carries a key, and keys are never stored; expected for example \"openai-beta\"");
        assertThatThrownBy(() -> MatchRules.NONE.comparingHeaders(List.of("a b")))
                .hasMessage(
                        "headers = \"a b\" is refused: it is no name of a header; expected for example \"openai-beta\"");
    }

    @Test
    void a_header_that_counts_makes_another_key() {
        RecordedRequest plain = request("{}");
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("openai-beta", "x=1");
        RecordedRequest with =
                new RecordedRequest("POST", "openai", "/v1/x", "application/json", headers, Body.of("{}"));
        assertThat(RequestKey.of(with)).isNotEqualTo(RequestKey.of(plain));
    }

    @Test
    void a_normaliser_rewrites_before_the_pointers_are_ignored() {
        MatchRules rules = MatchRules.NONE
                .normalisedBy(request ->
                        request.withBody(Body.of(request.body().text().replaceAll("\\d{4}-\\d{2}-\\d{2}", "DAY"))))
                .ignoring(List.of("/id"));
        assertThat(rules.relevant(request("{\"id\":1,\"t\":\"on 2026-01-31\"}"))
                        .body()
                        .text())
                .isEqualTo("{\"t\":\"on DAY\"}");
    }

    @Test
    void a_normaliser_that_fails_is_named_with_the_request() {
        RequestNormaliser broken = request -> {
            throw new UnsupportedOperationException("not today");
        };
        assertThatThrownBy(() -> MatchRules.NONE.normalisedBy(broken).relevant(request("{}")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the normaliser " + broken.getClass().getName()
                        + " failed on POST openai /v1/x: java.lang.UnsupportedOperationException: not today");
    }

    @Test
    void a_recording_is_too_old_after_the_age_and_never_without_a_date() {
        MatchRules rules = MatchRules.NONE.noOlderThan(Duration.ofDays(30));
        Instant now = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(rules.isTooOld(Provenance.recorded(now.minus(Duration.ofDays(30))), now))
                .isFalse();
        assertThat(rules.isTooOld(
                        Provenance.recorded(now.minus(Duration.ofDays(30)).minusSeconds(1)), now))
                .isTrue();
        assertThat(rules.isTooOld(Provenance.imported("s", "MIT", false), now)).isFalse();
        assertThat(MatchRules.NONE.isTooOld(Provenance.recorded(Instant.EPOCH), now))
                .isFalse();
    }
}
