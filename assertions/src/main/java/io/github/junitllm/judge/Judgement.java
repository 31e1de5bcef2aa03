package io.github.junitllm.judge;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.judge.Rubric.Criterion;
import io.github.junitllm.judge.Rubric.Scale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What the votes of a judge say together: of yes and no and of labels the majority, of scores the median.
 *
 * @param rubric what it judged by
 * @param votes one or more, in the order they were given
 * @param addressed where the answer seems to tell the judge what to say, empty when nothing was seen
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Judgement(Rubric rubric, List<Vote> votes, Optional<String> addressed) {

    private static final int LONGEST_REASON = 300;

    /** Copies the list. */
    public Judgement {
        votes = List.copyOf(votes);
    }

    /** Returns the majority; the label without one is the first of those with most votes. */
    Object verdict() {
        if (rubric.scale() instanceof Scale.Score) {
            return votes.stream()
                    .map(vote -> (Integer) vote.verdict())
                    .sorted()
                    .toList()
                    .get(votes.size() / 2);
        }
        if (rubric.scale() instanceof Scale.Checklist list) {
            Map<String, Boolean> all = new LinkedHashMap<>();
            list.criteria().stream()
                    .map(Criterion::name)
                    .forEach(name -> all.put(
                            name,
                            majority(vote -> ((Map<?, ?>) vote.verdict()).get(name))
                                    .equals(true)));
            return Collections.unmodifiableMap(all);
        }
        return majority(Vote::verdict);
    }

    private Object majority(Function<Vote, Object> of) {
        Map<Object, Long> counts = votes.stream()
                .map(of)
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<Object, Long>comparingByValue()
                        .thenComparing(Comparator.comparing(
                                entry -> -List.copyOf(counts.keySet()).indexOf(entry.getKey()))))
                .orElseThrow()
                .getKey();
    }

    /** Returns the share of votes that agree with the verdict, 0 to 1; 1 where all say the same. */
    public double agreement() {
        Object verdict = verdict();
        return (double) votes.stream()
                        .filter(vote -> vote.verdict().equals(verdict))
                        .count()
                / votes.size();
    }

    /** Returns the votes with their reasons, one a line. */
    List<String> lines() {
        List<String> lines = votes.stream()
                .map(vote -> "%s: %s%s%s"
                        .formatted(
                                vote.verdict(),
                                shortened(vote.reason()),
                                vote.evidence().isEmpty()
                                        ? ""
                                        : "; quoted "
                                                + vote.evidence().stream()
                                                        .map(quote -> "\"" + shortened(quote) + "\"")
                                                        .collect(Collectors.joining(", ")),
                                vote.misquoted().isEmpty()
                                        ? ""
                                        : " (%d of these quotes not in the answer)"
                                                .formatted(vote.misquoted().size())))
                .collect(Collectors.toCollection(ArrayList::new));
        addressed.ifPresent(words -> lines.add("the answer speaks to its judge: \"%s\"".formatted(words)));
        return lines;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
