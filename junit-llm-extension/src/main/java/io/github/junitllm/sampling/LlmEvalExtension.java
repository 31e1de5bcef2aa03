package io.github.junitllm.sampling;

import io.github.junitllm.dataset.Golden;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.dataset.Goldens;
import io.github.junitllm.fault.FaultPlan;
import io.github.junitllm.match.ClosestName;
import io.github.junitllm.server.Mode;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Turns an eval method into one invocation per case and sample, and leaves its verdict to {@link EvalRun}. */
final class LlmEvalExtension implements TestTemplateInvocationContextProvider {

    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(LlmEvalExtension.class);

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getTestMethod()
                .flatMap(test -> AnnotationSupport.findAnnotation(test, LlmEval.class))
                .isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        try {
            return invocations(context);
        } catch (ExtensionConfigurationException refusal) {
            RunReport.refused(context, refusal);
            throw refusal;
        }
    }

    private static Stream<TestTemplateInvocationContext> invocations(ExtensionContext context) {
        Method test = context.getRequiredTestMethod();
        Settings settings = new Settings(context, System.getenv());
        Plan plan = Plan.of(test, settings.today());
        List<FaultPlan> faults = DeclaredFaults.of(context.getRequiredTestClass(), test);
        refuseSameName(context.getRequiredTestClass(), test);
        List<GoldenCase> cases = goldens(context.getRequiredTestClass(), test);
        int parameter = GoldenParameter.indexIn(test);
        if (parameter >= 0) {
            // All of them now, so that a mistyped member costs no call.
            cases.forEach(golden -> Goldens.convert(golden, test.getParameterTypes()[parameter]));
        }
        PlanReader.check(test, plan, cases);
        List<DeclaredJudge> judges = DeclaredJudge.of(context.getRequiredTestClass(), test, settings);
        EvalRun run = new EvalRun(context, plan, faults, plan.cases(cases), judges, settings);
        if (settings.mode().callsProviders() && settings.mode() != Mode.DRAFT) {
            run.infeasible().ifPresent(why -> {
                throw new ExtensionConfigurationException(
                        "@LlmEval on %s: refused before the first call: %s".formatted(Plan.label(test), why));
            });
        }
        List<Sample> samples = samples(run, settings);
        if (samples.isEmpty()) {
            throw new ExtensionConfigurationException(nothingSelected(test, run, settings));
        }
        run.forecast(run.resume(samples));
        context.getStore(OURS).put(EvalRun.class, run);
        // JUnit closes the stream after the last invocation: the only moment at which a container can end as aborted.
        return samples.stream()
                .map((Sample sample) -> (TestTemplateInvocationContext) new Invocation(run, sample))
                .onClose(run::abortIfUndecided);
    }

    /** The name of the method is the name of the folder of its cassettes. */
    private static void refuseSameName(Class<?> testClass, Method test) {
        long same = ReflectionSupport.findMethods(
                        testClass,
                        other -> other.getName().equals(test.getName())
                                && AnnotationSupport.isAnnotated(other, LlmEval.class),
                        HierarchyTraversalMode.TOP_DOWN)
                .size();
        if (same > 1) {
            throw new ExtensionConfigurationException(
                    "@LlmEval on %s: %d evals have this name, and would share their cassettes; give each a name of its own"
                            .formatted(Plan.label(test), same));
        }
    }

    /** Red, since a mistyped case must not turn a build green that ran nothing. */
    private static String nothingSelected(Method test, EvalRun run, Settings settings) {
        List<String> ids =
                run.cases().stream().map(one -> one.golden().id()).distinct().toList();
        Optional<String> unknown = settings.onlyCase().filter(id -> !ids.contains(id));
        Optional<String> variant = settings.onlyVariant();
        if (variant.isPresent()) {
            return nothingOfVariant(test, run, variant.get());
        }
        return unknown.isPresent()
                ? "junit.llm.case = \"%s\": %s has no such case%s"
                        .formatted(unknown.get(), Plan.label(test), ClosestName.hint(unknown.get(), ids))
                : "junit.llm.sample = \"%d\": %s has samples 1 to %d"
                        .formatted(settings.onlySample().orElse(0), Plan.label(test), run.samplesPerCase());
    }

    private static String nothingOfVariant(Method test, EvalRun run, String variant) {
        List<String> names = run.plan().variants().stream()
                .flatMap(setups -> setups.setups().stream())
                .map(Variant::name)
                .toList();
        return names.isEmpty()
                ? "junit.llm.variant = \"%s\": %s has no @Variants".formatted(variant, Plan.label(test))
                : "junit.llm.variant = \"%s\": %s has no such set-up, or not such a case and sample%s"
                        .formatted(variant, Plan.label(test), ClosestName.hint(variant, names));
    }

    private static List<GoldenCase> goldens(Class<?> testClass, Method test) {
        Golden golden = AnnotationSupport.findAnnotation(test, Golden.class)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "@LlmEval on %s: there is no @Golden, and an eval without cases checks nothing; write for example @Golden(\"cases.yaml\") or @Golden(inline = \"[{id: late-return, question: Can I return it}]\")"
                                .formatted(Plan.label(test))));
        return Goldens.load(testClass, Plan.label(test), golden);
    }

    private static List<Sample> samples(EvalRun run, Settings settings) {
        Optional<String> onlyCase = settings.onlyCase();
        Optional<String> onlyVariant = settings.onlyVariant();
        OptionalInt onlySample = settings.onlySample();
        boolean draft = settings.mode() == Mode.DRAFT;
        int rounds = draft ? settings.draftRounds() : Integer.MAX_VALUE;
        List<Sample> selected = run.order().stream()
                .filter(sample -> sample.number() <= rounds)
                .filter(sample -> onlyCase.isEmpty()
                        || onlyCase.get().equals(sample.evalCase().golden().id()))
                .filter(sample -> onlyVariant.isEmpty()
                        || sample.evalCase()
                                .variant()
                                .filter(setup -> setup.name().equals(onlyVariant.get()))
                                .isPresent())
                .filter(sample -> onlySample.isEmpty() || onlySample.getAsInt() == sample.number())
                .toList();
        // In draft a first look at every case comes before a second look at any.
        return draft
                ? selected.stream()
                        .sorted(Comparator.comparingInt(Sample::number))
                        .toList()
                : selected;
    }

    private record Invocation(EvalRun run, Sample sample) implements TestTemplateInvocationContext {

        /** Asked only for invocations that are selected to run. */
        @Override
        public String getDisplayName(int invocationIndex) {
            String id = sample.caseId();
            run.sampleSelected(id, sample.number());
            return run.samplesPerCase() == 1 ? id : id + " > sample " + sample.number();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new SampleExtension(run, sample.evalCase(), sample.number()));
        }
    }
}
