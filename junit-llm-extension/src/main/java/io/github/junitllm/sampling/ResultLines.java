package io.github.junitllm.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.ToolCall;
import io.github.junitllm.exchange.Usage;
import io.github.junitllm.fault.FaultKind;
import io.github.junitllm.server.LaneCall;
import io.github.junitllm.server.Mode;
import io.github.junitllm.stats.Bounds;
import io.github.junitllm.stats.RateClaim;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The result lines of samples and verdicts, format version 1. Members that vary between equal runs are under "volatile". */
final class ResultLines {

    private ResultLines() {}

    static ObjectNode sample(EvalRun run, SampleResult result, List<LaneCall> answered) {
        ObjectNode line = Json.MAPPER.createObjectNode().put("type", "sample").put("test", run.testId());
        name(line, run, result).put("outcome", result.outcome().name());
        run.fingerprint(result.caseId()).ifPresent(code -> line.put("code", code));
        EvalCase one = run.evalCase(result.caseId());
        if (!one.tags().isEmpty()) {
            ArrayNode tags = line.putArray("tags");
            one.tags().forEach(tags::add);
        }
        line.put("golden", one.golden().location())
                .put("cassette", run.cassettes().shown(one.id()))
                .put("again", run.again(one.id(), result.sample()));
        result.evidence().ifPresent(evidence -> line.put("evidence", evidence.name()));
        if (!result.message().isEmpty()) {
            line.put("message", result.message());
        }
        if (!result.measured().scores().isEmpty()) {
            ObjectNode scores = line.putObject("scores");
            new TreeMap<>(result.measured().scores()).forEach(scores::put);
        }
        ArrayNode calls = line.putArray("calls");
        answered.forEach(call -> calls.add(call(run, call)));
        if (!result.faults().isEmpty()) {
            ArrayNode faults = line.putArray("faults");
            result.faults().forEach(fault -> faults.addObject()
                    .put("kind", fault.kind().name())
                    .put("call", fault.call())
                    .put("upstream", fault.upstream())
                    .put("path", fault.path()));
        }
        JudgeText.describe(line, result.measured().opinions(), run.judges());
        ObjectNode varying = line.putObject("volatile").put("millis", result.millis());
        result.measured().callMillis().ifPresent(millis -> varying.put("call_millis", millis));
        return line;
    }

    private static ObjectNode name(ObjectNode line, EvalRun run, SampleResult result) {
        EvalCase one = run.evalCase(result.caseId());
        line.put("case", one.golden().id());
        one.variant().ifPresent(setup -> line.put("variant", setup.name()));
        return line.put("sample", result.sample());
    }

    /** Which samples do not count is known only now; how many there are depends on threads. */
    private static void late(ObjectNode line, EvalRun run, List<SampleResult> late) {
        if (!late.isEmpty()) {
            ArrayNode all = line.putObject("volatile").putArray("late");
            late.forEach(result -> name(all.addObject(), run, result));
        }
    }

    private static ObjectNode call(EvalRun run, LaneCall laneCall) {
        Exchange exchange = laneCall.exchange();
        ObjectNode line = Json.MAPPER
                .createObjectNode()
                .put("upstream", exchange.request().upstream())
                .put("path", exchange.request().path())
                .put("status", exchange.response().status())
                .put("evidence", laneCall.evidence().name())
                .put("key", exchange.key())
                .put("take", exchange.sample() + "." + exchange.occurrence());
        exchange.provenance().recordedAt().ifPresent(at -> line.put("recorded_at", at.toString()));
        if (laneCall.wireDiffers()) {
            line.put("wire_differs", true);
        }
        if (laneCall.brokenOff()) {
            line.put("broken_off", true);
        }
        if (laneCall.attempts() > 1) {
            line.put("attempts", laneCall.attempts());
        }
        laneCall.fault().ifPresent(fault -> line.put("fault", fault.name()));
        CostText.usd(run, laneCall).ifPresent(usd -> line.put("usd", usd));
        laneCall.llmCall().ifPresent(call -> describe(line, call));
        return line;
    }

    private static void describe(ObjectNode line, LlmCall call) {
        call.requestModel().ifPresent(model -> line.put("gen_ai.request.model", model));
        call.responseModel().ifPresent(model -> line.put("gen_ai.response.model", model));
        call.finishReason().ifPresent(reason -> line.put("gen_ai.response.finish_reason", reason));
        line.put("answer_chars", call.text().length());
        Usage usage = call.usage();
        put(line, "gen_ai.usage.input_tokens", usage.input());
        put(line, "gen_ai.usage.output_tokens", usage.output());
        put(line, "gen_ai.usage.cached_tokens", usage.cached());
        put(line, "gen_ai.usage.reasoning_tokens", usage.reasoning());
        if (!call.toolCalls().isEmpty()) {
            ArrayNode names = line.putArray("tool_calls");
            call.toolCalls().stream().map(ToolCall::name).forEach(names::add);
        }
    }

