package io.github.junitllm.redact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Takes credentials out of what is written: known key formats anywhere in text, values of members and query parameters
 * whose name says that they are secret, and the values the recorder itself was given. Headers need no rule: only a
 * short list of harmless ones is ever kept.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Redactor {

    /** What stands in the place of a credential. */
    public static final String MARK = "[REDACTED]";

    private static final int SHORTEST_SECRET = 8;

    /**
     * Where a key may begin: after no letter or digit, or after an escape in JSON text, whose last character only looks
     * like one.
     */
    private static final String START = "(?:(?<![A-Za-z0-9])|(?<=\\\\[nrtbf])|(?<=\\\\u[0-9A-Fa-f]{4}))";

    /** Each has a fixed start and bounded or possessive repetition, so that no input makes it run away. */
    private static final Pattern KEY_FORMATS = Pattern.compile(String.join(
            "|",
            START + "sk-[A-Za-z0-9_-]{20,}+",
            START + "AIza[0-9A-Za-z_-]{35}+",
            START + "gsk_[A-Za-z0-9]{40,}+",
            START + "xai-[A-Za-z0-9]{40,}+",
            START + "hf_[A-Za-z0-9]{30,}+",
            START + "r8_[A-Za-z0-9]{30,}+",
            START + "pplx-[A-Za-z0-9]{40,}+",
            START + "gh[pousr]_[A-Za-z0-9]{36,}+",
            START + "github_pat_[A-Za-z0-9_]{40,}+",
            START + "glpat-[A-Za-z0-9_-]{20,}+",
            START + "xox[abeprs]-[A-Za-z0-9-]{10,}+",
            START + "(?:AKIA|ASIA)[0-9A-Z]{16}(?![A-Za-z0-9])",
            START + "ya29\\.[A-Za-z0-9_-]{20,}+",
            START + "eyJ[A-Za-z0-9_-]{10,}+\\.eyJ[A-Za-z0-9_-]{10,}+\\.[A-Za-z0-9_-]{10,}+",
            START + "(?i:Bearer)\\s{1,3}[A-Za-z0-9._~+/-]{20,}+=*+",
            "-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[\\s\\S]{0,8000}?-----END [A-Z ]{0,20}PRIVATE KEY-----"));

    private static final Pattern ENCODED_PART = Pattern.compile("[^/=&?]*+");
    private static final Pattern PERCENT = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern JSON_LINE =
            Pattern.compile("^((?:data:)?[ \\t]*+)([\\[{][^\\r\\n]*+)", Pattern.MULTILINE);

    private static final Set<String> SECRET_NAMES = Set.of(
            "apikey",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "authtoken",
            "authorization",
            "clientsecret",
            "password",
            "passwd",
            "secret",
            "secretkey",
            "secretaccesskey",
            "sessiontoken",
            "xapikey");

    private static final Set<String> SECRET_PARAMETERS =
            Set.of("key", "token", "sig", "signature", "code", "xamzsignature", "xamzsecuritytoken", "xamzcredential");

    private final List<String> knownValues;

    private Redactor(List<String> knownValues) {
        this.knownValues = knownValues;
    }

    /** Makes a redactor that also knows these values, for example keys from the environment; short ones are left out. */
    public static Redactor knowing(Collection<String> values) {
        return new Redactor(values.stream()
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .distinct()
                .toList());
    }

    /** Returns this redactor knowing one more value, for example the key of a configured upstream. */
    public Redactor alsoKnowing(String value) {
        return knowing(Stream.concat(knownValues.stream(), Stream.of(value)).toList());
    }

    /** Redacts any text: known values and key formats. */
    public String text(String text) {
        String clean = text;
        for (String value : knownValues) {
            clean = clean.replace(value, MARK);
        }
        return KEY_FORMATS.matcher(clean).replaceAll(Matcher.quoteReplacement(MARK));
    }

    /** Redacts a path with a query: what {@link #text} finds, encoded or not, and the values of secret parameters. */
    public String path(String path) {
        int mark = path.indexOf('?');
        if (mark < 0) {
            return encoded(path);
        }
        List<String> parameters = new ArrayList<>();
        for (String parameter : path.substring(mark + 1).split("&", -1)) {
            int equals = parameter.indexOf('=');
            boolean secret = equals >= 0 && isSecretParameter(parameter.substring(0, equals));
            parameters.add(secret ? parameter.substring(0, equals + 1) + MARK : encoded(parameter));
        }
        return encoded(path.substring(0, mark)) + "?" + String.join("&", parameters);
    }

    /** Where a credential shows only when decoded, the whole part between delimiters goes. */
    private String encoded(String text) {
        String clean = text(text);
        return ENCODED_PART.matcher(clean).replaceAll(part -> {
            String decoded = decoded(part.group());
            return Matcher.quoteReplacement(text(decoded).equals(decoded) ? part.group() : MARK);
        });
    }

    private static String decoded(String part) {
        return PERCENT.matcher(part.replace('+', ' '))
                .replaceAll(hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
    }

    /**
     * Redacts a body: as JSON where it or a line of it is JSON (alone, or behind {@code data:} as in an event), else as
     * text. A body without a secret keeps its bytes.
     */
    public Body body(Body body) {
        Optional<String> text = body.exactText();
        // Bytes that are no UTF-8 can hold a key all the same; each byte as a character loses none.
        String original = text.orElseGet(() -> new String(body.bytes(), ISO_8859_1));
        String clean = text(json(original).orElseGet(() -> lines(original)));
        if (clean.equals(original)) {
            return body;
        }
        return text.isPresent() ? Body.of(clean) : Body.of(clean.getBytes(ISO_8859_1));
    }

    private static Optional<String> json(String text) {
        return Json.tryRead(text)
                .filter(JsonNode::isContainerNode)
                .map(tree -> redactMembers(tree) ? Json.write(tree) + endOf(text) : text);
    }

    /** A line that is an event of its own keeps its line end. */
    private static String endOf(String text) {
        return text.substring(text.stripTrailing().length());
    }

    /** Line by line, so that the ends of events and what stands between them stay as they are. */
    private static String lines(String text) {
        return JSON_LINE
                .matcher(text)
                .replaceAll(line -> Matcher.quoteReplacement(
                        line.group(1) + json(line.group(2)).orElse(line.group(2))));
    }

    /** Changes the tree in place and tells whether it did. */
    private static boolean redactMembers(JsonNode node) {
        boolean changed = false;
        if (node instanceof ArrayNode array) {
            for (JsonNode element : array) {
                changed |= redactMembers(element);
            }
        } else if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = object.get(name);
                if (value.isTextual()
                        && !value.asText().isEmpty()
                        && !value.asText().equals(MARK)
                        && isSecret(name)) {
                    object.put(name, MARK);
                    changed = true;
                } else {
                    changed |= redactMembers(value);
                }
            }
        }
        return changed;
    }

    private static boolean isSecretParameter(String name) {
        return isSecret(name) || SECRET_PARAMETERS.contains(plain(name));
    }

    private static boolean isSecret(String name) {
        return SECRET_NAMES.contains(plain(name));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
