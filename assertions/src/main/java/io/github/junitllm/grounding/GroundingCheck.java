package io.github.junitllm.grounding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Splits an answer into claims and decides each. */
final class GroundingCheck {

    private final List<String> passages;
    private final Set<String> question;
    private final GroundingSetting setting;
    private final Optional<GroundingJudge> judge;
    private final PassageIndex index;

    GroundingCheck(List<String> passages, String question, GroundingSetting setting, Optional<GroundingJudge> judge) {
        this.passages = passages;
        this.question = Words.of(question).stream().map(Word::stem).collect(Collectors.toSet());
        this.setting = setting;
        this.judge = judge;
        this.index = new PassageIndex(passages);
    }

    Grounding of(String answer) {
        if (answer.length() > Grounds.LONGEST_ANSWER) {
            throw new IllegalArgumentException(
                    "an answer of %,d characters, allowed are 200,000".formatted(answer.length()));
        }
        ClaimSplitter parts = new ClaimSplitter(answer);
        List<Word> words = Words.of(answer);
        List<Claim> claims = new ArrayList<>();
        int next = 0;
        for (Span span : parts.claims()) {
            while (next < words.size() && words.get(next).start() < span.start()) {
                next++;
            }
            int first = next;
            while (next < words.size() && words.get(next).within(span)) {
                next++;
            }
            if (next > first) {
                claims.add(claim(
                        answer,
                        span,
                        words.subList(first, next),
                        setting.failBelow(parts.claims().size())));
            }
        }
        return new Grounding(claims, parts.leftOut(), setting);
    }

    private Claim claim(String answer, Span span, List<Word> words, double failBelow) {
        Evidence evidence = Evidence.of(words, index, question);
        List<Evidence> alone = List.of(evidence);
        double probability = 1 / (1 + Math.exp(-Weights.standard().logOdds(alone)));
        Lacking lacking = new Lacking(answer, words, evidence, index);
        ClaimStatus status = status(probability, lacking, failBelow);
        Claim claim = new Claim(
                span.of(answer),
                span.start(),
                span.end(),
                status,
                probability,
                decidedBy(status, alone),
                evidence.hasQuote() ? Optional.of(index.quote(evidence.bestSentence())) : Optional.empty(),
                lacking.all());
        return status == ClaimStatus.UNSURE && judge.isPresent()
                ? claim.judged(judge.get().judge(claim.text(), passages))
                : claim;
    }

    private static String decidedBy(ClaimStatus status, List<Evidence> evidence) {
        return switch (status) {
            case UNSURE -> "nothing";
            case SUPPORTED -> "words and neighbours that the passages have";
            default -> Weights.standard().strongestAgainst(evidence).wording();
        };
    }

    private ClaimStatus status(double probability, Lacking lacking, double failBelow) {
        if (probability < failBelow) {
            return lacking.saysOtherwise() ? ClaimStatus.CONTRADICTED : ClaimStatus.UNSUPPORTED;
        }
        return probability >= setting.supportFrom() && !lacking.isSpecific()
                ? ClaimStatus.SUPPORTED
                : ClaimStatus.UNSURE;
    }
}
