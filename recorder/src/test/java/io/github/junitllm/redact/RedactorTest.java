package io.github.junitllm.redact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.junitllm.exchange.Body;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

public class RedactorTest {

    private final Redactor redactor = Redactor.knowing(List.of("known-value-of-ours", "short"));

    /** Put together here, so that no scanner of repositories takes them for real. */
    public static Map<String, String> credentials() {
        String many = "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY".repeat(3);
        Map<String, String> kinds = new TreeMap<>();
        kinds.put("OpenAI, Anthropic, DeepSeek, OpenRouter", "sk-" + many.substring(0, 40));
        kinds.put("OpenAI project", "sk-proj-" + many.substring(0, 40));
        kinds.put("Google API", "AIza" + many.substring(0, 35));
        kinds.put("Groq", "gsk_" + many.substring(0, 52));
        kinds.put("xAI", "xai-" + many.substring(0, 80));
        kinds.put("Hugging Face", "hf_" + many.substring(0, 34));
        kinds.put("Replicate", "r8_" + many.substring(0, 37));
        kinds.put("Perplexity", "pplx-" + many.substring(0, 48));
        kinds.put("GitHub token", "ghp_" + many.substring(0, 36));
        kinds.put("GitHub fine-grained", "github_pat_" + many.substring(0, 60));
        kinds.put("GitLab", "glpat-" + many.substring(0, 20));
        kinds.put("Slack", "xoxb-" + many.substring(0, 24));
        kinds.put("AWS access key id", "AKIA" + "ABCDEFGHIJ234567");
        kinds.put("Google OAuth", "ya29." + many.substring(0, 40));
        kinds.put("JWT", "eyJ" + many.substring(0, 20) + ".eyJ" + many.substring(0, 20) + "." + many.substring(0, 20));
        kinds.put("bearer", "Bearer " + many.substring(0, 30));
        kinds.put("private key", "-----BEGIN RSA " + "PRIVATE KEY-----" + many + "-----END RSA " + "PRIVATE KEY-----");
        kinds.put("known value", "known-value-of-ours");
        return kinds;
    }

    static Stream<Arguments> planted() {
        return credentials().entrySet().stream().map(kind -> Arguments.of(kind.getKey(), kind.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("planted")
    void a_credential_is_found_wherever_it_stands(String kind, String secret) {
        assertThat(redactor.text("before " + secret + " after")).as(kind).isEqualTo("before [REDACTED] after");
        assertThat(redactor.path("/v1/x?a=" + secret + "&b=2")).isEqualTo("/v1/x?a=[REDACTED]&b=2");
        assertThat(redacted("{\"messages\":[{\"content\":\"my key is " + secret + " ok\"}]}"))
                .isEqualTo("{\"messages\":[{\"content\":\"my key is [REDACTED] ok\"}]}");
        assertThat(redacted("event: x\r\ndata: {\"delta\":\"" + secret + "\"}\r\n\r\n"))
                .isEqualTo("event: x\r\ndata: {\"delta\":\"[REDACTED]\"}\r\n\r\n");
        // In JSON text the line break before the key is the two characters \\ and n.
        assertThat(redacted("{\"a\":\"key:\\n" + secret + " ok\"}")).isEqualTo("{\"a\":\"key:\\n[REDACTED] ok\"}");
        assertThat(redacted("<html>wrong key " + secret + " given</html>"))
                .isEqualTo("<html>wrong key [REDACTED] given</html>");
        byte[] binary = ("\u00ff" + secret + " \u00fe").getBytes(ISO_8859_1);
        assertThat(redactor.body(Body.of(binary)).bytes()).isEqualTo("\u00ff[REDACTED] \u00fe".getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_key", "apiKey", "API-KEY", "access_token", "refresh_token", "id_token", "auth_token",
                "Authorization", "client_secret", "password", "passwd", "secret", "secret_key", "secretAccessKey",
                "session_token", "x-api-key"
            })
    void a_member_or_parameter_that_is_named_secret_loses_its_value(String name) {
        assertThat(redacted("{\"a\":[{\"" + name + "\":\"v\"}],\"b\":1.0}"))
                .isEqualTo("{\"a\":[{\"" + name + "\":\"[REDACTED]\"}],\"b\":1.0}");
        assertThat(redacted("data: {\"" + name + "\":\"v\"}\r\n\r\n"))
                .isEqualTo("data: {\"" + name + "\":\"[REDACTED]\"}\r\n\r\n");
        assertThat(redacted("{\"" + name + "\":\"v\"}\n")).isEqualTo("{\"" + name + "\":\"[REDACTED]\"}\n");
        assertThat(redactor.path("/x?" + name + "=v&key=w&q=1"))
                .isEqualTo("/x?" + name + "=[REDACTED]&key=[REDACTED]&q=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"max_tokens\" : 1.0, \"password\": {\"type\": \"string\"}, \"secret\": \"\" }",
                "{\"signature\":\"EqoBCkgIAxABGAIiQL2sk\",\"encrypted_content\":\"gAAAAABo\",\"key\":\"b\"}",
                "data: [DONE]\n\n",
                ": comment {\"password\":\n\n",
                "a short text with sk-no-key and task-force",
                "{\"password\":\"[REDACTED]\"}"
            })
    void what_holds_no_secret_keeps_its_bytes(String text) {
        Body body = Body.of(text);
        assertThat(redactor.body(body)).isSameAs(body);
    }

    @Test
    void redacting_twice_is_redacting_once() {
        for (String secret : credentials().values()) {
            Body once = redactor.body(Body.of("{\"a\":\"" + secret + "\",\"password\":\"x\"}"));
            assertThat(redactor.body(once)).isSameAs(once);
        }
    }

    private String redacted(String text) {
        return redactor.body(Body.of(text)).text();
    }

    @Test
    void an_ampersand_ends_a_value_in_a_form_and_is_a_part_of_a_password_in_prose() {
        Redactor redactor = Redactor.knowing(List.of());
        assertThat(redactor.text("password: Tr0ub4dor&3x next")).isEqualTo("password: [REDACTED] next");
        assertThat(redactor.text("a=1&password=Tr0ub4dor7&b=2")).isEqualTo("a=1&password=[REDACTED]&b=2");
    }
}
