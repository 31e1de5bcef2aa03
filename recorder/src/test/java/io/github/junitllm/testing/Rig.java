package io.github.junitllm.testing;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.match.MatchRules;
import io.github.junitllm.redact.RedactionRules;
import io.github.junitllm.server.Lane;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.RecorderServer;
import io.github.junitllm.server.ReplaySpeed;
import io.github.junitllm.server.Spending;
import io.github.junitllm.server.Upstream;
import io.github.junitllm.server.Upstreams;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server and a cassette; lanes in any mode on it. */
public final class Rig implements AutoCloseable {

    /** The key that must never reach a disk. */
    public static final String REAL_KEY = "real-key-of-the-owner-4711";

    /** A key of a format that nobody knows, for an upstream of the project's own. */
    public static final String TEAM_KEY = "team:0815:in-our-own-format";

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

    private final Path file;
    private final RecorderServer server =
            RecorderServer.start(Map.of("OPENAI_API_KEY", REAL_KEY, "TEAM_KEY", TEAM_KEY), CLOCK);
    private Upstreams upstreams = Upstreams.known();
    private MatchRules rules = MatchRules.NONE;
    private Cassette cassette;

    /** Opens the cassette, which need not be there. */
    public Rig(Path file) {
        this.file = file;
        this.cassette = Cassette.open(file, "t", "c");
    }

    /** Puts openai at this address; a key is needed. */
    public Rig openAiAt(String url) {
        upstreams = upstreams.with(Upstreams.known().require("openai").at(url, false));
        return this;
    }

    /** Puts an upstream of the project's own, named team, at this address; a key is needed. */
    public Rig teamAt(String url) {
        upstreams = upstreams.with(new Upstream("team", url, "authorization", "Bearer ", "TEAM_KEY", false));
        return this;
    }

    /** Puts a scripted openai at this address. */
    public Rig simulatedAt(String url) {
        upstreams = upstreams.with(Upstream.simulated("openai", url));
        return this;
    }

    /** Puts an MCP server, named weather-mcp, at this address. */
    public Rig mcpAt(String url) {
        upstreams = upstreams.with(new Upstream("weather-mcp", url, "", "", "", false));
        return this;
    }

    /** Opens the cassette again, with these rules. */
    public Rig rules(MatchRules others) {
        rules = others;
        reload();
        return this;
    }

    /** Opens a lane. */
    public Lane lane(Mode mode, int sample) {
        return lane(new Lane.Setup(mode, Optional.of(cassette), sample, upstreams));
    }

    /** Opens a lane for the first sample in draft mode. */
    public Lane draftLane(Cassette drafts) {
        return lane(new Lane.Setup(Mode.DRAFT, Optional.of(cassette), 1, upstreams).withDrafts(drafts));
    }

    /** Opens a replaying lane for the first sample. */
    public Lane lane(ReplaySpeed speed) {
        return lane(new Lane.Setup(Mode.REPLAY, Optional.of(cassette), 1, upstreams).withSpeed(speed));
    }

    /** Opens a replaying lane for the first sample with rules of redaction. */
    public Lane lane(RedactionRules redaction) {
        return lane(new Lane.Setup(Mode.REPLAY, Optional.of(cassette), 1, upstreams).withRedaction(redaction));
    }

    /** Opens a lane for the first sample that spends like this. */
    public Lane lane(Mode mode, Spending spending) {
        return lane(mode, 1, spending);
    }

    /** Opens a lane that spends like this. */
    public Lane lane(Mode mode, int sample, Spending spending) {
        return lane(new Lane.Setup(mode, Optional.of(cassette), sample, upstreams).withSpending(spending));
    }

    private Lane lane(Lane.Setup setup) {
        return server.openLane(setup);
    }

    /** Opens a recording lane for the first sample that keeps errors too. */
    public Lane laneKeepingErrors() {
        return lane(new Lane.Setup(Mode.RECORD, Optional.of(cassette), 1, upstreams).keepingErrors(true));
    }

    /** Opens a recording lane for the first sample that keeps errors too and spends like this. */
    public Lane laneKeepingErrors(Spending spending) {
        return lane(new Lane.Setup(Mode.RECORD, Optional.of(cassette), 1, upstreams)
                .keepingErrors(true)
                .withSpending(spending));
    }

    /** Returns the cassette as it is open. */
    public Cassette cassette() {
        return cassette;
    }

    /** Opens a lane for the first sample whose calls meet these faults. */
    public Lane lane(Mode mode, FaultPlan... faults) {
        return lane(new Lane.Setup(mode, Optional.of(cassette), 1, upstreams).withFaults(List.of(faults)));
    }

    /** Closes the cassette and opens it again from its file. */
    public Cassette reload() {
        cassette.close();
        cassette = Cassette.open(file, "t", "c", rules);
        return cassette;
    }

    /** Returns the server. */
    public RecorderServer server() {
        return server;
    }

    /** Returns the port of the server. */
    public int port() {
        return Integer.parseInt(server.url().substring(server.url().lastIndexOf(':') + 1));
    }

    @Override
    public void close() {
        cassette.close();
        server.close();
    }
}
