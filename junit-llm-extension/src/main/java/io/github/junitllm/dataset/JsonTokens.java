package io.github.junitllm.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.junitllm.dataset.Token.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON as RFC 8259 has it: no comments, no trailing commas, no NaN. */
final class JsonTokens implements Tokens {

    /** Jackson's own limits are lifted, because ours are lower and name the place. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Source source;
    private final JsonParser parser;
    private final int firstLine;

    JsonTokens(Source source, String text, int firstLine) {
        this.source = source;
        this.firstLine = firstLine;
        try {
            this.parser = JSON.createParser(text);
        } catch (IOException e) {
            throw new UncheckedIOException("a string has no input to fail", e);
        }
    }

    @Override
    public Token next() {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return token(Kind.END, null);
            }
            return switch (token) {
                case START_OBJECT -> token(Kind.MAP, null);
                case END_OBJECT -> token(Kind.END_MAP, null);
                case START_ARRAY -> token(Kind.LIST, null);
                case END_ARRAY -> token(Kind.END_LIST, null);
                case FIELD_NAME, VALUE_STRING -> token(Kind.SCALAR, parser.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> token(Kind.SCALAR, number(parser.getText()));
                case VALUE_TRUE -> token(Kind.SCALAR, true);
                case VALUE_FALSE -> token(Kind.SCALAR, false);
                default -> token(Kind.SCALAR, null);
            };
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw source.error(line(at), at.getColumnNr(), "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("a string has no input to fail", e);
        }
    }

    private Object number(String text) {
        try {
            return Scalars.number(text);
        } catch (IllegalArgumentException e) {
            JsonLocation at = parser.currentTokenLocation();
            throw source.error(line(at), at.getColumnNr(), String.valueOf(e.getMessage()));
        }
    }

    private Token token(Kind kind, @Nullable Object value) {
        JsonLocation at = parser.currentTokenLocation();
        return new Token(kind, line(at), at.getColumnNr(), value, value instanceof String text ? text : "", null);
    }

    private int line(JsonLocation at) {
        return firstLine - 1 + at.getLineNr();
    }
}
