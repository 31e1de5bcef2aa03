package io.github.junitllm.tools;

import io.github.junitllm.json.Visible;
import io.github.junitllm.text.AnswerCheck;
import io.github.junitllm.text.CheckResult;
import io.github.junitllm.text.Phrases;
import io.github.junitllm.text.TextChecks;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a reply claims something.
 *
 * @param plain the first sentence that claims it; empty when none does
 * @param doubtful the first sentence that has the words with a negation, a condition or a question; empty when none does
 */
record Claims(String plain, String doubtful) {

    private static final int LONGEST = 160;
    private static final Pattern WORD = Pattern.compile("[\\p{L}'\u2019]+");

    /** Words that leave open or deny that something was done. */
    private static final Set<String> OPEN = Set.of(
            "not", "no", "never", "cannot", "can", "could", "will", "would", "shall", "should", "may", "might", "if",
            "once", "when", "unless", "until", "before", "unable", "without", "whether", "must", "nicht", "kein",
            "keine", "nie", "wird", "werden", "wenn", "sobald", "falls", "pas", "jamais", "si", "sera", "ne", "nunca",
            "cuando", "sin", "non", "quando", "se");

    static Claims in(String reply, Phrases phrases) {
        AnswerCheck mentioned = TextChecks.mentionsAny(phrases);
        Claims claims = new Claims("", "");
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(reply);
        int from = sentences.first();
        for (int to = sentences.next(); to != BreakIterator.DONE; to = sentences.next()) {
            String sentence = reply.substring(from, to).strip();
            from = to;
            if (!sentence.isEmpty() && mentioned.check(sentence) instanceof CheckResult.Held) {
                claims = claims.and(sentence);
            }
        }
        return claims;
    }

    private Claims and(String sentence) {
        String quoted = "\"" + Visible.excerpt(sentence, LONGEST) + "\"";
        if (leavesOpen(sentence)) {
            return doubtful.isEmpty() ? new Claims(plain, quoted) : this;
        }
        return plain.isEmpty() ? new Claims(quoted, doubtful) : this;
    }

    private static boolean leavesOpen(String sentence) {
        return sentence.endsWith("?")
                || WORD.matcher(sentence.toLowerCase(Locale.ROOT))
                        .results()
                        .map(word -> word.group().replace('\u2019', '\''))
                        .anyMatch(word -> OPEN.contains(word) || word.endsWith("n't"));
    }

    boolean isEmpty() {
        return plain.isEmpty() && doubtful.isEmpty();
    }
}
