package io.github.junitllm.stats;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * What a suite of tests does when nothing is wrong.
 *
 * @param expected mean number of false alarms, 0 or more
 * @param anyIfIndependent chance of at least one when the tests are independent, 0 to 1
 * @param anyAtMost bound of that chance whatever the tests share, 0 to 1 (Bonferroni)
 * @param perTestIfIndependent error of each test that would keep the error of one test for the whole suite, when the tests
 *     are independent (Sidak 1967)
 * @param perTest error of each test that would keep it whatever the tests share (Bonferroni)
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record FalseAlarms(
        double expected, double anyIfIndependent, double anyAtMost, double perTestIfIndependent, double perTest) {

    /**
     * Tell beforehand.
     *
     * @param tests 1 or more
     * @param error chance of a false alarm of each test, 0 to 1
     * @throws IllegalArgumentException when one is out of range
     */
    public static FalseAlarms of(int tests, double error) {
        Ranges.requireAtLeastOne("tests", tests);
        Ranges.requireRate("error", error);
        double expected = tests * error;
        double logKept = Math.log1p(-error);
        return new FalseAlarms(
                expected,
                -Math.expm1(tests * logKept),
                Math.min(1, expected),
                -Math.expm1(logKept / tests),
                error / tests);
    }
}
