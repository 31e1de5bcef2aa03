package io.github.junitllm.upkeep;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.exchange.Exchange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Takes what a draft run used into the cassettes, and what it no longer asked for out of them. */
@API(status = INTERNAL, since = "0.1")
public final class Accept {

    private Accept() {}

    /**
     * Promotes the drafts of a run.
     *
     * @return a line for every cassette that changes, for people
     * @throws UpkeepException when the run was no draft, or its drafts are gone
     */
    public static List<String> run(RunLines run) {
        List<JsonNode> drafted = run.verdicts().stream()
                .filter(verdict -> verdict.path("mode").asText("").equals("draft"))
                .toList();
        if (drafted.isEmpty()) {
            throw new UpkeepException(
                    "%s: is of no draft run; run the tests with -Djunit.llm.mode=draft first".formatted(run.file()));
        }
        List<String> report = new ArrayList<>();
        for (JsonNode verdict : drafted) {
            int cases = verdict.path("cases").asInt()
                    * Math.max(1, verdict.at("/variants/setups").size());
            int accepted = verdict.path("accept").size();
            for (JsonNode entry : verdict.path("accept")) {
                report.add(accept(entry));
            }
            if (accepted < cases) {
                report.add("%s: %d of %d cases left out, whose samples ended in errors or did not run"
                        .formatted(verdict.path("test").asText(""), cases - accepted, cases));
            }
        }
        return report;
    }

    private static String accept(JsonNode entry) {
        Path draftFile = Path.of(entry.path("drafts").asText(""));
        TakeNames promoted = new TakeNames(entry.path("takes"));
        Path file = Path.of(entry.path("cassette").asText(""));
        TakeNames outOfUse = new TakeNames(entry.path("stale"));
        String test = entry.path("test").asText("");
        try (Cassette cassette = Cassette.open(file, test, entry.path("case").asText(""));
                Cassette drafts = Cassette.open(draftFile, test, "")) {
            List<Exchange> takes = promoted.in(drafts);
            if (takes.size() < promoted.size()) {
                throw new UpkeepException("%s: holds %d of the %d drafts that the run used; run the tests again"
                        .formatted(draftFile, takes.size(), promoted.size()));
            }
            List<Exchange> stale = outOfUse.in(cassette);
            // First in, then out: a run killed in between loses nothing.
            takes.forEach(cassette::add);
            cassette.remove(stale);
            drafts.remove(takes);
            return "%s: %d accepted, %d stale removed".formatted(file, takes.size(), stale.size());
        }
    }
}
