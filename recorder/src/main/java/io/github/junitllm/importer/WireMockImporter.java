package io.github.junitllm.importer;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.importer.WireRow.BadRow;
import io.github.junitllm.match.RequestKey;
import io.github.junitllm.server.Upstream;
import io.github.junitllm.server.Upstreams;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Turns WireMock mappings into a cassette. Reads a folder with {@code mappings} and {@code __files}, a folder of mappings, or one
 * file, with one stub or with {@code {"mappings": [...]}}. The states of a scenario become takes in their order.
 *
 * <p>A stub that answers more than one request (a pattern of addresses or bodies, a template, a proxy, a fault) cannot become a
 * recording; it is named with its file, its place as a JSON Pointer and the reason, and nothing is written unless the
 * target says that such stubs are left out. Delays and headers of requests do not count. At most 10,000 files of 64 MB, and
 * 16 MB for a body.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class WireMockImporter {

    private static final int NEVER = Integer.MAX_VALUE;

    private final ImportTarget target;
    private final Optional<String> upstream;

    /**
     * Makes an importer.
     *
     * @param target where the cassette goes
     * @param upstream the provider that the stubs stand for; not needed for stubs that junit-llm exported
     */
    public WireMockImporter(ImportTarget target, Optional<String> upstream) {
        this.target = target;
        this.upstream = upstream;
    }

    /** One stub, where it stands, and how many steps its scenario takes to come to it. */
    private record Stub(String place, WireMockMapping mapping, int step) {
        Stub at(int otherStep) {
            return new Stub(place, mapping, otherStep);
        }
    }

    /**
     * Imports a folder or a file. A cassette that is there already is replaced if it holds nothing but imports.
     *
     * @throws ImportException when a stub cannot become a recording, or a cassette with other recordings is in the way
     */
    public ImportReport importFrom(Path from) {
        ImportTarget named = target.caseId().isPresent()
                ? target
                : new ImportTarget(
                        target.folder(),
                        target.test(),
                        Optional.of(CassetteNames.ofFile(from)),
                        target.rules(),
                        target.citation(),
                        target.skipping());
        ImportRun run = new ImportRun(named);
        List<Stub> stubs = new ArrayList<>();
        WireMockFiles files = WireMockFiles.of(from);
        for (Path file : files.mappings()) {
            JsonNode json = ImportRun.json(file, ImportRun.text(file));
            JsonNode several = json.path("mappings");
            if (several.isArray()) {
                for (int i = 0; i < several.size(); i++) {
                    stubs.add(new Stub(
                            "%s#/mappings/%d".formatted(file, i), new WireMockMapping(several.get(i), files), 0));
                }
            } else {
                stubs.add(new Stub(file + "#", new WireMockMapping(json, files), 0));
            }
        }
        Set<String> answered = new HashSet<>();
        for (Stub stub : inOrder(run, stubs)) {
            run.part(stub.place(), () -> add(run, stub, answered));
        }
        return run.finish(from, "WireMock mappings");
    }

    private void add(ImportRun run, Stub stub, Set<String> answered) {
        if (stub.step() == NEVER) {
            throw BadRow.of(
                    "/requiredScenarioState",
                    "a state that the scenario reaches from \"%s\"".formatted(WireMockMapping.STARTED),
                    stub.mapping().requiredState());
        }
        WireRow row = stub.mapping().row(stub.place(), run.target(), target.citation());
        String name = stub.mapping().upstream(upstream);
        if (!name.matches(Upstream.NAME)) {
            throw BadRow.of("/metadata/junit-llm/upstream", "the name of an upstream", name);
        }
        String path = Upstreams.known()
                .find(name)
                .map(known -> known.normalise(row.url()))
                .orElse(row.url());
        RequestKey key = RequestKey.of(new RecordedRequest(row.method(), name, path, "", row.requestBody()));
        if (!answered.add(key.core()) && stub.mapping().scenario().isEmpty()) {
            throw new BadRow(
                    "/request: an earlier stub answers the same request, and no scenario says which answer comes first");
        }
        run.cassettes().add(row, new UpstreamOfUrl(name, path));
    }

    /** Stubs of a scenario in the order in which its states are reached; others where they stand. */
    private static List<Stub> inOrder(ImportRun run, List<Stub> stubs) {
        Map<String, List<Stub>> scenarios = new HashMap<>();
        List<Stub> readable = new ArrayList<>();
        for (Stub stub : stubs) {
            run.check(stub.place(), () -> {
                WireMockMapping mapping = stub.mapping();
                mapping.requireStates();
                mapping.scenario().ifPresent(name -> scenarios
                        .computeIfAbsent(name, none -> new ArrayList<>())
                        .add(stub));
                readable.add(stub);
            });
        }
        Map<String, Map<String, Integer>> steps = new HashMap<>();
        scenarios.forEach((name, members) -> steps.put(name, steps(members)));
        return readable.stream()
                .map(stub -> stub.at(stub.mapping()
                        .scenario()
                        .map(name -> steps.getOrDefault(name, Map.of())
                                .getOrDefault(stub.mapping().requiredState(), NEVER))
                        .orElse(0)))
                .sorted(Comparator.comparingInt(Stub::step))
                .toList();
    }

    /** How many steps it takes to each state. */
    private static Map<String, Integer> steps(List<Stub> scenario) {
        Map<String, List<String>> next = new HashMap<>();
        for (Stub stub : scenario) {
            stub.mapping().newState().ifPresent(state -> next.computeIfAbsent(
                            stub.mapping().requiredState(), none -> new ArrayList<>())
                    .add(state));
        }
        Map<String, Integer> steps = new HashMap<>(Map.of(WireMockMapping.STARTED, 0));
        Deque<String> open = new ArrayDeque<>(List.of(WireMockMapping.STARTED));
        while (!open.isEmpty()) {
            String state = open.remove();
            int step = steps.getOrDefault(state, 0) + 1;
            for (String following : next.getOrDefault(state, List.of())) {
                if (steps.putIfAbsent(following, step) == null) {
                    open.add(following);
                }
            }
        }
        return steps;
    }
}
