package io.github.junitllm.server;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.cassette.Cassette;
import io.github.junitllm.cassette.Take;
import io.github.junitllm.exchange.Evidence;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.fault.InjectedFault;
import io.github.junitllm.match.MatchRules;
import io.github.junitllm.redact.RedactionRules;
import io.github.junitllm.redact.Redactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apiguardian.api.API;

/**
 * The stream of calls that belongs to one sample. An application is given {@link #baseUrl}, and what it calls there is
 * answered and remembered here. Safe for use by several threads.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Lane implements AutoCloseable {

    /** The key that an application is given; the recorder puts the real one in its place. */
    public static final String DUMMY_KEY = "junit-llm-dummy-key";

    private final RecorderServer server;
    private final String id;
    private final Setup setup;
    private final Redactor redactor;
    private final boolean context;
    private final Map<String, BitSet> occurrences = new HashMap<>();
    private final List<LaneCall> calls = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<RecordedRequest> missed = new ArrayList<>();
    private final LaneFaults faults;
    private final Set<CountDownLatch> playing = new HashSet<>();
    private final Set<String> givenUp = new HashSet<>();
    private int retries;
    private int requests;
    private int open;
    private boolean closed;
    private boolean lastCallFailed;

    /**
     * What a lane needs.
     *
     * @param mode what happens to calls
     * @param cassette where takes are, empty only in live mode
     * @param sample number of the sample, from 1
     * @param upstreams the closed list of upstreams
     * @param drafts where the takes of draft mode go, else empty
     * @param spending what calls to providers may cost, and when they go out
     * @param speed how fast recorded answers are played
     * @param redaction rules beside the built-in ones for what is redacted
     * @param faults the faults that its calls shall meet
     * @param keepsErrors whether an error of the provider's making (401, 403, 408, 429, 5xx) is recorded like an answer
     */
    public record Setup(
            Mode mode,
            Optional<Cassette> cassette,
            int sample,
            Upstreams upstreams,
            Optional<Cassette> drafts,
            Spending spending,
            ReplaySpeed speed,
            RedactionRules redaction,
            List<FaultPlan> faults,
            boolean keepsErrors) {

        /** Refuses a lane that replays or records without a cassette. */
        public Setup {
            if (mode != Mode.LIVE && cassette.isEmpty()) {
                throw new IllegalArgumentException("mode %s needs a cassette".formatted(mode));
            }
            faults = List.copyOf(faults);
        }

        /** Makes a setup without drafts and faults, with unlimited spending and instant replay. */
        public Setup(Mode mode, Optional<Cassette> cassette, int sample, Upstreams upstreams) {
            this(
                    mode,
                    cassette,
                    sample,
                    upstreams,
                    Optional.empty(),
                    Spending.unlimited(),
                    ReplaySpeed.INSTANT,
                    RedactionRules.NONE,
                    List.of(),
                    false);
        }

        /** Returns this setup with a place for drafts. */
        public Setup withDrafts(Cassette store) {
            return new Setup(
                    mode,
                    cassette,
                    sample,
                    upstreams,
                    Optional.of(store),
                    spending,
                    speed,
                    redaction,
                    faults,
                    keepsErrors);
        }

        /** Returns this setup with another spending. */
        public Setup withSpending(Spending other) {
            return new Setup(mode, cassette, sample, upstreams, drafts, other, speed, redaction, faults, keepsErrors);
        }

        /** Returns this setup with another speed of replay. */
        public Setup withSpeed(ReplaySpeed other) {
            return new Setup(
                    mode, cassette, sample, upstreams, drafts, spending, other, redaction, faults, keepsErrors);
        }

        /** Returns this setup with rules of redaction beside the built-in ones. */
        public Setup withRedaction(RedactionRules rules) {
            return new Setup(mode, cassette, sample, upstreams, drafts, spending, speed, rules, faults, keepsErrors);
        }

        /** Returns this setup with faults that its calls shall meet. */
        public Setup withFaults(List<FaultPlan> plans) {
            return new Setup(mode, cassette, sample, upstreams, drafts, spending, speed, redaction, plans, keepsErrors);
        }

        /** Returns this setup recording errors of the provider's making too, or not. */
        public Setup keepingErrors(boolean keeps) {
            return new Setup(mode, cassette, sample, upstreams, drafts, spending, speed, redaction, faults, keeps);
        }

        MatchRules rules() {
            return cassette.map(Cassette::rules).orElse(MatchRules.NONE);
        }

        /** Where new takes go. */
        Optional<Cassette> store() {
            return mode.records() ? cassette : mode == Mode.DRAFT ? drafts : Optional.empty();
        }
    }

    Lane(RecorderServer server, String id, Setup setup, boolean context) {
        this.server = server;
        this.id = id;
        this.setup = setup;
        this.redactor = server.redactor().with(setup.redaction());
        this.context = context;
        this.faults = new LaneFaults(setup.sample(), setup.faults());
    }

    /** Returns the lane's id, unique in this JVM. */
    public String id() {
        return id;
    }

    /**
     * Returns the base URL for clients of this upstream. It serves clients that add a version segment and those that do
     * not.
     *
     * @throws IllegalArgumentException when the upstream is not known
     */
    public String baseUrl(String upstream) {
        if (!knows(upstream)) {
            setup.upstreams().require(upstream);
        }
        return server.url() + "/lane/" + id + "/" + upstream;
    }

    /** Returns the answered calls in the order of their requests' ends. */
    public synchronized List<LaneCall> calls() {
        return List.copyOf(calls);
    }

    /** Returns the provider-neutral views of the calls whose API we read. */
    public List<LlmCall> llmCalls() {
        return calls().stream().flatMap(call -> call.llmCall().stream()).toList();
    }

    /** Returns what went wrong outside the application and the model, in order. */
    public synchronized List<Trouble> troubles() {
        return List.copyOf(troubles);
    }

    /** Returns the requests that no recording answered, in order. */
    public synchronized List<RecordedRequest> missed() {
        return List.copyOf(missed);
    }

    /** Returns the number of requests that came, answered or not. */
    public synchronized int requests() {
        return requests;
    }

    /** Tells whether the last call ended in trouble, so that what the application made of it is no evidence. */
    public synchronized boolean lastCallFailed() {
        return lastCallFailed;
    }

    /** Redacts a text by the rules of this lane, before it is shown or written elsewhere. */
    public String redacted(String text) {
        return redactor.text(text);
    }

    /** Plans a further fault; it counts the calls that come from now on. */
    public void plan(FaultPlan fault) {
        faults.add(fault);
    }

    /** Returns the faults that calls have met because they were planned, in order. */
    public List<InjectedFault> injectedFaults() {
        return faults.injected();
    }

    /** Returns the planned faults that no call has met. */
    public List<FaultPlan> unmetFaults() {
        return faults.unmet();
    }

    LaneFaults faults() {
        return faults;
    }

    /** Ends the lane; later calls to it are refused, and answers that wait to be sent are cut. */
    @Override
    public void close() {
        server.forget(this);
        synchronized (this) {
            closed = true;
            playing.forEach(CountDownLatch::countDown);
        }
    }

    Setup setup() {
        return setup;
    }

    Redactor redactor() {
        return redactor;
    }

    /** In replay nothing can leave the machine, so that whatever a cassette holds may be asked for. */
    boolean knows(String upstream) {
        return setup.upstreams().find(upstream).isPresent()
                || (!setup.mode().callsProviders()
                        && setup.cassette()
                                .filter(cassette -> cassette.holds(upstream))
                                .isPresent());
    }

    /** Whether it is the lane of calls outside any sample. */
    boolean isContext() {
        return context;
    }

    /**
     * Waits until every call that has come is over, answered or not: a client may have all it wants before the recorder has
     * written it down.
     *
     * @param most how long to wait
     * @return whether all are over
     */
    public synchronized boolean awaitCalls(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toNanos(); open > 0 && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return open == 0;
    }

    synchronized void callBegins() {
        open++;
    }

    synchronized void callEnds() {
        open--;
        notifyAll();
    }

    /** Returns how many calls to a provider were sent again here after an error of its making. */
    public synchronized int retries() {
        return retries;
    }

    synchronized void retried() {
        retries++;
    }

    synchronized void requestCame() {
        requests++;
    }

    /** Returns which occurrence of an equal request in this sample comes next, from 1: the lowest that is free. */
    synchronized int nextOccurrence(String key) {
        if (context) {
            return 1;
        }
        BitSet taken = occurrences.computeIfAbsent(key, none -> new BitSet());
        int occurrence = taken.nextClearBit(1);
        taken.set(occurrence);
        return occurrence;
    }

    /** Takes the next occurrence of an equal request only if it is recorded. */
    synchronized Optional<Take> takeNext(String key, IntFunction<Optional<Take>> recorded) {
        if (context) {
            return recorded.apply(1);
        }
        BitSet taken = occurrences.computeIfAbsent(key, none -> new BitSet());
        int occurrence = taken.nextClearBit(1);
        Optional<Take> take = recorded.apply(occurrence);
        take.ifPresent(found -> taken.set(occurrence));
        return take;
    }

    /** Gives an occurrence back: a call that failed in transport and is tried again is the same call. */
    synchronized void giveBack(String key, int occurrence) {
        occurrences.computeIfAbsent(key, none -> new BitSet()).clear(occurrence);
    }

    /** Remembers that a call failed however often it was tried; what the client tries itself is not tried again here. */
    synchronized void givenUp(String key, int occurrence) {
        givenUp.add(key + "#" + occurrence);
    }

    synchronized boolean wasGivenUp(String key, int occurrence) {
        return givenUp.contains(key + "#" + occurrence);
    }

    /** Takes an occurrence that had been given back; tells whether it was still free. */
    synchronized boolean useUp(String key, int occurrence) {
        BitSet taken = occurrences.computeIfAbsent(key, none -> new BitSet());
        boolean free = !taken.get(occurrence);
        taken.set(occurrence);
        return free;
    }

    void answered(Exchange exchange, Evidence evidence, boolean wireDiffers, boolean failed) {
        answered(new LaneCall(exchange, evidence, wireDiffers, false), failed);
    }

    synchronized void answered(LaneCall call, boolean failed) {
        calls.add(call);
        lastCallFailed = failed;
    }

    /** The application has heard enough of a stream, which is no failure. */
    synchronized void brokenOff(Exchange begun, Evidence evidence) {
        calls.add(new LaneCall(begun, evidence, false, true));
        lastCallFailed = false;
    }

    /** Counts down when the lane is closed, at once when it is. */
    synchronized void playing(CountDownLatch over) {
        if (closed) {
            over.countDown();
        }
        playing.add(over);
    }

    synchronized boolean isPlaying() {
        return !playing.isEmpty();
    }

    synchronized void played(CountDownLatch over) {
        playing.remove(over);
    }

    synchronized void missing(RecordedRequest request, String message) {
        missed.add(request);
        trouble(Trouble.Kind.RECORDING_MISSING, message);
    }

    synchronized void trouble(Trouble.Kind kind, String message) {
        troubles.add(new Trouble(kind, message));
        lastCallFailed = true;
    }
}