    private static void put(ObjectNode line, String name, OptionalLong count) {
        count.ifPresent(value -> line.put(name, value));
    }

    private static ObjectNode put(ObjectNode line, Bounds bounds, double confidence) {
        return line.put("lower", bounds.lower()).put("upper", bounds.upper()).put("confidence", confidence);
    }

    private static ObjectNode put(ObjectNode line, RateClaim claim) {
        return line.put("pass_rate", claim.passRate()).put("tolerance", claim.tolerance());
    }

    private static String method(Rule rule) {
        return rule instanceof Rule.AtMostSamples
                ? "exact binomial error spending, stagewise bounds, one-sided"
                : rule instanceof Rule.CasesLikeThese
                        ? "stabilised case means, one-sided"
                        : "clopper-pearson, one-sided";
    }

    private static void describe(ObjectNode line, Foreseen foreseen) {
        if (foreseen instanceof Foreseen.Always always) {
            line.put("expected", always.value().name()).put("expected_because", always.reason());
        } else if (foreseen instanceof Foreseen.Until known) {
            line.put("known_red_until", known.until().toString())
                    .put("known_red_because", known.reason())
                    .put("flaky", known.flaky());
        }
    }

    private static void describe(ObjectNode line, GateRuling gate) {
        line.put("verdict", gate.verdict().name())
                .put("scored", gate.tally().scored())
                .put("passed", gate.tally().passed());
        gate.bounds().ifPresent(bounds -> put(line, bounds, gate.confidence())
                .put("method", method(gate.gate().rule())));
        gate.gate().rule().rate().ifPresent(claim -> put(line, claim));
    }

    static ObjectNode verdict(EvalRun run, Ruling ruling, List<SampleResult> results, String text) {
        ObjectNode line = Json.MAPPER
                .createObjectNode()
                .put("type", "verdict")
                .put("test", run.testId())
                .put("mode", run.mode().name().toLowerCase(Locale.ROOT))
                .put("verdict", ruling.verdict().name())
                .put("cases", run.goldens())
                .put("samples_per_case", run.samplesPerCase())
                .put("planned", run.order().size())
                .put("ran", results.size())
                .put("scored", ruling.scored())
                .put("passed", ruling.passed())
                .put("unsure", ruling.tally().unsure())
                .put("not_needed", ruling.notNeeded());
        ObjectNode errors = line.putObject("errors");
        ruling.errors().forEach((kind, count) -> errors.put(kind.name(), count));
        if (run.variants().isEmpty()) {
            ruling.bounds().ifPresent(bounds -> put(line, bounds, ruling.confidence())
                    .put("method", method(ruling.gates().get(0).gate().rule())));
        }
        run.plan().claim().ifPresent(claim -> put(line, claim)
                .put("per_case", run.plan().perCase())
                .put("max_total_samples", run.plan().maxTotalSamples())
                .put("generalise", run.plan().generalise()));
        boolean claimsOfVariants = run.plan().claimsARate()
                && run.variants().isPresent()
                && !run.plan().perCase();
        if (!run.plan().tagClaims().isEmpty() || claimsOfVariants) {
            ArrayNode gates = line.putArray("gates");
            String kind = claimsOfVariants ? "variant" : "tag";
            ruling.gates()
                    .forEach(gate ->
                            describe(gates.addObject().put(kind, gate.gate().name()), gate));
        }
        run.repeats(ruling).ifPresent(repeats -> line.put("k", repeats.k())
                .put("pass_hat_k", repeats.passHatK())
                .put("pass_at_k", repeats.passAtK()));
        run.plan().foreseen().ifPresent(foreseen -> describe(line, foreseen));
        Map<FaultKind, Integer> faults = FaultText.counts(results);
        if (!faults.isEmpty()) {
            ObjectNode counts = line.putObject("injected_faults");
            faults.forEach((kind, count) -> counts.put(kind.name(), count));
        }
        run.baseline().ifPresent(gate -> gate.describe(line));
        run.measured().describe(line);
        run.corrected().ifPresent(gate -> gate.describe(line));
        run.variants().ifPresent(gate -> gate.describe(line));
        run.describeAttempts(line);
        run.takeUse().describe(line);
        CostText.describe(line, run, results);
        if (run.mode() == Mode.DRAFT) {
            run.describeDraft(line.putArray("accept"), results);
        }
        late(line, run, run.late());
        return line.put("claim", run.words().brief() + run.measured().brief())
                .put("evidence", EvidenceText.counts(results))
                .put("text", text);
    }
}
