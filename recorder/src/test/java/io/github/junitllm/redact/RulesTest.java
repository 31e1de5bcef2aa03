package io.github.junitllm.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.Body;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values found by their names, and rules of a project's own. */
class RulesTest {

    private final Redactor builtIn = Redactor.knowing(List.of("known-value-of-ours"));

    private static Redactor with(RedactionRules rules) {
        return Redactor.knowing(List.of("known-value-of-ours")).with(rules);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "password: hunter22|password: [REDACTED]",
                "export DB_PASSWORD=hunter22; run|export DB_PASSWORD=[REDACTED]; run",
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG|aws_secret_access_key = [REDACTED]",
                "{\"apiKey\": \"zx81spectrum\"} in text|{\"apiKey\": \"[REDACTED]\"} in text",
                "client_secret => 'zx81 spectrum'|client_secret => 'zx81 spectrum'",
                "my password is hunter22 ok|my password is [REDACTED] ok",
                "curl --api-key zx81spectrum x|curl --api-key [REDACTED] x",
                "config['password'] = \"hunter22\"|config['password'] = \"[REDACTED]\"",
                "AccountKey=abcdefghijklmnopqrstuvwxyz0123456789ABCD==;x|AccountKey=[REDACTED];x",
                "postgres://app:hunter22@db/x|postgres://app:[REDACTED]@db/x",
                "Authorization: Basic dXNlcjpodW50ZXIyMg==|Authorization: Basic [REDACTED]"
            })
    void a_value_goes_by_its_name(String text, String clean) {
        assertThat(builtIn.text(text)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = os.environ['DB_PASSWORD_2']",
                "password = getPassword(user1)",
                "password: ${DB_PASSWORD1}",
                "api_key=\"<your-api-key-1>\"",
                "the password is required, and max_tokens: 4096",
                "def login(user, password: str, token: Optional[str] = None)",
                "postgres://user:password@localhost:5432/db",
                "Basic arithmetic1 and Basic dXNlcg",
                "a Bearer token-authentication-scheme-of-the-web",
                "{\"password\":{\"type\":\"string\",\"minLength\":12}}",
                "{\"token\":\"Hello\",\"logprob\":-0.1}",
                "div.sk-estimator-doc-link-fitted-and-more{}",
                "the key: sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void code_placeholders_and_prose_stay(String text) {
        assertThat(builtIn.body(Body.of(text)).text()).isEqualTo(text);
    }

    @Test
    void json_in_a_text_in_json_is_looked_into_at_any_depth_and_keeps_its_other_bytes() {
        assertThat(body(builtIn, "{\"a\": \"{\\\"password\\\": \\\"x\\\", \\\"n\\\":  1}\", \"b\":1.0}"))
                .isEqualTo("{\"a\": \"{\\\"password\\\": \\\"[REDACTED]\\\", \\\"n\\\":  1}\", \"b\":1.0}");
        assertThat(body(builtIn, "{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"secret\\\\\\\":\\\\\\\"x\\\\\\\"}\\\"}\"}"))
                .isEqualTo("{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"secret\\\\\\\":\\\\\\\"[REDACTED]\\\\\\\"}\\\"}\"}");
    }

    @Test
    void forms_lose_the_values_of_secret_fields() {
        assertThat(body(builtIn, "user=me&password=a%20b&x=1")).isEqualTo("user=me&password=[REDACTED]&x=1");
        assertThat(body(
                        builtIn,
                        "--xx\r\nContent-Disposition: form-data; name=\"api_key\"\r\n\r\nany thing\r\n--xx--\r\n"))
                .isEqualTo("--xx\r\nContent-Disposition: form-data; name=\"api_key\"\r\n\r\n[REDACTED]\r\n--xx--\r\n");
    }

    @Test
    void numbers_and_lists_of_secret_members_go_too() {
        assertThat(body(builtIn, "{\"password\":123456,\"api_key\":[\"a\",\"b\"]}"))
                .isEqualTo("{\"password\":\"[REDACTED]\",\"api_key\":[\"[REDACTED]\",\"[REDACTED]\"]}");
    }

    @Test
    void own_patterns_and_names() {
        Redactor redactor = with(new RedactionRules(
                List.of("ORD-[0-9]+", "customer ([A-Z]+)"), Set.of("Patient-Id"), List.of(), Set.of()));
        assertThat(body(redactor, "{\"patient_id\":\"p\",\"t\":\"ORD-12 of customer ABC\"}"))
                .isEqualTo("{\"patient_id\":\"[REDACTED]\",\"t\":\"[REDACTED] of customer [REDACTED]\"}");
        assertThat(redactor.path("/x?patientId=p&o=ORD-12")).isEqualTo("/x?patientId=[REDACTED]&o=[REDACTED]");
    }

    /** Would take longer than the universe is old with a backtracking engine. */
    @Test
    void no_text_makes_an_own_pattern_run_away() {
        Redactor redactor = with(new RedactionRules(List.of("(a+)+$x"), Set.of(), List.of(), Set.of()));
        assertThat(redactor.text("a".repeat(5_000) + "b")).endsWith("ab");
    }

    @Test
    void an_allowed_place_stays_as_it_is_but_for_keys_of_the_recorder() {
        Redactor redactor =
                with(new RedactionRules(List.of(), Set.of(), List.of("/messages/*/content", "/form"), Set.of()));
        String body =
                "{\"messages\":[{\"content\":\"password: hunter22\",\"other\":\"password: hunter22\"}],\"form\":{\"password\":\"x\"}}";
        assertThat(body(redactor, body))
                .isEqualTo(body.replace("\"other\":\"password: hunter22\"", "\"other\":\"password: [REDACTED]\""));
        assertThat(body(redactor, "{\"form\":\"known-value-of-ours\"}")).isEqualTo("{\"form\":\"[REDACTED]\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMAIL|write to jane.doe+x@example.co.uk.|write to [REDACTED].",
                "PHONE|call +49 30 901820 or (030) 901-8200|call [REDACTED] or [REDACTED]",
                "PHONE|call 555-123-4567 at 2024-11-24 10:00|call [REDACTED] at 2024-11-24 10:00",
                "PHONE|order 4711 costs 1234567.50, see 127.0.0.1:8080|order 4711 costs 1234567.50, see 127.0.0.1:8080",
                "CARD|card 4111 1111 1111 1111 and 4111 1111 1111 1112|card [REDACTED] and 4111 1111 1111 1112",
                "CARD|card 378282246310005|card [REDACTED]",
                "IBAN|DE89 3704 0044 0532 0130 00 and DE88 3704 0044 0532 0130 00|[REDACTED] and DE88 3704 0044 0532 0130 00",
                "IBAN|GB82WEST12345698765432|[REDACTED]"
            })
    void personal_data_goes_when_asked_for(PersonalData kind, String text, String clean) {
        assertThat(builtIn.text(text)).isEqualTo(text);
        assertThat(with(new RedactionRules(List.of(), Set.of(), List.of(), EnumSet.of(kind)))
                        .text(text))
                .isEqualTo(clean);
    }

    private static String body(Redactor redactor, String body) {
        return redactor.body(Body.of(body)).text();
    }
}
