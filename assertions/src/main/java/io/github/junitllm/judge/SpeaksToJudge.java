package io.github.junitllm.judge;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where an answer seems to tell its judge what to say. A list of patterns: it reports, it decides nothing, and what it does not know
 * it does not see.
 */
final class SpeaksToJudge {

    private static final int LONGEST = 80;

    private static final Pattern KNOWN = Pattern.compile(
            String.join(
                    "|",
                    "\\b(?:score|rate|grade|mark)\\s+(?:this|it|me|the\\s+answer)\\b[^.\\n]{0,40}",
                    "\\bignore\\b[^.\\n]{0,40}\\b(?:rubric|criteria|instructions)\\b",
                    "\\b(?:highest|maximum|full|top)\\s+(?:score|marks?|rating)\\b",
                    "[\"']?\\bverdict\\b\\\\?[\"']?\\s*(?:[:=]|is|of|must\\s+be)\\s*[\"']?(?:true|pass|\\d)",
                    "\\b(?:dear|to\\s+the|the|ai|are\\s+the)\\s+(?:judge|evaluator|grader)\\b",
                    "\\breply\\s+with\\s+verdict\\b",
                    "\\bbewerte\\b[^.\\n]{0,40}|\\bignoriere\\b[^.\\n]{0,40}",
                    "\\bignorez\\b[^.\\n]{0,40}|\\bnote\\s+maximale\\b",
                    "\\bignora\\b[^.\\n]{0,40}|\\bcalifica\\b[^.\\n]{0,40}",
                    "(?:игнорируй|поставь\\s+оценку)[^.\\n]{0,40}",
                    "忽略|打\\s*\\d\\s*分|無視して|\\d\\s*点"),
            CASE_INSENSITIVE | UNICODE_CASE);

    private SpeaksToJudge() {}

    static Optional<String> in(String answer) {
        Matcher found = KNOWN.matcher(answer);
        if (!found.find()) {
            return Optional.empty();
        }
        String line = found.group().replaceAll("\\s+", " ").strip();
        return Optional.of(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…");
    }
}
