package io.github.junitllm.redact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Takes credentials out of what is written: known key formats anywhere in text, values of members, parameters and variables
 * whose name says that they are secret, the values the recorder itself was given, and what the user's rules say. Headers
 * need no rule: only a short list of harmless ones is ever kept. Immutable.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Redactor {

    /** What stands in the place of a credential. */
    public static final String MARK = "[REDACTED]";

    private static final int SHORTEST_SECRET = 8;
    private static final int SHORTEST_NUMBER = 4;

    private static final Pattern ENCODED_PART = Pattern.compile("[^/=&?]*+");
    private static final Pattern PERCENT = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.~%\\[\\]-]++=[^\\s{}<>\"]*+");

    private final List<String> knownValues;
    private final Finder finder;

    private Redactor(List<String> knownValues, RedactionRules rules) {
        this.knownValues = knownValues;
        this.finder = new Finder(knownValues, rules);
    }

    /** A body cut into its parts; its bytes are {@code exact} text or taken as one character each. */
    record Text(Body body, boolean exact, Leaves leaves) {}

    /** Makes a redactor that also knows these values, for example keys from the environment; short ones are left out. */
    public static Redactor knowing(Collection<String> values) {
        return new Redactor(distinct(values.stream()), RedactionRules.NONE);
    }

    private static List<String> distinct(Stream<String> values) {
        return values.filter(value -> value.length() >= SHORTEST_SECRET)
                .distinct()
                .toList();
    }

    /** Returns this redactor knowing one more value, for example the key of a configured upstream. */
    public Redactor alsoKnowing(String value) {
        return value.length() < SHORTEST_SECRET || knownValues.contains(value)
                ? this
                : new Redactor(distinct(Stream.concat(knownValues.stream(), Stream.of(value))), finder.rules());
    }

    /** Returns this redactor with these rules in the place of its own. */
    public Redactor with(RedactionRules rules) {
        return rules.equals(finder.rules()) ? this : new Redactor(knownValues, rules);
    }

    /** Returns what redacts the events of one stream. */
    public StreamRedactor stream() {
        return new StreamRedactor(this);
    }

    Finder finder() {
        return finder;
    }

    /** Returns what {@link #text} redacts, in order and without overlaps. */
    public List<Finding> find(String text) {
        return finder.find(text, false);
    }

    /** Redacts any text. */
    public String text(String text) {
        return finder.redacted(text);
    }

    /** Redacts a path with a query: what {@link #text} finds, encoded or not, and the values of secret parameters. */
    public String path(String path) {
        int mark = path.indexOf('?');
        return mark < 0 ? encoded(path) : encoded(path.substring(0, mark)) + "?" + parameters(path.substring(mark + 1));
    }

    private String parameters(String query) {
        List<String> parameters = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            boolean secret = equals >= 0
                    && equals < parameter.length() - 1
                    && finder.names().isSecretParameter(decoded(parameter.substring(0, equals)));
            parameters.add(secret ? parameter.substring(0, equals + 1) + MARK : encoded(parameter));
        }
        return String.join("&", parameters);
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
     * Redacts a body: as JSON where it or a line of it is JSON (alone, or behind {@code data:} as in an event), as a form
     * where it is one, else as text. A body without a secret keeps its bytes, and one with a secret all others.
     */
    public Body body(Body body) {
        Text text = read(body);
        if (text.leaves().records()) {
            Joints joints = new Joints(finder, false);
            joints.add(0, text.leaves());
            joints.scan(true);
        }
        return redacted(text);
    }

    /** Tells what in a redacted request still looks like a credential. */
    public Optional<Suspicion> suspicion(RecordedRequest request) {
        return parametersOf(request.path()).stream()
                .filter(leaf -> !OpaqueNames.isOpaque(leaf.place()))
                .flatMap(leaf -> suspicion(leaf).stream())
                .findFirst()
                .or(() -> suspicion(request.body()));
    }

    /** Parts of a path are names and ids. */
    private static List<Leaf> parametersOf(String path) {
        List<Leaf> parameters = new ArrayList<>();
        for (String parameter : path.substring(path.indexOf('?') + 1).split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals >= 0) {
                JsonPlace name = JsonPlace.root().member("query " + decoded(parameter.substring(0, equals)));
                parameters.add(new Leaf(Leaf.Kind.TEXT, name, decoded(parameter.substring(equals + 1)), 0, 0));
            }
        }
        return parameters;
    }

    /** Tells what in a redacted response that is no stream still looks like a credential. */
    public Optional<Suspicion> suspicion(RecordedResponse response) {
        return suspicion(response.body());
    }

    /** Tells what in a redacted body still looks like a credential. */
    private Optional<Suspicion> suspicion(Body body) {
        Text text = read(body);
        Leaves leaves = text.leaves();
        if (!text.exact()) {
            return Optional.empty(); // pictures and sounds look random throughout
        }
        if (leaves.records()) {
            Joints joints = new Joints(finder, true);
            joints.add(0, leaves);
            joints.scan(true);
            if (joints.suspicion().isPresent()) {
                return joints.suspicion();
            }
        }
        return leaves.all().stream()
                .filter(leaf -> leaf.kind() != Leaf.Kind.NUMBER && !OpaqueNames.isOpaque(leaf.place()))
                .flatMap(leaf -> suspicion(leaf).stream())
                .findFirst();
    }

    private Optional<Suspicion> suspicion(Leaf leaf) {
        List<Finding> random = RandomText.find(leaf.value());
        if (random.isEmpty() || finder.rules().allows(leaf.place().pointer())) {
            return Optional.empty();
        }
        Finding first = random.get(0);
        String pointer = leaf.place().pointer();
        return Optional.of(Suspicion.randomText(
                pointer.isEmpty() ? "character %d".formatted(leaf.start() + first.start() + 1) : pointer,
                pointer,
                leaf.value().substring(first.start(), first.end())));
    }

    Text read(Body body) {
        Optional<String> exact = body.exactText();
        // Bytes that are no UTF-8 can hold a key all the same; each byte as a character loses none.
        return new Text(
                body, exact.isPresent(), Leaves.of(exact.orElseGet(() -> new String(body.bytes(), ISO_8859_1))));
    }

    Body redacted(Text text) {
        text.leaves().all().forEach(this::redact);
        String original = text.leaves().text();
        String clean = text.leaves().written();
        if (FORM.matcher(clean).matches()) {
            clean = parameters(clean);
        }
        if (clean.equals(original)) {
            return text.body();
        }
        return text.exact() ? Body.of(clean) : Body.of(clean.getBytes(ISO_8859_1));
    }

    private void redact(Leaf leaf) {
        String value = leaf.value();
        if (value.isEmpty() || value.equals(MARK)) {
            return;
        }
        if (finder.rules().allows(leaf.place().pointer())) {
            leaf.hide(finder.findKnown(value));
        } else if (isNamedSecret(leaf)) {
            leaf.hideAll();
        } else {
            leaf.hide(finder.find(value, leaf.isJson()));
        }
    }

    private boolean isNamedSecret(Leaf leaf) {
        String name = leaf.place().name();
        return switch (leaf.kind()) {
            case STRING ->
                finder.names().isSecret(name)
                        || (finder.names().soundsSecret(name) && NamedValues.isPlausible(leaf.value(), true));
            case NUMBER -> finder.names().isSecret(name) && leaf.value().length() >= SHORTEST_NUMBER;
            default -> false;
        };
    }
}
