package io.github.junitllm.grounding;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * What the passages say to each claim of an answer.
 *
 * @param claims all claims in the order of the answer
 * @param leftOut what claims nothing and was not checked
 * @param setting the bounds it was checked with
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Grounding(List<Claim> claims, List<LeftOut> leftOut, GroundingSetting setting) {

    /** Copies the lists. */
    public Grounding {
        claims = List.copyOf(claims);
        leftOut = List.copyOf(leftOut);
    }

    /** Checks an answer against passages with the standard setting and no judge; {@link Grounds} has more to set. */
    public static Grounding of(String answer, List<String> passages) {
        return Grounds.in(passages).check(answer);
    }

    /** Claims of this status. */
    public List<Claim> claims(ClaimStatus status) {
        return claims.stream().filter(claim -> claim.status() == status).toList();
    }

    /** Numbers of the passages that hold most of a supported claim, from 1, ascending: the context that was used. */
    public List<Integer> passagesUsed() {
        return List.copyOf(new TreeSet<>(claims(ClaimStatus.SUPPORTED).stream()
                .flatMap(claim -> claim.quote().stream())
                .map(Quote::passage)
                .toList()));
    }

    /** What is wrong with the answer; empty where no claim is contradicted or unsupported. */
    public Optional<String> failure() {
        return GroundingText.failure(this);
    }

    /** What could not be told; empty where every claim was decided, and there was one. */
    public Optional<String> unsure() {
        return GroundingText.unsure(this);
    }
}
