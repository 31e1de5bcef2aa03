package io.github.junitllm.tools;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.assertions.UnsureError;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.match.ClosestName;
import io.github.junitllm.text.Phrases;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on all tool calls of a sample together: which, in which order, how often, and where their arguments come from. What a
 * tool really did is for the test's own fakes to say.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public class ToolCallsAssert extends AbstractAssert<ToolCallsAssert, ToolTrace> {

    private List<String> documents = List.of();

    /** Starts assertions; use {@code assertThat(llm).toolCalls()} or {@code executedToolCalls()}. */
    public ToolCallsAssert(ToolTrace trace) {
        super(trace, ToolCallsAssert.class);
    }

    /** Verifies that there is no tool call. What it cannot see: a call that the model wrote into its text. */
    public ToolCallsAssert isEmpty() {
        if (!calls().isEmpty()) {
            throw failure("required no %s, observed %s", noun(1), observed());
        }
        return this;
    }

    /** Verifies that there are just these calls, in this order. */
    public ToolCallsAssert containsExactly(ExpectedToolCall... expected) {
        List<ExpectedToolCall> wanted = required("containsExactly", expected);
        CallAgreement agreement = CallAgreement.of(wanted, calls());
        if (agreement.longestCommonSubsequence() < Math.max(wanted.size(), calls().size())) {
            throw failure(
                    "required %d %s in this order: %s\n  observed %s%s",
                    wanted.size(), noun(wanted.size()), listed(wanted), observed(), differences(wanted, agreement));
        }
        return this;
    }

    /** Verifies that there are just these calls, in any order, as parallel calls have none; equal ones as often as they are given. */
    public ToolCallsAssert containsExactlyInAnyOrder(ExpectedToolCall... expected) {
        List<ExpectedToolCall> wanted = required("containsExactlyInAnyOrder", expected);
        String differences = differences(wanted);
        if (!differences.isEmpty()) {
            throw failure(
                    "required %d %s in any order, observed %s%s",
                    wanted.size(), noun(wanted.size()), observed(), differences);
        }
        return this;
    }

    /** Verifies that these calls were made in this order; others may stand between. */
    public ToolCallsAssert containsSubsequence(ExpectedToolCall... expected) {
        List<ExpectedToolCall> wanted = required("containsSubsequence", expected);
        int found = 0;
        int at = 0;
        for (; at < calls().size() && found < wanted.size(); at++) {
            found += wanted.get(found).matches(calls().get(at)) ? 1 : 0;
        }
        if (found < wanted.size()) {
            throw failure(
                    "required these %ss in this order, others between: %s\n  observed %s\n  %s",
                    noun(1), listed(wanted), observed(), stuck(wanted, found));
        }
        return this;
    }

    private String stuck(List<ExpectedToolCall> wanted, int found) {
        ExpectedToolCall next = wanted.get(found);
        boolean earlier = calls().stream().anyMatch(next::matches);
        String near = earlier ? ", only before" : nearMiss(next, calls());
        return (found == 0 ? "there is no " : "after " + listed(wanted.subList(0, found)) + " there is no ")
                + next
                + near;
    }

    /** Verifies that each of these has a call of its own, in any order; other calls may be there too. */
    public ToolCallsAssert contains(ExpectedToolCall... expected) {
        List<ExpectedToolCall> wanted = required("contains", expected);
        CallMatching matching = new CallMatching(wanted, calls());
        if (!matching.missing().isEmpty()) {
            throw failure(
                    "required %s: %s\n  observed %s%s",
                    wanted.size() == 1 ? "this " + noun(1) : "these " + noun(2) + " among others",
                    listed(wanted),
                    observed(),
                    missing(matching));
        }
        return this;
    }

    /** Verifies that there is no call but these, each at most as often as it is given; none of them need be there. */
    public ToolCallsAssert isSubsetOf(ExpectedToolCall... allowed) {
        List<ExpectedToolCall> wanted = required("isSubsetOf", allowed);
        List<ToolCall> extra = new CallMatching(wanted, calls()).extra();
        if (!extra.isEmpty()) {
            throw failure(
                    "required no %s but %s\n  observed %s\n  not expected: %s",
                    noun(1), listed(wanted), observed(), ToolTrace.described(extra));
        }
        return this;
    }

    /**
     * Verifies that none of these tools is called, whatever the arguments.
     *
     * @throws IllegalArgumentException when no request offers a tool of this name, and one that is written nearly the same
     */
    public ToolCallsAssert doesNotContain(String... tools) {
        Set<String> forbidden = Set.copyOf(Arrays.asList(tools));
        if (forbidden.isEmpty()) {
            throw new IllegalArgumentException("doesNotContain() without a tool; for no call at all write isEmpty()");
        }
        forbidden.forEach(this::requireKnown);
        List<ToolCall> made =
                calls().stream().filter(call -> forbidden.contains(call.name())).toList();
        if (!made.isEmpty()) {
            throw failure(
                    "required no call of %s, observed %s",
                    forbidden.stream().sorted().collect(Collectors.joining(" or ")), ToolTrace.described(made));
        }
        return this;
    }

    /** Verifies that no call is like one of these. */
    public ToolCallsAssert doesNotContain(ExpectedToolCall... unwanted) {
        for (ExpectedToolCall one : required("doesNotContain", unwanted)) {
            requireKnown(one.name());
            List<ToolCall> made = calls().stream().filter(one::matches).toList();
            if (!made.isEmpty()) {
                throw failure("required no call %s, observed %s", one, ToolTrace.described(made));
            }
        }
        return this;
    }

    /** Verifies that there are at most so many calls, 1 or more. */
    public ToolCallsAssert hasAtMost(int most) {
        return atMost(most, noun(most), calls());
    }

    /**
     * Verifies that a tool is called at most so often.
     *
     * @param most 1 or more
     * @throws IllegalArgumentException when no request offers a tool of this name, and one that is written nearly the same
     */
    public ToolCallsAssert hasAtMost(int most, String tool) {
        requireKnown(tool);
        return atMost(
                most,
                noun(most) + " of " + tool,
                calls().stream().filter(call -> call.name().equals(tool)).toList());
    }

    private ToolCallsAssert atMost(int most, String what, List<ToolCall> made) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "hasAtMost(%d), allowed are 1 and more; for none write isEmpty() or doesNotContain(\"refund\")"
                            .formatted(most));
        }
        if (made.size() > most) {
            throw failure(
                    "required at most %d %s, observed %d: %s", most, what, made.size(), ToolTrace.described(made));
        }
        return this;
    }

    /**
     * Verifies the F1 of the calls against these, without regard to order; see {@link CallAgreement#f1}.
     *
     * @param least above 0 to 1
     */
    public ToolCallsAssert hasF1AtLeast(double least, ExpectedToolCall... expected) {
        List<ExpectedToolCall> wanted = required("hasF1AtLeast", expected);
        if (!(least > 0 && least <= 1)) {
            throw new IllegalArgumentException(
                    "hasF1AtLeast(%s, ...), allowed is a number above 0 and up to 1".formatted(least));
        }
        CallAgreement agreement = CallAgreement.of(wanted, calls());
        if (agreement.f1() < least) {
            throw failure(
                    "required F1 of at least %s, observed %s: of %d %s %d expected, of %d expected %d made\n  observed %s%s",
                    least,
                    String.format(Locale.ROOT, "%.3f", agreement.f1()),
                    agreement.made(),
                    noun(agreement.made()),
                    agreement.matched(),
                    agreement.expected(),
                    agreement.matched(),
                    observed(),
                    differences(wanted));
        }
        return this;
    }

    /**
     * Verifies that so many of these calls were made in this order, others between or not; see
     * {@link CallAgreement#longestCommonSubsequence}.
     *
     * @param least 1 to the number of expected calls
     */
    public ToolCallsAssert hasInOrderAtLeast(int least, ExpectedToolCall... expected) {
        List<ExpectedToolCall> wanted = required("hasInOrderAtLeast", expected);
        if (least < 1 || least > wanted.size()) {
            throw new IllegalArgumentException("hasInOrderAtLeast(%d, ...) of %d calls, allowed are 1 to %d"
                    .formatted(least, wanted.size(), wanted.size()));
        }
        int longest = CallAgreement.of(wanted, calls()).longestCommonSubsequence();
        if (longest < least) {
            throw failure(
                    "required at least %d of these %d %s in order, observed %d: %s\n  observed %s",
                    least, wanted.size(), noun(wanted.size()), longest, listed(wanted), observed());
        }
        return this;
    }

    /**
     * Verifies that no call is made so often with equal arguments, in a row or not.
     *
     * @param times 2 or more; 2 forbids every repetition
     */
    public ToolCallsAssert hasNoRepeatedCall(int times) {
        CallLoops.repeated(calls(), atLeastTwo("hasNoRepeatedCall", times)).ifPresent(repeated -> {
            throw failure(
                    "required no %s made %d times or more with equal arguments, observed %s", noun(1), times, repeated);
        });
        return this;
    }

    /**
     * Verifies that no stretch of two or more different calls with equal arguments comes so often in a row (A-B-A-B is two times).
     *
     * @param times 2 or more
     */
    public ToolCallsAssert hasNoCycle(int times) {
        return noCycle(CallLoops.cycle(calls(), atLeastTwo("hasNoCycle", times)), "calls with equal arguments", times);
    }

    /**
     * Verifies the same by the names of the tools alone, whatever their arguments. Search and open, search and open is such a cycle too.
     *
     * @param times 2 or more
     */
    public ToolCallsAssert hasNoCycleOfNames(int times) {
        return noCycle(CallLoops.cycleOfNames(calls(), atLeastTwo("hasNoCycleOfNames", times)), "tools", times);
    }

    private ToolCallsAssert noCycle(Optional<String> cycle, String what, int times) {
        cycle.ifPresent(found -> {
            throw failure("required no cycle of %s %d times or more in a row, observed %s", what, times, found);
        });
        return this;
    }

    private static int atLeastTwo(String method, int times) {
        if (times < 2) {
            throw new IllegalArgumentException("%s(%d), allowed are 2 and more".formatted(method, times));
        }
        return times;
    }

    /**
     * Verifies that the last text of the model does not claim what no call did: when it has one of these phrases, each of these calls
     * must have been made. It says nothing when the text makes no claim; where the calls must be made in any case, use
     * {@link #contains}. What it cannot see: a claim in other words.
     *
     * @param claim what the model writes when it claims to have done it, such as {@code refunded}
     * @throws UnsureError when the call is missing and each phrase stands in a sentence with a negation, a condition or a question
     */
    public ToolCallsAssert backsClaim(Phrases claim, ExpectedToolCall... expected) {
        List<ExpectedToolCall> wanted = required("backsClaim", expected);
        List<ExpectedToolCall> missing = new CallMatching(wanted, calls()).missing();
        Claims claims = Claims.in(actual.reply(), claim);
        if (missing.isEmpty() || claims.isEmpty()) {
            return this;
        }
        String story = "expected %s %s; %s made: [%s]; the reply "
                .formatted(
                        noun(missing.size()).replace("tool ", ""),
                        listed(missing),
                        noun(2).replace("tool ", ""),
                        calls().stream().map(CallLoops::brief).collect(Collectors.joining(", ")));
        if (claims.plain().isEmpty()) {
            throw new UnsureError(String.valueOf(failure("%smay claim completion: %s", story, claims.doubtful())
                    .getMessage()));
        }
        throw failure("%sclaims completion: %s", story, claims.plain());
    }

    /**
     * Declares texts that the application put into its requests, so that what stands in them counts as {@link ArgumentOrigin#DOCUMENT}
     * and not as the message around it. White space does not count.
     */
    public ToolCallsAssert withDocuments(String... texts) {
        documents = List.of(texts);
        return this;
    }

    /**
     * Verifies that in every call of a tool the value of an argument stands in a text of one of these origins that the model had before
     * it: texts as whole words, without regard to case and white space; numbers by value and dates by day, in the usual spellings; of
     * lists and objects each text and number. What it cannot see: a value that was computed, translated or completed ("Seattle, WA" of
     * "Seattle"), and whether a short one stands there by chance.
     *
     * @param argument its name
     * @param from one or more origins
     */
    public ToolCallsAssert takesArgumentFrom(String tool, String argument, ArgumentOrigin... from) {
        if (from.length == 0) {
            throw new IllegalArgumentException(
                    "takesArgumentFrom(\"%s\", \"%s\") without an origin; write for example ArgumentOrigin.USER, or inventsNoArgument(\"%s\", \"%s\")"
                            .formatted(tool, argument, tool, argument));
        }
        return origin(tool, argument, EnumSet.copyOf(Arrays.asList(from)));
    }

    /** Verifies that the value of an argument stands anywhere in what the model was given; see {@link #takesArgumentFrom}. */
    public ToolCallsAssert inventsNoArgument(String tool, String argument) {
        return origin(tool, argument, EnumSet.allOf(ArgumentOrigin.class));
    }

    private ToolCallsAssert origin(String tool, String argument, Set<ArgumentOrigin> from) {
        List<ToolTrace.Step> made = actual.steps().stream()
                .filter(step -> step.call().name().equals(tool))
                .toList();
        if (made.isEmpty()) {
            throw failure(
                    "required a %s of %s, observed %s%s", noun(1), tool, observed(), ClosestName.hint(tool, names()));
        }
        for (ToolTrace.Step step : made) {
            new ArgumentTrace(step, documents).wrong(argument, from).ifPresent(wrong -> {
                throw failure(
                        "required that the argument %s of %s comes from %s, observed %s: %s",
                        argument,
                        tool,
                        from.size() == ArgumentOrigin.values().length
                                ? "what the model was given"
                                : from.stream().map(Enum::name).collect(Collectors.joining(" or ")),
                        ToolTrace.described(List.of(step.call())),
                        wrong);
            });
        }
        return this;
    }

    private List<ToolCall> calls() {
        isNotNull();
        return actual.calls();
    }

    private List<String> names() {
        return calls().stream().map(ToolCall::name).toList();
    }

    private String observed() {
        return ToolTrace.described(calls());
    }

    private String noun(int count) {
        return (actual.executed() ? "executed tool call" : "tool call") + (count == 1 ? "" : "s");
    }

    private static List<ExpectedToolCall> required(String method, ExpectedToolCall... expected) {
        if (expected.length == 0) {
            throw new IllegalArgumentException(
                    "%s without a call; write for example call(\"refund\").withArgument(\"orderId\", \"A-17\"), or isEmpty() for no call"
                            .formatted(method));
        }
        return List.of(expected);
    }

    /** A name that is misspelt is never called, and the test would be green for nothing. */
    private void requireKnown(String tool) {
        List<String> offered = actual.answers().stream()
                .map(LlmCall::toolsOffered)
                .flatMap(List::stream)
                .toList();
        if (!offered.contains(tool) && !names().contains(tool)) {
            ClosestName.to(tool, offered).ifPresent(near -> {
                throw new IllegalArgumentException(
                        "no request offers a tool \"%s\"; did you mean \"%s\"?".formatted(tool, near));
            });
        }
    }

    private static String listed(List<ExpectedToolCall> calls) {
        return calls.stream().map(ExpectedToolCall::toString).collect(Collectors.joining(", "));
    }

    private String differences(List<ExpectedToolCall> wanted, CallAgreement agreement) {
        String differences = differences(wanted);
        return differences.isEmpty()
                ? "\n  all are there, in another order: %d of them in the order required"
                        .formatted(agreement.longestCommonSubsequence())
                : differences;
    }

    private String differences(List<ExpectedToolCall> wanted) {
        CallMatching matching = new CallMatching(wanted, calls());
        List<ToolCall> extra = matching.extra();
        return missing(matching) + (extra.isEmpty() ? "" : "\n  not expected: " + ToolTrace.described(extra));
    }

    private static String missing(CallMatching matching) {
        return matching.missing().stream()
                .map(wanted -> "\n  missing: " + wanted + nearMiss(wanted, matching.extra()))
                .collect(Collectors.joining());
    }

    private static String nearMiss(ExpectedToolCall wanted, List<ToolCall> calls) {
        return calls.stream()
                .filter(call -> call.name().equals(wanted.name()))
                .findFirst()
                .map(call -> ", but " + wanted.mismatch(call))
                .orElse("");
    }
}
