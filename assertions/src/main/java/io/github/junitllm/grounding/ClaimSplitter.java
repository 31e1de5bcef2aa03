package io.github.junitllm.grounding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Cuts an answer into claims, one a sentence, and tells what claims nothing. */
final class ClaimSplitter {

    private static final String FENCE = "```";
    private static final int LONGEST_GREETING = 90;

    private static final List<String> GREETINGS = List.of(
            "hello",
            "hi",
            "hey",
            "dear",
            "sure",
            "certainly",
            "of course",
            "thank",
            "you're welcome",
            "you are welcome",
            "great question",
            "good question",
            "let me know",
            "i hope",
            "feel free",
            "i'm happy to",
            "i am happy to",
            "i'd be happy",
            "please let me know",
            "best regards",
            "kind regards",
            "sincerely",
            "have a great",
            "have a nice");

    private static final List<String> NOT_KNOWN = List.of(
            "i don't know",
            "i do not know",
            "i'm not sure",
            "i am not sure",
            "no information",
            "not enough information",
            "not mentioned",
            "not provided",
            "not specified",
            "cannot find",
            "can't find",
            "could not find",
            "couldn't find",
            "does not mention",
            "doesn't mention",
            "do not mention",
            "don't mention",
            "does not provide",
            "do not provide",
            "does not contain",
            "do not contain",
            "does not specify",
            "do not specify",
            "don't have information",
            "do not have information",
            "don't have any information",
            "do not have any information");

    private final String answer;
    private final List<Span> claims = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    ClaimSplitter(String answer) {
        this.answer = answer;
        int start = 0;
        int fence = answer.indexOf(FENCE);
        while (fence >= 0) {
            split(start, fence);
            int end = answer.indexOf(FENCE, fence + FENCE.length());
            start = end < 0 ? answer.length() : end + FENCE.length();
            leftOut.add(new LeftOut(answer.substring(fence, start), "code"));
            fence = answer.indexOf(FENCE, start);
        }
        split(start, answer.length());
    }

    List<Span> claims() {
        return claims;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    private void split(int from, int to) {
        String part = answer.substring(from, to);
        for (Span span : Sentences.of(part)) {
            Span sentence = withoutBullet(new Span(from + span.start(), from + span.end()));
            String text = sentence.of(answer);
            if (text.chars().noneMatch(Character::isLetterOrDigit)) {
                continue;
            }
            reason(text).ifPresentOrElse(why -> leftOut.add(new LeftOut(text, why)), () -> claims.add(sentence));
        }
    }

    /** Steps over "- ", "* ", "> " and "1. " at its start. */
    private Span withoutBullet(Span span) {
        int start = span.start();
        while (start < span.end() && "-*\u2022>+ ".indexOf(answer.charAt(start)) >= 0) {
            start++;
        }
        int digits = start;
        while (digits < span.end() && Character.isDigit(answer.charAt(digits))) {
            digits++;
        }
        boolean numbered = digits > start
                && digits + 1 < span.end()
                && ".)".indexOf(answer.charAt(digits)) >= 0
                && answer.charAt(digits + 1) == ' ';
        return new Span(numbered ? digits + 2 : start, span.end());
    }

    private static Optional<String> reason(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'').strip();
        String bare = lower.replace("*", "").replace("_", "");
        if (lower.startsWith("#")) {
            return Optional.of("heading");
        }
        if (bare.endsWith("?")) {
            return Optional.of("question");
        }
        if (bare.endsWith(":")) {
            return Optional.of("lead-in");
        }
        if (bare.equals("yes.") || bare.equals("no.") || bare.equals("yes") || bare.equals("no")) {
            return Optional.of("only yes or no");
        }
        if (text.length() <= LONGEST_GREETING && GREETINGS.stream().anyMatch(word -> opens(bare, word))) {
            return Optional.of("greeting");
        }
        return NOT_KNOWN.stream().anyMatch(bare::contains)
                ? Optional.of("says that it does not know")
                : Optional.empty();
    }

    private static boolean opens(String text, String word) {
        return text.startsWith(word)
                && (text.length() == word.length() || !Character.isLetter(text.charAt(word.length())));
    }
}
