package io.github.junitllm.injection;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/** Writes alike what reads alike: case, blanks, quotes, dashes, accents, invisible characters and look-alikes are gone. */
final class Folding {

    private static final int LAST_ASCII = 0x7f;

    private static final Map<Integer, Character> LOOK_ALIKES = lookAlikes();

    private Folding() {}

    private static Map<Integer, Character> lookAlikes() {
        Map<Integer, Character> map = new HashMap<>();
        // Cyrillic, Greek, Armenian, then Latin letters that Unicode does not decompose.
        add(map, "авсеһіјкмнопрѕтухԁԛԝѵ", "abcehijkmhonpstyxdqwv");
        add(map, "АВСЕНІЈКМОРЅТУХЗ", "abcehijkmopstyxz");
        add(map, "αβεικνορτυχγω", "abeikvoptuxyw");
        add(map, "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx");
        add(map, "օոսհց", "onuhg");
        add(map, "ıłøđħɑɡɩʋⅼ", "ilodhagiul");
        add(map, "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz");
        return Map.copyOf(map);
    }

    private static void add(Map<Integer, Character> map, String from, String to) {
        for (int i = 0; i < from.length(); i++) {
            map.put((int) from.charAt(i), to.charAt(i));
        }
    }

    static String fold(String text) {
        return fold(Placed.part(text, 0, text.length())).text().strip();
    }

    static Placed fold(Placed source) {
        String text = source.text();
        Placed.Builder folded = Placed.builder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c <= LAST_ASCII) {
                addPlain((char) c, source.place(i), folded);
            } else {
                addOther(c, source.place(i), folded);
            }
            i += Character.charCount(c);
        }
        return folded.build();
    }

    private static void addPlain(char c, int place, Placed.Builder folded) {
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            addBlank(place, folded);
        } else if (c == '"' || c == '`') {
            folded.add('\'', place);
        } else if (c > ' ' && c < LAST_ASCII) {
            folded.add(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c, place);
        }
    }

    private static void addBlank(int place, Placed.Builder folded) {
        if (folded.last() != ' ') {
            folded.add(' ', place);
        }
    }

    private static void addOther(int c, int place, Placed.Builder folded) {
        switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                addBlank(place, folded);
            case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> folded.add('\'', place);
            case Character.DASH_PUNCTUATION -> folded.add('-', place);
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.SURROGATE -> {
                // What is not seen does not count.
            }
            default -> addLetter(c, place, folded);
        }
    }

    private static void addLetter(int c, int place, Placed.Builder folded) {
        Character alike = LOOK_ALIKES.get(c);
        if (alike != null) {
            folded.add(alike, place);
            return;
        }
        Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
                .codePoints()
                .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                .forEach(part -> addFolded(part, place, folded));
    }

    private static void addFolded(int c, int place, Placed.Builder folded) {
        if (c <= LAST_ASCII) {
            addPlain((char) c, place, folded);
        } else {
            Character alike = LOOK_ALIKES.get(c);
            folded.add(alike == null ? Character.toString(Character.toLowerCase(c)) : alike.toString(), place);
        }
    }

    /** Only letters and digits of a folded text. */
    static Placed squeeze(Placed folded) {
        String text = folded.text();
        Placed.Builder squeezed = Placed.builder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isWord(text.charAt(i))) {
                squeezed.add(text.charAt(i), folded.place(i));
            }
        }
        return squeezed.build();
    }

    static String squeeze(String text) {
        return squeeze(fold(Placed.part(text, 0, text.length()))).text();
    }

    /** Half of a character beyond 16 bits counts as a letter: it stands for one as often as not. */
    static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }
}
