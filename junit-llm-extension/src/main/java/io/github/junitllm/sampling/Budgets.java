package io.github.junitllm.sampling;

import io.github.junitllm.budget.Budget.Scope;
import io.github.junitllm.budget.Limits;
import io.github.junitllm.budget.Purpose;
import io.github.junitllm.pace.Paces;
import io.github.junitllm.pace.Waiting;
import io.github.junitllm.server.Mode;
import io.github.junitllm.server.Spending;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The budgets of one run, one within the other: of the run, of its drafts, of classes, of tests. */
final class Budgets {

    private static final int DRAFT_CALLS = 200;

    private final io.github.junitllm.budget.Budget run;
    private final io.github.junitllm.budget.Budget drafts;
    private final Map<Class<?>, io.github.junitllm.budget.Budget> ofClasses = new HashMap<>();
    private final Map<Class<?>, io.github.junitllm.budget.Budget> ofDraftedClasses = new HashMap<>();

    Budgets(SpendingSettings settings) {
        Limits limits = settings.limits("");
        this.run = io.github.junitllm.budget.Budget.start(
                ofSettings("the run", ""),
                limits.isNone() ? limits : share(limits, settings.forks()),
                System::nanoTime);
        this.drafts =
                limits.calls().isPresent() ? run : run.within(ofSettings("drafts", ""), Limits.ofCalls(DRAFT_CALLS));
    }

    /** A limit of the run holds for all forks together; time passes for all of them at once. */
    private static Limits share(Limits limits, int forks) {
        return new Limits(
                limits.usd().map(usd -> usd.divide(BigDecimal.valueOf(forks), 12, RoundingMode.DOWN)),
                share(limits.tokens(), forks),
                share(limits.calls(), forks),
                limits.time());
    }

    private static OptionalLong share(OptionalLong limit, int forks) {
        return limit.isPresent() ? OptionalLong.of(limit.getAsLong() / forks) : limit;
    }

    private static Scope ofSettings(String name, String ending) {
        return Scope.ofSettings(name, Settings.PREFIX + SpendingSettings.BUDGET, ending);
    }

    /** What the calls of one test may spend. */
    synchronized Spending of(Class<?> testClass, Method test, Settings settings) {
        SpendingSettings spending = settings.spending();
        boolean draft = settings.mode() == Mode.DRAFT;
        io.github.junitllm.budget.Budget ofClass = (draft ? ofDraftedClasses : ofClasses)
                .computeIfAbsent(
                        testClass,
                        none -> inner(
                                draft ? drafts : run,
                                spending,
                                testClass.getSimpleName(),
                                List.of("." + testClass.getName(), "." + testClass.getSimpleName()),
                                DeclaredBudget.of(testClass)));
        return spending(
                inner(
                        ofClass,
                        spending,
                        testClass.getSimpleName() + "." + test.getName(),
                        List.of(
                                "." + testClass.getName() + "#" + test.getName(),
                                "." + testClass.getSimpleName() + "#" + test.getName()),
                        DeclaredBudget.of(testClass, test)),
                spending);
    }

    /** A setting for one class or test takes the place of its annotation. */
    private static io.github.junitllm.budget.Budget inner(
            io.github.junitllm.budget.Budget around,
            SpendingSettings settings,
            String name,
            List<String> endings,
            Limits declared) {
        Optional<String> ending = settings.endingWithLimits(endings);
        return ending.isPresent()
                ? around.within(ofSettings(name, ending.get()), settings.limits(ending.get()))
                : around.within(DeclaredBudget.scope(name), declared);
    }

    /** Calls outside any test have a budget of the size of that of the run. */
    static Spending ofContext(Settings settings) {
        Budgets own = new Budgets(settings.spending());
        return spending(settings.mode() == Mode.DRAFT ? own.drafts : own.run, settings.spending());
    }

    private static Spending spending(io.github.junitllm.budget.Budget budget, SpendingSettings settings) {
        return new Spending(
                budget,
                Purpose.SAMPLE,
                settings.prices(),
                settings.retries(),
                settings::rate,
                Paces.shared(),
                Waiting.REAL);
    }
}
