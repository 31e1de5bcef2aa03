package io.github.junitllm.sampling;

import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.judge.HttpJudgeModel;
import io.github.junitllm.judge.JudgeException;
import io.github.junitllm.judge.JudgeModel;
import io.github.junitllm.judge.LlmJudge;
import io.github.junitllm.judge.LlmJudge.Opinion;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.RecorderServer;
import io.github.junitllm.server.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The judges of one sample, each in a lane of its own. Safe for several threads. */
final class SampleJudges implements AutoCloseable {

    private final EvalRun run;
    private final String caseId;
    private final int sample;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Opinion> opinions = new ArrayList<>();
    private Optional<JudgeException> broken = Optional.empty();

    SampleJudges(EvalRun run, String caseId, int sample) {
        this.run = run;
        this.caseId = caseId;
        this.sample = sample;
    }

    synchronized LlmJudge open(DeclaredJudge declared) {
        String upstream = declared.rubric().upstream();
        Lane lane = RecorderServer.shared().openLane(run.judgeSetup(caseId, sample, declared.rubric()));
        lanes.add(lane);
        LlmJudge judge = LlmJudge.of(declared.rubric(), model(lane, upstream)).toldTo(new LlmJudge.Listener() {
            @Override
            public void said(Opinion opinion) {
                add(opinion);
            }

            @Override
            public void failed(JudgeException failure) {
                broke(failure);
            }
        });
        JudgeStanding standing = declared.standing();
        if (standing.gates()) {
            return judge.countingOnly(standing.required());
        }
        return declared.counts() ? judge : judge.advisory();
    }

    static JudgeModel model(Lane lane, String upstream) {
        return upstream.equals("anthropic")
                ? HttpJudgeModel.anthropic(lane.baseUrl(upstream), Lane.DUMMY_KEY)
                : HttpJudgeModel.openAi(lane.baseUrl(upstream), Lane.DUMMY_KEY);
    }

    private synchronized void add(Opinion opinion) {
        opinions.add(opinion);
    }

    private synchronized void broke(JudgeException failure) {
        broken = Optional.of(broken.orElse(failure));
    }

    synchronized List<Opinion> opinions() {
        return List.copyOf(opinions);
    }

    /** What became of a judge that could not judge; then the answer was not judged, whatever the body made of that. */
    synchronized Optional<Outcome> trouble() {
        return broken.map(failure -> lanes.stream()
                .map(Outcomes::ofWire)
                .filter(wire -> wire != Outcome.PASSED && wire != Outcome.INFRA_ERROR)
                .findFirst()
                .orElse(Outcome.JUDGE_ERROR));
    }

    synchronized List<String> troubles() {
        List<String> lines = new ArrayList<>();
        lanes.forEach(lane -> lane.troubles().stream()
                .map(Trouble::message)
                .map("judge: "::concat)
                .forEach(lines::add));
        return lines;
    }

    synchronized List<RecordedRequest> missed() {
        return lanes.stream().flatMap(lane -> lane.missed().stream()).toList();
    }

    synchronized Optional<JudgeException> broken() {
        return broken;
    }

    @Override
    public synchronized void close() {
        lanes.forEach(Lane::close);
    }
}
