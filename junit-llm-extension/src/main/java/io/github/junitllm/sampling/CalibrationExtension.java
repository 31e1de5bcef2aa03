package io.github.junitllm.sampling;

import io.github.junitllm.exchange.Json;
import io.github.junitllm.report.Printable;
import io.github.junitllm.report.VerdictTable;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/** Runs a judge over its labelled answers in the place of the test method. */
final class CalibrationExtension implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> called, ExtensionContext context)
            throws Throwable {
        invocation.proceed();
        Method test = context.getRequiredTestMethod();
        Class<?> testClass = context.getRequiredTestClass();
        Settings settings = new Settings(context, System.getenv());
        String label = "@JudgeCalibration on " + Plan.label(test);
        String file = AnnotationSupport.findAnnotation(test, JudgeCalibration.class)
                .orElseThrow()
                .value();
        DeclaredJudge.Read read = DeclaredJudge.read(testClass, label, file, settings);
        DeclaredCalibration declared = read.calibration()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "%s: %s names no labelled answers; write in its head for example calibration: polite.labels.jsonl, sensitivity: 0.8, specificity: 0.8"
                                .formatted(label, file)));
        RunReport report = RunReport.of(context, settings);
        CalibrationRun run = new CalibrationRun(
                testClass,
                test,
                read.rubric(),
                declared,
                settings,
                report.budgets().of(testClass, test, settings));
        Verdict verdict = run.judgeAll();
        if (settings.updatesCalibration() && verdict != Verdict.ERROR) {
            run.keep(LocalDate.now(ZoneOffset.UTC));
        }
        String text = Printable.text(run.text(verdict));
        report.results()
                .write(run.describe(Json.MAPPER
                        .createObjectNode()
                        .put("type", "calibration")
                        .put("test", testClass.getName() + "#" + test.getName())
                        .put("verdict", verdict.name())
                        .put("text", text)));
        report.add(new VerdictTable.Row(
                verdict == Verdict.PASS,
                verdict.name(),
                testClass.getSimpleName() + "." + test.getName(),
                declared.labels().size(),
                run.judged(),
                run.agreed(),
                String.valueOf(declared.labels().size() - run.judged()),
                "-",
                "-",
                "judge fit to gate",
                run.evidence(),
                text.lines().skip(1).map(String::strip).toList()));
        if (verdict == Verdict.ERROR) {
            throw new EvalError(text);
        }
        if (verdict != Verdict.PASS) {
            throw new AssertionFailedError(text);
        }
    }

    static List<String> modes() {
        return List.of("replay", "record", "rerecord", "live");
    }
}
