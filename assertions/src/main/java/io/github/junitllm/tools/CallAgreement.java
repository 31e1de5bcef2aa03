package io.github.junitllm.tools;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.exchange.ToolCall;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How far the calls of a sample agree with those that a test expects, as numbers.
 *
 * @param expected number of expected calls
 * @param made number of calls made
 * @param matched number of pairs of an expected call and a call made, each in one pair at most, as many as possible (maximum
 *     matching; Kuhn 1955)
 * @param longestCommonSubsequence length of the longest part of the expected calls that the calls made hold in the same order,
 *     others between or not (Wagner and Fischer 1974)
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record CallAgreement(int expected, int made, int matched, int longestCommonSubsequence) {

    /** Compares expected calls with those made. */
    public static CallAgreement of(List<ExpectedToolCall> expected, List<ToolCall> made) {
        CallMatching matching = new CallMatching(expected, made);
        return new CallAgreement(
                expected.size(),
                made.size(),
                made.size() - matching.extra().size(),
                longestCommonSubsequence(matching, expected.size(), made.size()));
    }

    private static int longestCommonSubsequence(CallMatching matching, int expected, int made) {
        int[] before = new int[made + 1];
        for (int wanted = 0; wanted < expected; wanted++) {
            int[] length = new int[made + 1];
            for (int call = 0; call < made; call++) {
                length[call + 1] =
                        matching.fits(wanted, call) ? before[call] + 1 : Math.max(before[call + 1], length[call]);
            }
            before = length;
        }
        return before[made];
    }

    /** Returns the share of the calls made that were expected, 0 to 1; 1 when none was made. */
    public double precision() {
        return made == 0 ? 1 : (double) matched / made;
    }

    /** Returns the share of the expected calls that were made, 0 to 1; 1 when none was expected. */
    public double recall() {
        return expected == 0 ? 1 : (double) matched / expected;
    }

    /** Returns the harmonic mean of precision and recall, 0 to 1 (van Rijsbergen 1979); 1 when nothing was expected or made. */
    public double f1() {
        return expected + made == 0 ? 1 : 2.0 * matched / (expected + made);
    }
}
