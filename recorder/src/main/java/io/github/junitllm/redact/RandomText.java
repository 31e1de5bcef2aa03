package io.github.junitllm.redact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/_~-]{20,}+");
    private static final Pattern DIGEST = Pattern.compile("(?:sha|md5)[0-9]{0,3}[-:=].*", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEX = Pattern.compile("(?:0x)?[0-9a-fA-F_=/-]+");

    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9-]{1,63}+\\.){1,5}[a-z]{2,10}+(?::[0-9]+)?/");

    /** Words of providers that stand before a random id, wherever it is quoted. */
    private static final Pattern ID = Pattern.compile(
            "(?:call|chatcmpl|cmpl|compl|toolu|tooluse|srvtoolu|msg|message|resp|rs|fc|ws|ci|ig|mcp|mcpl|req|run|step|thread|asst|file|container|batch|gen|sess|user|org|proj|vs|fp|conv|item|event|evt|trace|span|ftjob|cachedContents|fileSearchStores|files|bdrk|tool)[_/-].*",
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
            if (isRandom(value) && !isPartOfAddress(text, token.start()) && !isBase64OfText(value)) {
                found.add(new Finding("random text", token.start(), token.end()));
            }
        }
        return found;
    }

    static boolean isRandom(String token) {
        return token.length() >= SHORTEST
                && token.length() <= LONGEST
                && token.chars().distinct().count() >= FEWEST_DISTINCT
                && kindsOfCharacters(token) >= 2
                // Three bits for every four characters, far from both sides: text is above 0, random text below -1.5.
                && 4 * bits(token) <= -3 * token.length()
                && !HEX.matcher(token).matches()
                && !ID.matcher(token).matches()
                && !DIGEST.matcher(token).matches();
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

    /** Addresses are full of ids; what is secret in them is told by its name. */
    private static boolean isPartOfAddress(String text, int token) {
        int start = token;
        while (start > 0 && token - start < 4_000 && " \t\r\n\"'`<>()[]|\\".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        String before = text.substring(start, token);
        return before.contains("://")
                || before.startsWith("data:")
                || before.startsWith("www.")
                || HOST.matcher(before).lookingAt()
                || DIGEST.matcher(before).lookingAt();
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
