package io.github.junitllm.sampling;

import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Provenance;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Says what the samples rest on. */
final class EvidenceText {

    private EvidenceText() {}

    /** Kinds with counts, the weakest first, for example {@code 29 IMPORTED}; "none" when no sample made a call. */
    static String counts(List<SampleResult> results) {
        Map<Evidence, Integer> counts = new EnumMap<>(Evidence.class);
        results.forEach(result -> result.evidence().ifPresent(kind -> counts.merge(kind, 1, Integer::sum)));
        List<String> parts = new ArrayList<>();
        counts.forEach((kind, count) -> parts.add(0, count + " " + kind));
        return (parts.isEmpty() ? "none" : String.join(", ", parts))
                + (FaultText.counts(results).isEmpty() ? "" : " (faults injected)");
    }

    /** What is to be known about the evidence: dates, sources, how the wire was made. */
    static List<String> details(List<SampleResult> results) {
        List<CallTrace> calls =
                results.stream().flatMap(result -> result.calls().stream()).toList();
        List<Provenance> provenances = calls.stream().map(CallTrace::provenance).toList();
        List<String> details = new ArrayList<>(FaultText.summary(results));
        TreeSet<LocalDate> days = new TreeSet<>();
        calls.stream()
                .filter(call -> call.evidence() != Evidence.LIVE)
                .flatMap(call -> call.provenance().recordedAt().stream())
                .map(at -> at.atZone(ZoneOffset.UTC).toLocalDate())
                .forEach(days::add);
        if (!days.isEmpty()) {
            details.add("recorded " + days.first() + (days.size() == 1 ? "" : ".." + days.last()));
        }
        if (provenances.stream().anyMatch(Provenance::wireSynthesised)) {
            details.add("wire synthesised, answer imported: usage and timing unknown");
        }
        sources(provenances).forEach(source -> details.add("source: " + source));
        long differs = calls.stream().filter(CallTrace::wireDiffers).count();
        if (differs > 0) {
            details.add("wire differs in members that cannot change the answer: %d call%s"
                    .formatted(differs, differs == 1 ? "" : "s"));
        }
        return details;
    }

    private static Collection<String> sources(List<Provenance> provenances) {
        TreeSet<String> sources = new TreeSet<>();
        provenances.stream()
                .filter(provenance -> !provenance.source().isEmpty())
                .forEach(provenance -> sources.add(shortened(provenance.source()) + ", " + provenance.licence()));
        int most = 3;
        if (sources.size() <= most) {
            return sources;
        }
        List<String> first = new ArrayList<>(sources.stream().limit(most).toList());
        first.add("and %d more".formatted(sources.size() - most));
        return first;
    }

    /** Without the place within the source: what stands after a colon that is in no brackets. */
    static String shortened(String source) {
        int open = 0;
        for (int i = 0; i + 1 < source.length(); i++) {
            char c = source.charAt(i);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ':' && source.charAt(i + 1) == ' ' && open <= 0) {
                return source.substring(0, i);
            }
        }
        return source;
    }
}
