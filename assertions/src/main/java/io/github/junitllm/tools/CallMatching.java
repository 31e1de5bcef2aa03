package io.github.junitllm.tools;

import io.github.junitllm.exchange.ToolCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Gives as many expected calls as possible a call of their own (augmenting paths, Kuhn 1955): a wide expectation must not
 * take the only call that a narrow one could have.
 */
final class CallMatching {

    private static final int NONE = -1;

    private final List<ExpectedToolCall> expected;
    private final List<ToolCall> calls;
    private final List<List<Integer>> fitting = new ArrayList<>();
    /** For each call, the expectation that has it. */
    private final int[] takenBy;

    CallMatching(List<ExpectedToolCall> expected, List<ToolCall> calls) {
        this.expected = expected;
        this.calls = calls;
        takenBy = new int[calls.size()];
        Arrays.fill(takenBy, NONE);
        for (ExpectedToolCall wanted : expected) {
            fitting.add(IntStream.range(0, calls.size())
                    .filter(call -> wanted.matches(calls.get(call)))
                    .boxed()
                    .toList());
        }
        for (int wanted = 0; wanted < expected.size(); wanted++) {
            take(wanted, new HashSet<>());
        }
    }

    private boolean take(int wanted, Set<Integer> asked) {
        for (int call : fitting.get(wanted)) {
            if (asked.add(call) && (takenBy[call] == NONE || take(takenBy[call], asked))) {
                takenBy[call] = wanted;
                return true;
            }
        }
        return false;
    }

    boolean fits(int wanted, int call) {
        return Collections.binarySearch(fitting.get(wanted), call) >= 0;
    }

    /** The expectations without a call, in order. */
    List<ExpectedToolCall> missing() {
        return IntStream.range(0, expected.size())
                .filter(wanted -> Arrays.stream(takenBy).noneMatch(taker -> taker == wanted))
                .mapToObj(expected::get)
                .toList();
    }

    /** The calls that nothing expects, in order. */
    List<ToolCall> extra() {
        return IntStream.range(0, calls.size())
                .filter(call -> takenBy[call] == NONE)
                .mapToObj(calls::get)
                .toList();
    }
}
