package io.github.junitllm.dataset;

import io.github.junitllm.dataset.Token.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Builds plain values from tokens, within bounds of depth and count. */
final class TreeReader {

    private static final int DEEPEST = 100;
    private static final int MOST_VALUES = 1_000_000;

    private record Anchored(@Nullable Object value, int size) {}

    private final Source source;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private Tokens tokens;
    private int values;
    private int caseLine;

    TreeReader(Source source, Tokens tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /** Reads a list of cases, or a mapping with the member {@code cases}. */
    List<RawCase> cases() {
        Token first = tokens.next();
        List<RawCase> cases =
                switch (first.kind()) {
                    case END -> List.of();
                    case LIST -> elements();
                    case MAP -> casesMember(first);
                    default -> {
                        if (first.value() != null) {
                            throw source.error(
                                    first.line(),
                                    "is " + Words.observed(first.value())
                                            + "; write a list of cases, or cases: and the list");
                        }
                        yield List.of();
                    }
                };
        return first.kind() == Kind.END ? cases : ended(cases);
    }

    /** Reads one case that is a text of its own, a line of JSON lines. */
    RawCase single(Tokens line) {
        tokens = line;
        Token first = tokens.next();
        RawCase single = element(first);
        return ended(single);
    }

    private <T> T ended(T read) {
        Token after = tokens.next();
        if (after.kind() != Kind.END) {
            throw error(after, "text after the end of the cases; keep one list of cases a file");
        }
        return read;
    }

    private List<RawCase> casesMember(Token start) {
        List<RawCase> cases = null;
        ExtensionConfigurationException stray = null;
        for (Token key = tokens.next(); key.kind() != Kind.END_MAP; key = tokens.next()) {
            String name = name(key);
            if (!name.equals("cases")) {
                stray = stray != null ? stray : stray(key, name);
                value(tokens.next(), 1, Words.pointer("", name));
                continue;
            }
            if (cases != null) {
                throw error(key, "the member \"cases\" twice; keep one");
            }
            cases = list(tokens.next());
        }
        if (cases == null) {
            throw source.error(
                    start.line(),
                    "a mapping without the member \"cases\"; write a list of cases, or cases: and the list");
        }
        if (stray != null) {
            throw stray;
        }
        return cases;
    }

    private ExtensionConfigurationException stray(Token key, String name) {
        return source.error(
                key.line(),
                "member " + Words.quoted(name)
                        + " beside \"cases\"; only \"cases\" is read, delete it or move it into the cases");
    }

    private List<RawCase> list(Token start) {
        if (start.kind() == Kind.LIST) {
            return elements();
        }
        Object value = value(start, 1, "/cases");
        if (value == null) {
            return List.of();
        }
        throw source.error(start.line(), "\"cases\" is " + Words.observed(value) + "; write a list of cases");
    }

    private List<RawCase> elements() {
        List<RawCase> cases = new ArrayList<>();
        for (Token token = tokens.next(); token.kind() != Kind.END_LIST; token = tokens.next()) {
            cases.add(element(token));
        }
        return cases;
    }

    private RawCase element(Token start) {
        caseLine = start.line();
        return new RawCase(start.line(), value(start, 1, ""));
    }

    private @Nullable Object value(Token token, int depth, String pointer) {
        if (depth > DEEPEST) {
            throw error(token, "nested deeper than " + DEEPEST + " levels; write it flatter");
        }
        if (token.kind() == Kind.ALIAS) {
            return alias(token);
        }
        int before = values;
        count(token, 1);
        Object value =
                switch (token.kind()) {
                    case MAP -> map(depth, pointer);
                    case LIST -> list(depth, pointer);
                    default -> token.value();
                };
        if (token.anchor() != null) {
            anchors.put(token.anchor(), new Anchored(value, values - before));
        }
        return value;
    }

    private Map<String, @Nullable Object> map(int depth, String pointer) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Token key = tokens.next(); key.kind() != Kind.END_MAP; key = tokens.next()) {
            String name = name(key);
            String member = Words.pointer(pointer, name);
            if (members.containsKey(name)) {
                throw error(
                        key,
                        "the case of line " + caseLine + " has the member " + Words.shorten(member)
                                + " twice; keep one");
            }
            members.put(name, value(tokens.next(), depth + 1, member));
        }
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> list(int depth, String pointer) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (Token token = tokens.next(); token.kind() != Kind.END_LIST; token = tokens.next()) {
            elements.add(value(token, depth + 1, Words.pointer(pointer, elements.size())));
        }
        return Collections.unmodifiableList(elements);
    }

    private String name(Token key) {
        if (key.kind() != Kind.SCALAR || key.text().isEmpty()) {
            throw error(key, "a member's name must be text and not empty");
        }
        if (key.text().equals("<<")) {
            throw error(key, "merge key \"<<\" is not read; write the members out");
        }
        return key.text();
    }

    /** The value is shared, not copied, but counts in full: whoever walks the tree later meets it each time. */
    private @Nullable Object alias(Token token) {
        Anchored anchored = anchors.get(token.text());
        if (anchored == null) {
            throw error(
                    token,
                    "alias *" + Words.shorten(token.text())
                            + " names no finished value before it; write the value out");
        }
        count(token, anchored.size());
        return anchored.value();
    }

    private void count(Token token, int more) {
        values += more;
        if (values > MOST_VALUES) {
            throw error(token, "more than 1,000,000 values (an alias counts as what it stands for); split the file");
        }
    }

    private ExtensionConfigurationException error(Token token, String what) {
        return source.error(token.line(), token.column(), what);
    }
}
