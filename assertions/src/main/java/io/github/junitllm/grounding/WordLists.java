package io.github.junitllm.grounding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists of English words that the signals go by. They are data beside this class. */
final class WordLists {

    private static final Set<String> FILLERS = Set.copyOf(lines("fillers.txt"));
    private static final Map<String, Set<String>> OPPOSITES = opposites();
    private static final Map<String, Double> COMMON = common();

    private static final Set<String> NEGATIONS = Set.of(
            "no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "nt", "lack",
            "lacks", "lacking", "fail", "fails", "failed", "unable", "isn", "aren", "wasn", "weren", "hasn", "haven",
            "hadn", "doesn", "didn", "won", "wouldn", "couldn", "shouldn", "don");

    private static final Set<String> SPEAKER = Set.of("i", "me", "my", "mine", "myself");

    /** Those that claim more than a passage without them. */
    static final Set<String> QUANTIFIERS = Set.of(
            "all",
            "every",
            "always",
            "only",
            "most",
            "each",
            "entire",
            "entirely",
            "solely",
            "exclusively",
            "majority",
            "half");

    private static final Set<String> MONTHS = Set.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "sept",
            "oct",
            "nov",
            "dec");

    /** Share of passages that hold a word which is not listed as common: below that, all words are equally rare. */
    static final double RARE = 0.02;

    private WordLists() {}

    static boolean isFiller(String folded) {
        int apostrophe = folded.indexOf('\'');
        return FILLERS.contains(folded) || (apostrophe > 0 && FILLERS.contains(folded.substring(0, apostrophe)));
    }

    static boolean isNegation(String folded) {
        return NEGATIONS.contains(folded) || folded.endsWith("n't");
    }

    static boolean isSpeaker(String folded) {
        return SPEAKER.contains(folded.startsWith("i'") ? "i" : folded);
    }

    static boolean isMonth(String folded) {
        return MONTHS.contains(folded);
    }

    /** Stems of words that say the opposite. */
    static Set<String> opposites(String stem) {
        return OPPOSITES.getOrDefault(stem, Set.of());
    }

    static boolean isCommon(String stem) {
        return COMMON.containsKey(stem);
    }

    /** How much a word tells, in nats: a rare one much, a common one little. */
    static double weight(String stem) {
        return 0.3 - Math.log(COMMON.getOrDefault(stem, RARE));
    }

    private static Map<String, Set<String>> opposites() {
        Map<String, Set<String>> opposites = new HashMap<>();
        for (String line : lines("opposites.txt")) {
            String[] pair = line.split(" ", -1);
            String one = Stems.of(pair[0]);
            String other = Stems.of(pair[1]);
            opposites.computeIfAbsent(one, key -> new HashSet<>()).add(other);
            opposites.computeIfAbsent(other, key -> new HashSet<>()).add(one);
        }
        return opposites;
    }

    private static Map<String, Double> common() {
        Map<String, Double> common = new HashMap<>();
        for (String line : lines("common-words.txt")) {
            String[] row = line.split(" ", -1);
            common.put(row[0], Double.valueOf(row[1]));
        }
        return common;
    }

    static List<String> lines(String resource) {
        try (InputStream in = WordLists.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing beside " + WordLists.class.getName());
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
