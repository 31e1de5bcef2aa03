package io.github.junitllm.grounding;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words what was found. */
final class GroundingText {

    private static final int MOST_MISSING = 6;
    private static final int LONGEST = 200;

    private GroundingText() {}

    static Optional<String> failure(Grounding grounding) {
        List<Claim> failed = grounding.claims().stream().filter(Claim::isFailed).toList();
        return failed.isEmpty()
                ? Optional.empty()
                : Optional.of("required that the passages support every claim, observed %d of %d that %s not:%s"
                        .formatted(
                                failed.size(),
                                grounding.claims().size(),
                                failed.size() == 1 ? "is" : "are",
                                lines(failed, grounding)));
    }

    static Optional<String> unsure(Grounding grounding) {
        List<Claim> unsure = grounding.claims(ClaimStatus.UNSURE);
        if (grounding.claims().isEmpty()) {
            return Optional.of("the answer has no claim to check%s"
                    .formatted(
                            grounding.leftOut().isEmpty()
                                    ? ": it is empty"
                                    : "; left out: " + leftOut(grounding.leftOut())));
        }
        return unsure.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "rules alone cannot tell whether the passages support %d of %d claims; give a judge, for example Grounds.in(passages).with(judge):%s"
                                .formatted(unsure.size(), grounding.claims().size(), lines(unsure, grounding)));
    }

    private static String leftOut(List<LeftOut> leftOut) {
        return leftOut.stream()
                .map(part -> "\"%s\" (%s)".formatted(shortened(part.text()), part.reason()))
                .collect(Collectors.joining(", "));
    }

    private static String lines(List<Claim> claims, Grounding grounding) {
        return claims.stream().map(claim -> line(claim, grounding)).collect(Collectors.joining());
    }

    private static String line(Claim claim, Grounding grounding) {
        return "\n  %s \"%s\"%s\n    %s\n    decided by %s%s"
                .formatted(
                        claim.status(),
                        shortened(claim.text()),
                        missing(claim.missing()),
                        claim.quote()
                                .map(quote -> "closest in passage %d: \"%s\""
                                        .formatted(quote.passage(), shortened(quote.text())))
                                .orElse("no passage has a word of it"),
                        claim.decidedBy(),
                        bounds(claim, grounding));
    }

    private static String bounds(Claim claim, Grounding grounding) {
        return String.format(
                Locale.ROOT,
                " (supported with probability %.3f; fails below %.3f, is supported from %.2f)",
                claim.probability(),
                grounding.setting().failBelow(grounding.claims().size()),
                grounding.setting().supportFrom());
    }

    private static String missing(List<Missing> missing) {
        if (missing.isEmpty()) {
            return "";
        }
        String first =
                missing.stream().limit(MOST_MISSING).map(Missing::toString).collect(Collectors.joining(", "));
        int more = missing.size() - MOST_MISSING;
        return "; not in the passages: " + first + (more > 0 ? " and %d more".formatted(more) : "");
    }

    static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
