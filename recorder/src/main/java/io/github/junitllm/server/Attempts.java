package io.github.junitllm.server;

import io.github.junitllm.budget.Budget;
import io.github.junitllm.budget.BudgetException;
import io.github.junitllm.budget.Estimate;
import io.github.junitllm.budget.Estimator;
import io.github.junitllm.budget.Reservation;
import io.github.junitllm.pace.Pace;
import io.github.junitllm.pace.Retries;
import io.github.junitllm.pace.RetryAfter;
import io.github.junitllm.server.HttpEngine.Incoming;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The tries of one call: each is paid from the budget and keeps the pace of its upstream. One that met an error of the
 * provider's making is followed by another as long as the client has seen nothing of it.
 */
final class Attempts {

    /** A call within an open stream of its own application may wait for that stream: then there is no end to wait for. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final UpstreamCall call;
    private final Spending spending;
    private final Clock clock;
    private final Estimate most;
    private final Pace pace;
    private final CountDownLatch over = new CountDownLatch(1);
    private final boolean mayRetry;

    /**
     * @throws BudgetException when nobody can tell what the call may cost, and the budget wants to know
     */
    Attempts(UpstreamCall call, UpstreamKey key, Incoming incoming, Clock clock) {
        this.call = call;
        this.spending = call.lane().setup().spending();
        this.clock = clock;
        Budget budget = spending.budget();
        Estimator estimator = new Estimator(spending.prices(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        this.most = estimator.most(budget, call.request().withBody(incoming.body()));
        String upstream = call.upstream().name();
        this.pace = spending.paces()
                .of(
                        upstream + " at " + call.upstream().baseUrl(),
                        key.secret().hashCode(),
                        spending.limits().apply(upstream));
        this.mayRetry = !call.lane().setup().keepsErrors() && !call.wasGivenUp();
    }

    /** Ends every wait: the client is gone. */
    void stop() {
        over.countDown();
        spending.budget().wake();
    }

    /**
     * Begins a try: reserves what it can cost and waits for its turn.
     *
     * @return false when the client went meanwhile
     */
    boolean begin() throws InterruptedException {
        Budget budget = spending.budget();
        Reservation reservation = reserve(budget);
        boolean begun = false;
        try {
            long tokens = most.inputTokens() + most.outputTokens();
            Duration wait = pace.take(pace.limitsTokens() && tokens == 0 ? bytesAsTokens() : tokens);
            if (budget.timeLeft().filter(left -> left.compareTo(wait) < 0).isPresent()) {
                throw new BudgetException(
                        "the pace of %s asks to wait %d seconds, which is longer than what is left of a budget of time"
                                .formatted(call.upstream().name(), wait.toSeconds()));
            }
            begun = waits(wait);
            return begun;
        } finally {
            if (begun) {
                call.begins(reservation);
            } else {
                reservation.giveBack();
            }
        }
    }

    /** Waits for what calls under way will not use, so that samples in parallel get as far as one after the other. */
    private Reservation reserve(Budget budget) throws InterruptedException {
        while (true) {
            long ended = budget.ended();
            try {
                return budget.reserve(spending.purpose(), most);
            } catch (BudgetException e) {
                Duration patience = budget.timeLeft()
                        .filter(left -> left.compareTo(PATIENCE) < 0)
                        .orElse(PATIENCE);
                if (!e.fitsLater() || !budget.awaitEnd(ended, patience, () -> over.getCount() == 0)) {
                    throw e;
                }
            }
        }
    }

    /** Where no budget asked for an estimate: four bytes of a text are about one token. */
    private long bytesAsTokens() {
        return call.request().body().size() / 4;
    }

    /** Tells whether to try again after this answer, and waits if so; what it cost is settled. */
    boolean again(int status, HttpHeaders headers) throws InterruptedException {
        Optional<Duration> asked = RetryAfter.read(name -> headers.firstValue(name), clock.instant());
        if (status == 429) {
            pace.tooMuch(asked);
        }
        boolean refusesRetry =
                headers.firstValue("x-should-retry").filter("false"::equals).isPresent();
        return Retries.isWorthwhile(status) && !refusesRetry && again(asked, true);
    }

    /** Tells whether to try again after a try without an answer, and waits if so. */
    boolean again(@Nullable Throwable failure) throws InterruptedException {
        return again(Optional.empty(), neverLeft(failure));
    }

    /** Whether a request never reached the provider, so that it cost nothing for sure. */
    static boolean neverLeft(@Nullable Throwable failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private boolean again(Optional<Duration> asked, boolean unused) throws InterruptedException {
        Optional<Duration> pause = mayRetry
                ? spending.retries()
                        .pause(
                                call.attempts(),
                                asked,
                                call.key().exact() + call.lane().setup().sample())
                : Optional.empty();
        Optional<Duration> left = spending.budget().timeLeft();
        if (pause.isEmpty()
                || left.filter(time -> time.compareTo(pause.get()) <= 0).isPresent()) {
            return false;
        }
        call.triedInVain(unused);
        return waits(pause.get());
    }

    private boolean waits(Duration time) throws InterruptedException {
        if (time.isZero()) {
            return over.getCount() > 0;
        }
        call.lane().playing(over);
        try {
            return spending.waiting().await(time, over);
        } finally {
            call.lane().played(over);
        }
    }
}
