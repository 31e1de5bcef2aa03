package io.github.junitllm.text;

import java.util.Optional;

/** Whether an answer refuses: in its first words and with little behind them. What lies between is not decided. */
final class Refusals {

    /** A refusal comes first, after an apology or a sentence of understanding. */
    private static final int START = 200;

    private static final int SHORT_ANSWER = 100;

    /** Longer answers are no refusals, whatever a part of them says. */
    private static final int READ = 20_000;

    private Refusals() {}

    static AnswerCheck refusal() {
        return AnswerCheck.of("a refusal", "no refusal", Refusals::check);
    }

    private static CheckResult check(String answer) {
        String read = answer.substring(0, Math.min(READ, answer.length()));
        Optional<TextSpan> phrase = RefusalPhrases.first(read);
        if (phrase.isEmpty()) {
            return CheckResult.failed("none of the known wordings of a refusal in " + CheckReport.startOf(answer));
        }
        TextSpan span = phrase.get();
        if (!read.substring(0, span.from()).isBlank() && span.from() > START) {
            return CheckResult.unsure("a refusal follows on something else", span);
        }
        int words = TextUnit.WORDS.count(read);
        return words <= SHORT_ANSWER
                ? CheckResult.held(span)
                : CheckResult.unsure(
                        "a refusal with much more behind it (%s in all)".formatted(TextUnit.WORDS.counted(words)),
                        span);
    }
}
