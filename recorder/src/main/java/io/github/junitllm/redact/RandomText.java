package io.github.junitllm.redact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells random text from words, in whatever language, and from code. Each pair of neighbouring letters counts as much as
 * it is more common in text than by chance, in bits; text gains and random letters lose. A change between letters and
 * digits, or to a capital within a word, costs as well.
 */
final class RandomText {

    private static final int SHORTEST = 20;

    /** Longer ones are data: pictures, embeddings, sealed thoughts. */
    private static final int LONGEST = 200;

    private static final int FEWEST_DISTINCT = 10;
    private static final int SHORTEST_RUN = 12;

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/_~-]{20,}+");
    private static final Pattern DIGEST = Pattern.compile("(?:sha[0-9]{0,3}|md5|h1)[-:=].*", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEX = Pattern.compile("(?:0x)?(?:[A-Za-z]{1,20}[_-]){0,3}[0-9a-fA-F_/-]+");

    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9-]{1,63}+\\.){1,5}[a-z]{2,10}+(?::[0-9]+)?/");

    /** Words of providers that stand before a random id, wherever it is quoted, and names of resources like files/1. */
    private static final Pattern ID = Pattern.compile(
            "(?:(?:call|chatcmpl|cmpl|compl|toolu|tooluse|srvtoolu|msg|message|resp|rs|fc|ws|ci|ig|mcp|mcpl|req|run|step|thread|asst|file|container|batch|gen|sess|user|org|proj|vs|fp|conv|item|event|evt|trace|span|ftjob|bdrk|tool)[_-]|[a-z][A-Za-z]{2,30}s/).*",
            Pattern.DOTALL);

    /** How pictures, sounds, documents and public keys begin in base64. */
    private static final Pattern MEDIA = Pattern.compile(
            "(?:iVBORw0KGgo|R0lGOD|/9j/|UklGR|JVBERi0|UEsDB|H4sI|SUkq|T2dnUw|SUQz|AAAA|PHN2Zy|PD94bW).*",
            Pattern.DOTALL);

    /**
     * Bits by which a pair of letters is more common in text than by chance, rounded, from -5 ({@code a}) to 3 ({@code i});
     * a row for each first letter. Counted over English text, Python code and messages of GNU programs in 15 European
     * languages.
     */
    private static final String[] PAIRS = {
        "fghgcdgegdgihiegcihigfddfe", "gcdagbbageagbbfaafedfaadea",
        "haechbahgcffcbicafdgfaadcd", "hcceicbbhbbdcdgcaeedfbbadc",
        "gfhhgggegdfhgidgdiihefdgfe", "fabcfebahaaeabgbafdefaaaca",
        "fbdbhadegabedffcafedfaaaca", "gaabhaaagabeccgbafcgeaaaca",
        "gghghggcddfhgihfcgihdfcecf", "eaabfaaadabbabdaaacacaaaaa",
        "gbcagacdfacdacfbadeeeabaca", "hdcfifdcibdhddhdabfggcabeb",
        "hfcchabagaaffcggaaecfaaaca", "hcghhfhehbeedfhdachigebafd",
        "efggdgfdfdfghifgaigggffcbe", "hbdchbcdfadgbchfaheffaaafa",
        "aaaaaaaaaaabaaaaaaaafaaaaa", "idfgidfdhbeegfhdbfgggedafd",
        "gcgciddfhaegddggcdgigccaee", "iceeidchiadeedheahgggcecgd",
        "ffeegeebfcegghdfahggccbccd", "gabahaaafaaaabfbacbbcaaaca",
        "gaaafaaefaabaceaadcabacada", "cadaeaaadaabcabeaaffaaadba",
        "ebdbdadacbbdddefaeeecadabb", "faabfabafabbbedaaaaceacadc",
    };

    private RandomText() {}

    /** Returns where random text stands. */
    static List<Finding> find(String text) {
        List<Finding> found = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            String value = token.group();
            if (isRandom(value) && !isHarmless(text, token.start()) && !isBase64OfText(value)) {
                found.add(new Finding("random text", token.start(), token.end()));
            }
        }
        return found;
    }

    /** Without the ids among the parts of a path. */
    private static boolean isRandom(String written) {
        if (written.length() > LONGEST) {
            return false;
        }
        String token = Arrays.stream(written.split("/", -1))
                .filter(part -> !ID.matcher(part).matches())
                .collect(Collectors.joining("/"));
        return token.length() >= SHORTEST
                && token.chars().distinct().count() >= FEWEST_DISTINCT
                && kindsOfCharacters(token) >= 2
                // Three bits for every four characters, far from both sides: text is above 0, random text below -1.5.
                && 4 * bits(token) <= -3 * token.length()
                && !HEX.matcher(token).matches()
                && !ID.matcher(token).matches()
                && !DIGEST.matcher(token).matches()
                && !MEDIA.matcher(token).matches()
                && longestRun(token) >= SHORTEST_RUN;
    }

    /** Numbers of orders and parts come in short groups. */
    private static int longestRun(String token) {
        return Arrays.stream(token.split("[^A-Za-z0-9]", -1))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static int kindsOfCharacters(String token) {
        boolean lower = token.chars().anyMatch(c -> c >= 'a' && c <= 'z');
        boolean upper = token.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
        boolean digit = token.chars().anyMatch(c -> c >= '0' && c <= '9');
        return (lower ? 1 : 0) + (upper ? 1 : 0) + (digit ? 1 : 0);
    }

    static int bits(String token) {
        String lower = token.toLowerCase(Locale.ROOT);
        int bits = 0;
        for (int i = 1; i < token.length(); i++) {
            char left = lower.charAt(i - 1);
            char right = lower.charAt(i);
            if (isLetter(left) && isLetter(right)) {
                // One after the other: alphabets and keyboards' rows in test data are no keys.
                bits += right == left + 1 ? 2 : PAIRS[left - 'a'].charAt(right - 'a') - 'f';
                bits -= token.charAt(i - 1) == left && token.charAt(i) != right ? 1 : 0;
            } else if ((isLetter(left) && isDigit(right)) || (isDigit(left) && isLetter(right))) {
                bits -= 2;
            }
        }
        return bits;
    }

    /** Addresses are full of ids, and what is secret in them is told by its name; certificates are public. */
    private static boolean isHarmless(String text, int token) {
        int start = token;
        while (start > 0 && token - start < 4_000 && " \t\r\n\"'`<>()[]|\\".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        String before = text.substring(start, token);
        return before.contains("://")
                || before.startsWith("data:")
                || before.startsWith("www.")
                || before.startsWith("arn:")
                || HOST.matcher(before).lookingAt()
                || DIGEST.matcher(before).find()
                || text.lastIndexOf("-----BEGIN ", token) > text.lastIndexOf("-----END ", token)
                || OpaqueNames.isOpaque(nameBefore(text, token));
    }

    /** The name that a value is given in text, as in {@code id="..."}. */
    private static String nameBefore(String text, int value) {
        int end = value;
        while (end > 0 && value - end < 16 && " \"'`\\:=".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (text.substring(end, value).chars().noneMatch(c -> c == ':' || c == '=')) {
            return "";
        }
        int start = end;
        while (start > 0
                && end - start < 60
                && (Character.isLetterOrDigit(text.charAt(start - 1)) || "_-".indexOf(text.charAt(start - 1)) >= 0)) {
            start--;
        }
        return text.substring(start, end);
    }

    private static boolean isBase64OfText(String token) {
        String plain = token.replace('-', '+').replace('_', '/');
        if (plain.indexOf('~') >= 0 || plain.length() % 4 == 1) {
            return false;
        }
        String decoded = new String(Base64.getDecoder().decode(plain), ISO_8859_1);
        long printable = decoded.chars()
                .filter(c -> (c >= ' ' && c < 0x7f) || c == '\n' || c == '\r' || c == '\t')
                .count();
        return 10 * printable >= 9L * decoded.length();
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
