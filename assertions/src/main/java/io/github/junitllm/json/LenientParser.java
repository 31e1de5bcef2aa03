package io.github.junitllm.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a model probably meant by text that is nearly JSON, and notes every mend with its place. It never gives up on the first
 * oddity, and never goes over a text more than some fifty times: what takes longer is too damaged.
 */
final class LenientParser {

    /** The text cannot be read as one value, or not in bounds. */
    static final class TooDamaged extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooDamaged(String message) {
            super(message, null, false, false);
        }
    }

    private enum Place {
        ROOT,
        ITEM,
        NAME,
        VALUE
    }

    private static final int END = -1;
    /** A number and a further value without a comma between. */
    private static final Pattern NUMBER_BEFORE_A_VALUE =
            Pattern.compile("(-?(?:0|[1-9][0-9]{0,50})(?:\\.[0-9]{1,50})?) +[-0-9\"\\[{]");

    private static final int LONGEST_NUMBER = 200;
    private static final int LONGEST_NAME = 100;
    private static final int WORK_PER_CHARACTER = 50;
    private static final int LEAST_WORK = 1_000_000;
    private static final int MOST_MENDS = 100;

    private final JsonText source;
    private final String text;
    private final Set<String> mends = new LinkedHashSet<>();
    private int at;
    private int depth;
    /** What the cursor stands in: the value of a member, a name of one, an item, or none of them. */
    private Place place = Place.ROOT;

    private int calls;
    private long work;

    LenientParser(String text) {
        this.text = text;
        this.source = new JsonText(text);
    }

    Set<String> mends() {
        return mends;
    }

    private void mend(String what, int where) {
        if (mends.size() < MOST_MENDS) {
            mends.add(what + " at " + source.place(Math.min(where, text.length())));
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private void spend() {
        if (++work > LEAST_WORK + (long) WORK_PER_CHARACTER * text.length()) {
            throw new TooDamaged("too damaged to read in bounded time");
        }
    }

    /** Reads the whole text. */
    JsonNode document() {
        skip();
        JsonNode value = value();
        if (value == null) {
            throw new TooDamaged("no value");
        }
        int after = at;
        skip();
        boolean separated = peek() == ',' || text.substring(after, at).indexOf('\n') >= 0;
        if (separated && !value.isContainerNode() && peek() != END) {
            return several(value);
        }
        if (value instanceof ObjectNode object && peek() == ',' && isNameAhead()) {
            mend("object closed too early", after);
            at++;
            members(object);
        } else if (separated
                && peek() == ','
                && !text.substring(at + 1).isBlank()
                && !",]}".contains(text.substring(at + 1).strip().substring(0, 1))) {
            return several(value);
        }
        rest();
        return value;
    }

    private boolean isNameAhead() {
        int start = at++;
        skip();
        boolean name = false;
        if (isQuote(peek())) {
            place = Place.NAME;
            piece(false);
            skip();
            name = peek() == ':' || isQuote(peek());
        }
        at = start;
        return name;
    }

    /** Values side by side, with commas or on lines of their own. */
    private JsonNode several(JsonNode first) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode().add(first);
        mend("values without an array", 0);
        while (true) {
            if (peek() == ',') {
                at++;
                skip();
            }
            JsonNode next = peek() == END ? null : value();
            if (next == null) {
                break;
            }
            all.add(next);
            skip();
        }
        rest();
        return all;
    }

    private void rest() {
        skip();
        int start = at;
        while (at < text.length()
                && ("}])`;,".indexOf(text.charAt(at)) >= 0 || Character.isWhitespace(text.charAt(at)))) {
            at++;
            skip();
        }
        if (at > start) {
            mend("closed more than was opened", start);
        }
        if (at < text.length()) {
            throw new TooDamaged("text after the value at " + source.place(at));
        }
    }

    /** Goes over white space and comments. */
    private void skip() {
        while (at < text.length()) {
            spend();
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF' || Character.getType(c) == Character.SPACE_SEPARATOR) {
                at++;
            } else if (text.startsWith("/*", at)) {
                mend("comment", at);
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else if (text.startsWith("//", at) || (c == '#' && !isInWord())) {
                mend("comment", at);
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    private boolean isInWord() {
        return at > 0 && !Character.isWhitespace(text.charAt(at - 1));
    }

    /** Reads a value, null where none begins. */
    private @Nullable JsonNode value() {
        spend();
        skip();
        int c = peek();
        if (c == '{') {
            return object();
        }
        if (c == '[') {
            return array();
        }
        if (c == '/') {
            return regex();
        }
        if (isQuote(c)) {
            return string();
        }
        if (c == END || "}],:".indexOf(c) >= 0 || isEndOfCall(c)) {
            return null;
        }
        return word();
    }

    private void enter() {
        if (++depth > JsonScanner.DEPTH) {
            throw new TooDamaged("nested deeper than %d".formatted(JsonScanner.DEPTH));
        }
    }

    private ObjectNode object() {
        enter();
        at++;
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        members(object);
        depth--;
        return object;
    }

    private void members(ObjectNode object) {
        int open = at - 1;
        boolean comma = false;
        boolean first = true;
        while (true) {
            skip();
            while (peek() == ',' || isEllipsis()) {
                separator(comma || first);
                comma = true;
                skip();
            }
            int c = peek();
            if (c == '}') {
                if (comma && !first) {
                    mend("trailing comma", at);
                }
                at++;
                return;
            }
            if (c == END || c == ']' || isEndOfCall(c)) {
                mend(c == ']' ? "object closed with ]" : "object not closed", c == ']' ? at : open);
                return;
            }
            if (!first && !comma) {
                mend("missing comma", at);
            }
            int before = at;
            member(object);
            at = Math.max(at, before + 1);
            first = false;
            comma = false;
        }
    }

    private void separator(boolean stray) {
        if (isEllipsis()) {
            mend("ellipsis", at);
            at += peek() == '…' ? 1 : 3;
        } else {
            if (stray) {
                mend("stray comma", at);
            }
            at++;
        }
    }

    private boolean isEndOfCall(int c) {
        return c == ')' && calls > 0;
    }

    private boolean isEllipsis() {
        return peek() == '…' || text.startsWith("...", at);
    }

    private void member(ObjectNode object) {
        int start = at;
        String name;
        place = Place.NAME;
        if (isQuote(peek())) {
            name = string().asText();
        } else {
            name = unquoted(true);
            mend("member without quotes", start);
        }
        skip();
        if (peek() == ':') {
            at++;
        } else if (peek() == END || peek() == ',' || peek() == '}' || peek() == ']') {
            mend("member without a value", start);
            if (at == start) {
                at++;
            }
        } else {
            mend("missing colon", at);
        }
        place = Place.VALUE;
        JsonNode value = value();
        if (value == null) {
            mend("missing value", at);
            value = JsonNodeFactory.instance.nullNode();
            if (peek() == ':') {
                at++;
            }
        }
        if (object.has(name)) {
            mend("member a second time", start);
        }
        object.set(name, value);
    }

    private ArrayNode array() {
        enter();
        int open = at++;
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        boolean comma = false;
        boolean first = true;
        while (true) {
            skip();
            while (peek() == ',' || isEllipsis()) {
                separator(comma || first);
                comma = true;
                skip();
            }
            int c = peek();
            if (c == ']') {
                if (comma && !first) {
                    mend("trailing comma", at);
                }
                at++;
                break;
            }
            if (c == END || c == '}' || isEndOfCall(c)) {
                mend(c == '}' ? "array closed with }" : "array not closed", c == '}' ? at : open);
                break;
            }
            if (!first && !comma) {
                mend("missing comma", at);
            }
            int before = at;
            place = Place.ITEM;
            JsonNode value = value();
            if (value == null) {
                mend("stray " + (char) peek(), at);
                at = Math.max(at, before + 1);
            } else {
                array.add(value);
            }
            first = false;
            comma = false;
        }
        depth--;
        return array;
    }

    private static boolean isQuote(int c) {
        return isDouble(c) || isSingle(c);
    }

    private static boolean isDouble(int c) {
        return c == '"' || c == '“' || c == '”';
    }

    private static boolean isSingle(int c) {
        return c == '\'' || c == '‘' || c == '’' || c == '`' || c == '´';
    }

    private static boolean isDelimiter(int c) {
        return c == END || ",:[]{}\n".indexOf(c) >= 0;
    }

    private JsonNode string() {
        int start = at;
        StringBuilder whole = new StringBuilder(piece(false));
        if (text.charAt(start) != '"') {
            mend("quotes other than \"", start);
        }
        while (true) {
            int before = at;
            skip();
            if (peek() != '+') {
                at = text.startsWith("\n", before) ? before : at;
                return JsonNodeFactory.instance.textNode(whole.toString());
            }
            mend("texts joined with +", at);
            at++;
            skip();
            if (isQuote(peek())) {
                whole.append(piece(false));
            }
        }
    }

    /** Reads a text in quotes; where its end is missing, up to the first delimiter. */
    private String piece(boolean toDelimiter) {
        int start = at;
        int quote = text.charAt(at++);
        StringBuilder read = new StringBuilder();
        while (true) {
            spend();
            if (at >= text.length()) {
                if (!toDelimiter && endsWithDelimiter(start)) {
                    at = start;
                    return piece(true);
                }
                mend("text not closed", start);
                return read.toString().stripTrailing();
            }
            char c = text.charAt(at);
            if (toDelimiter && endsOpenText(c)) {
                mend("text not closed", start);
                return read.toString().stripTrailing();
            }
            if (c == '\\') {
                escape(read);
            } else if (closes(quote, c)) {
                if (isEnd(at + 1, quote)) {
                    at++;
                    return withoutLastBreak(read);
                }
                if (toDelimiter || !isStartOfNext(start)) {
                    mend("quote within a text", at);
                    read.append(c);
                    at++;
                } else {
                    at = start;
                    return piece(true);
                }
            } else {
                if (c < ' ') {
                    mend("control character in a text", at);
                }
                read.append(c);
                at++;
            }
        }
    }

    private static boolean closes(int quote, char c) {
        return quote == '"' ? c == '"' : isDouble(quote) ? isDouble(c) : quote == '\'' ? c == '\'' : isSingle(c);
    }

    /** Whether a text without a closing quote ends here. A colon ends a name only, a comma a value only before a further member. */
    private boolean endsOpenText(char c) {
        return c == ':'
                ? place == Place.NAME
                : c == ',' ? place != Place.VALUE || isMemberAhead(at + 1) : isDelimiter(c);
    }

    private boolean isMemberAhead(int from) {
        int next = from;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            spend();
            next++;
        }
        if (next >= text.length() || isQuote(text.charAt(next)) || text.charAt(next) == '}') {
            return true;
        }
        int start = next;
        while (next < text.length()
                && next < start + LONGEST_NAME
                && (Character.isLetterOrDigit(text.charAt(next)) || "_-$ ".indexOf(text.charAt(next)) >= 0)) {
            spend();
            next++;
        }
        return next > start && next < text.length() && text.charAt(next) == ':';
    }

    /** Whether what stands after a quote can follow a text. */
    private boolean isEnd(int from, int quote) {
        int next = from;
        while (next < text.length()
                && (text.charAt(next) == ' ' || text.charAt(next) == '\t' || text.charAt(next) == '\r')) {
            spend();
            next++;
        }
        if (next >= text.length()) {
            return true;
        }
        char c = text.charAt(next);
        if (c == ')' || c == ';') {
            return text.substring(next + 1).isBlank() || !isInText(next);
        }
        if (c == ',') {
            return !isListInText(next, quote);
        }
        if (c == ':' && place == Place.VALUE) {
            return false;
        }
        if (c == '}' || c == ']') {
            return isCloser(next);
        }
        if (place == Place.VALUE && isLoneQuote(next)) {
            return false;
        }
        return isDelimiter(c)
                || (c == '#' && next > from)
                || c == '+'
                || (isQuote(c) && next > from)
                || (Character.isDigit(c) && next > from)
                || text.startsWith("//", next)
                || text.startsWith("/*", next)
                || text.startsWith("```", next);
    }

    /** A bracket behind which goes on what can: a plain word after a comma shows that it stands within a text. */
    private boolean isCloser(int from) {
        int next = from;
        while (next < text.length()
                && (Character.isWhitespace(text.charAt(next)) || "}]".indexOf(text.charAt(next)) >= 0)) {
            spend();
            next++;
        }
        if (next >= text.length() || text.charAt(next) != ',') {
            return true;
        }
        next++;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            spend();
            next++;
        }
        return next >= text.length() || !Character.isLetter(text.charAt(next)) || isMemberAhead(next);
    }

    /** A quote with nothing before the comma or bracket behind it is no name: it closes the text, and the one before does not. */
    private boolean isLoneQuote(int from) {
        int next = from;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            spend();
            next++;
        }
        if (next >= text.length() || text.charAt(next) != '"') {
            return false;
        }
        next++;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            spend();
            next++;
        }
        return next < text.length() && ",}".indexOf(text.charAt(next)) >= 0;
    }

    private boolean isInText(int from) {
        int next = from + 1;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next < text.length() && isQuote(text.charAt(next));
    }

    /** A comma after a quote that goes on with plain words up to another quote stands within a text. */
    private boolean isListInText(int comma, int quote) {
        int next = comma + 1;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next >= text.length() || isQuote(text.charAt(next)) || !Character.isLetter(text.charAt(next))) {
            return false;
        }
        for (int i = next; i < text.length() && i < next + 200; i++) {
            spend();
            char c = text.charAt(i);
            if (c == ':' || c == '[' || c == ']' || c == '{' || c == '}' || c == ',') {
                return false;
            }
            if (c == quote) {
                return isDelimiter(i + 1 < text.length() ? text.charAt(i + 1) : END);
            }
        }
        return false;
    }

    /** Whether the quote at the cursor opens the next text, as after {@code "abc,}: then this text has no end. */
    private boolean isStartOfNext(int start) {
        int before = at - 1;
        while (before > start && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        return before > start && text.charAt(before) == (place == Place.NAME ? ':' : ',');
    }

    private boolean endsWithDelimiter(int start) {
        int last = text.length() - 1;
        while (last > start && Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        return last > start && (place == Place.NAME ? ",:[]{}" : ",]}").indexOf(text.charAt(last)) >= 0;
    }

    /** A line break as such, not as an escape, that stands before the closing quote belongs to the layout. */
    private String withoutLastBreak(StringBuilder read) {
        int last = at - 2;
        if (last >= 0 && text.charAt(last) == '\n' && read.length() > 0) {
            mend("line break before the closing quote", last);
            return read.substring(0, read.length() - 1);
        }
        return read.toString();
    }

    private void escape(StringBuilder read) {
        int start = at++;
        int c = peek();
        at = Math.min(at + 1, text.length());
        switch (c) {
            case '"', '\\', '/', '\'', '‘', '’', '“', '”', '„' -> read.append((char) c);
            case 'b' -> read.append('\b');
            case 'f' -> read.append('\f');
            case 'n' -> read.append('\n');
            case 'r' -> read.append('\r');
            case 't' -> read.append('\t');
            case 'u' -> unicode(read, start);
            case END -> mend("backslash at the end", start);
            default -> {
                // A regular expression or a formula whose backslashes were not doubled.
                mend("unknown escape", start);
                read.append('\\').append((char) c);
            }
        }
    }

    private void unicode(StringBuilder read, int start) {
        String digits = text.substring(at, Math.min(text.length(), at + 4));
        if (!digits.matches("[0-9A-Fa-f]{4}")) {
            throw new TooDamaged("a \\u escape without four hexadecimal digits at " + source.place(start));
        }
        read.append((char) Integer.parseInt(digits, 16));
        at += 4;
    }

    private JsonNode regex() {
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
    private JsonNode word() {
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

    private String unquoted(boolean name) {
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
