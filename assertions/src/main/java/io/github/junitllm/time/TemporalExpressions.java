package io.github.junitllm.time;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.time.TemporalGrammar.Found;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Finds dates, ranges of days and lengths of time in English text. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class TemporalExpressions {

    private static final int WINDOW = 65_536;
    private static final int OVERLAP = 512;

    private TemporalExpressions() {}

    /**
     * Finds them, in time and memory bounded by the length of the text; 5/12 is read as May 12.
     *
     * @param today the day that relative expressions are counted from
     */
    public static List<TemporalExpression> in(String text, LocalDate today) {
        List<TemporalExpression> found = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + WINDOW);
            from = window(text, from, to, today, found);
        }
        return found;
    }

    private static int window(String text, int from, int to, LocalDate today, List<TemporalExpression> found) {
        TemporalTokens tokens = TemporalTokens.of(text, from, to);
        TemporalGrammar grammar = new TemporalGrammar(tokens, today);
        int last = to == text.length() ? to : to - OVERLAP;
        int at = 0;
        while (at < tokens.size()) {
            if (tokens.start(at) >= last) {
                return tokens.start(at);
            }
            @Nullable Found match = grammar.at(at);
            if (match == null) {
                at++;
            } else {
                int start = tokens.start(at);
                int end = tokens.end(match.next() - 1);
                found.add(new TemporalExpression(text.substring(start, end), start, end, match.kind(), match.values()));
                at = match.next();
            }
        }
        return to;
    }
}
