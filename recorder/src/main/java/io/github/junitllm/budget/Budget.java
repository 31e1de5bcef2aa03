package io.github.junitllm.budget;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a run, a class or a test may spend at providers. A call must fit into this budget and into every one around it:
 * before it goes out the most it can cost is reserved, and when it is over what it has cost takes the place of that. So
 * parallel calls can never spend more than a limit together. Safe for use by several threads.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Budget {

    private final Scope scope;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final long start;

    @Nullable
    private final Budget around;

    private final Object lock;
    private final Map<Purpose, Amount> spent = new EnumMap<>(Purpose.class);
    private Amount reserved = Amount.NOTHING;
    private long unpriced;
    private long uncounted;
    private long ended;

    /**
     * Whose budget it is, for messages.
     *
     * @param name for example {@code the run}
     * @param usd where the limit of USD is written, and likewise the others
     */
    public record Scope(String name, String usd, String tokens, String calls, String time) {

        /** Makes the scope of limits that are written in settings of this name. */
        public static Scope ofSettings(String name, String prefix, String suffix) {
            return new Scope(
                    name,
                    prefix + "usd" + suffix,
                    prefix + "tokens" + suffix,
                    prefix + "calls" + suffix,
                    prefix + "seconds" + suffix);
        }
    }

    private Budget(Scope scope, Limits limits, LongSupplier nanoTime, @Nullable Budget around) {
        this.scope = scope;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.around = around;
        this.lock = around == null ? new Object() : around.lock;
    }

    /** Starts a budget; its time runs from now. */
    public static Budget start(Scope scope, Limits limits, LongSupplier nanoTime) {
        return new Budget(scope, limits, nanoTime, null);
    }

    /** Makes a budget that is never spent and keeps count of what is. */
    public static Budget unlimited() {
        return start(Scope.ofSettings("the run", "junit.llm.budget.", ""), Limits.NONE, System::nanoTime);
    }

    /** Starts a budget within this one; its time runs from now. */
    public Budget within(Scope inner, Limits innerLimits) {
        return new Budget(inner, innerLimits, nanoTime, this);
    }

    /** Returns the limits. */
    public Limits limits() {
        return limits;
    }

    /** Returns whose budget it is. */
    public Scope scope() {
        return scope;
    }

    /** Returns the budget around this one. */
    public Optional<Budget> around() {
        return Optional.ofNullable(around);
    }

    /** Returns what calls that are over have cost. */
    public Amount spent(Purpose purpose) {
        synchronized (lock) {
            return spent.getOrDefault(purpose, Amount.NOTHING);
        }
    }

    /** Returns what all calls that are over have cost. */
    public Amount spent() {
        return spent(Purpose.SAMPLE).plus(spent(Purpose.JUDGE));
    }

    /** Returns the number of calls whose cost in USD nobody knows; they are in the sums with what was reserved for them. */
    public long unpriced() {
        synchronized (lock) {
            return unpriced;
        }
    }

    /** Returns the number of calls whose tokens nobody knows; they are in the sums with what was reserved for them. */
    public long uncounted() {
        synchronized (lock) {
            return uncounted;
        }
    }

    /** Tells whether this budget or one around it limits USD. */
    public boolean limitsUsd() {
        return limits.usd().isPresent() || around().filter(Budget::limitsUsd).isPresent();
    }

    /** Tells whether this budget or one around it limits tokens. */
    public boolean limitsTokens() {
        return limits.tokens().isPresent()
                || around().filter(Budget::limitsTokens).isPresent();
    }

    /** Returns the time that is left here and around, empty when there is no limit; never below 0. */
    public Optional<Duration> timeLeft() {
        Optional<Duration> outside = around().flatMap(Budget::timeLeft);
        Optional<Duration> here = limits.time()
                .map(limit -> limit.minusNanos(nanoTime.getAsLong() - start))
                .map(left -> left.isNegative() ? Duration.ZERO : left);
        return here.isPresent() && outside.isPresent()
                ? Optional.of(here.get().compareTo(outside.get()) < 0 ? here.get() : outside.get())
                : here.or(() -> outside);
    }

    /**
     * Reserves what a call can cost at most, here and in all budgets around.
     *
     * @throws BudgetException when one of them has no room for it; nothing is reserved then
     */
    public Reservation reserve(Purpose purpose, Estimate most) {
        synchronized (lock) {
            for (Budget budget = this; budget != null; budget = budget.around) {
                Budget one = budget;
                BudgetText.refusal(one, most).ifPresent(message -> {
                    throw new BudgetException(message, one.fitsLater(most));
                });
            }
            for (Budget budget = this; budget != null; budget = budget.around) {
                budget.reserved = budget.reserved.plus(most.amount());
            }
        }
        return new Reservation(this, purpose, most.amount());
    }

    /**
     * Waits until a call is over, so that what it did not use is free again.
     *
     * @param known what {@link #ended} was
     * @param most longest wait
     * @param isOver whether nobody waits any more, asked after {@link #wake}
     * @return whether a call is over
     */
    public boolean awaitEnd(long known, Duration most, BooleanSupplier isOver) throws InterruptedException {
        synchronized (lock) {
            long end = System.nanoTime() + most.toNanos();
            for (long left = most.toNanos();
                    root().ended == known && left > 0 && !isOver.getAsBoolean();
                    left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
            return root().ended != known && !isOver.getAsBoolean();
        }
    }

    /** Returns how many reservations of the whole run have ended. */
    public long ended() {
        synchronized (lock) {
            return root().ended;
        }
    }

    /** Has those that wait look whether they still should. */
    public void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    private Budget root() {
        return around == null ? this : around.root();
    }

    private boolean fitsLater(Estimate most) {
        Amount alone = spent().plus(most.amount());
        return !isOverTime()
                && reserved.calls() > 0
                && limits.calls().orElse(Long.MAX_VALUE) >= alone.calls() + reserved.calls()
                && limits.tokens().orElse(Long.MAX_VALUE) >= alone.tokens()
                && limits.usd()
                        .filter(limit -> alone.usd().compareTo(limit) > 0)
                        .isEmpty();
    }

    /** What is under way; for messages, with the lock held. */
    Amount reserved() {
        return reserved;
    }

    boolean isOverTime() {
        return limits.time()
                .filter(limit -> nanoTime.getAsLong() - start >= limit.toNanos())
                .isPresent();
    }

    void settle(Purpose purpose, Amount held, Amount cost, boolean isPriced, boolean isCounted) {
        synchronized (lock) {
            for (Budget budget = this; budget != null; budget = budget.around) {
                budget.reserved = budget.reserved.minus(held);
                budget.spent.merge(purpose, cost, Amount::plus);
                budget.unpriced += isPriced ? 0 : 1;
                budget.uncounted += isCounted ? 0 : 1;
            }
            root().ended++;
            lock.notifyAll();
        }
    }
}
