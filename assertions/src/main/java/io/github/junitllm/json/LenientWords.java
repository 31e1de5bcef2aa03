package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands without quotes: numbers, words of JSON and of other languages, calls, texts. */
abstract class LenientWords extends LenientTexts {

    /** A number and a further value without a comma between. */
    private static final Pattern NUMBER_BEFORE_A_VALUE =
            Pattern.compile("(-?(?:0|[1-9][0-9]{0,50})(?:\\.[0-9]{1,50})?) +[-0-9\"\\[{]");

    private static final int LONGEST_NUMBER = 200;

    LenientWords(String text) {
        super(text);
    }

    /** Reads a value, null where none begins. */
    abstract @Nullable JsonNode value();

    JsonNode regex() {
        int start = at;
        mend("regular expression", start);
        at++;
        while (at < text.length() && (text.charAt(at) != '/' || text.charAt(at - 1) == '\\')) {
            spend();
            at++;
        }
        at = Math.min(text.length(), at + 1);
        return JsonNodeFactory.instance.textNode(text.substring(start, at));
    }

    /** A number, a word of JSON or of another language, a call such as ObjectId("1"), or a text without quotes. */
    JsonNode word() {
        int start = at;
        Matcher number = NUMBER_BEFORE_A_VALUE.matcher(text).region(at, Math.min(text.length(), at + LONGEST_NUMBER));
        if (number.lookingAt()) {
            at = number.end(1);
            return JsonNodeFactory.instance.numberNode(new BigDecimal(number.group(1)));
        }
        String word = unquoted(false);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (peek() == '(') {
            return call(start);
        }
        if (word.matches("-?(?:0|[1-9][0-9]{0,999})(?:\\.[0-9]{1,999})?(?:[eE][-+]?[0-9]{1,4})?")) {
            return nodes.numberNode(new BigDecimal(word));
        }
        if (word.matches("-?\\.[0-9]{1,999}|-?[0-9]{1,999}\\.")) {
            mend("number without a digit before or after its point", start);
            return nodes.numberNode(new BigDecimal(word.endsWith(".") ? word + "0" : word));
        }
        return switch (word) {
            case "true", "false" -> nodes.booleanNode(word.equals("true"));
            case "null" -> nodes.nullNode();
            case "True", "False" -> {
                mend("word of another language", start);
                yield nodes.booleanNode(word.equals("True"));
            }
            case "None", "undefined", "NaN", "Infinity", "-Infinity" -> {
                mend("word of another language", start);
                yield nodes.nullNode();
            }
            case "-" -> {
                mend("number without digits", start);
                yield nodes.numberNode(0);
            }
            default -> {
                mend("text without quotes", start);
                yield nodes.textNode(word);
            }
        };
    }

    private JsonNode call(int start) {
        mend("function call", start);
        at++;
        calls++;
        enter();
        JsonNode value = value();
        depth--;
        calls--;
        skip();
        if (peek() == ')') {
            at++;
        }
        if (peek() == ';') {
            at++;
        }
        return value == null ? JsonNodeFactory.instance.nullNode() : value;
    }

    String unquoted(boolean name) {
        int start = at;
        while (at < text.length()) {
            spend();
            char c = text.charAt(at);
            boolean url = c == ':' && text.startsWith("://", at);
            boolean time = c == ':' && !name && at > start && Character.isDigit(text.charAt(at - 1));
            if ((isDelimiter(c) && !url && !time)
                    || (c == '(' && isIdentifier(start))
                    || (c == '"' && at > start)
                    || isEndOfCall(c)
                    || (name && isQuote(c))) {
                break;
            }
            if (text.startsWith("/*", at)
                    || (text.startsWith("//", at) && !text.startsWith("://", Math.max(0, at - 1)))) {
                break;
            }
            at++;
        }
        int end = at;
        if (peek() == '"' && end > start && !name) {
            // A quote at the end of a word without quotes closes it.
            at++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private boolean isIdentifier(int start) {
        String word = text.substring(start, at).strip();
        return !word.isEmpty()
                && word.length() < 100
                && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$');
    }
}
