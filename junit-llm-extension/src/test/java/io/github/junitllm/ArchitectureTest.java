package io.github.junitllm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The layers, and what users may rely on, over the three modules together. */
class ArchitectureTest {

    private static final String[] RECORDER = {
        "io.github.junitllm.exchange..",
        "io.github.junitllm.stream..",
        "io.github.junitllm.match..",
        "io.github.junitllm.redact..",
        "io.github.junitllm.cassette..",
        "io.github.junitllm.provider..",
        "io.github.junitllm.server..",
        "io.github.junitllm.importer.."
    };
    private static final String[] ASSERTIONS = {
        "io.github.junitllm.assertions..",
        "io.github.junitllm.tools..",
        "io.github.junitllm.json..",
        "io.github.junitllm.stats.."
    };
    private static final String[] EXTENSION = {
        "io.github.junitllm.sampling..",
        "io.github.junitllm.dataset..",
        "io.github.junitllm.report..",
        "io.github.junitllm.compare..",
        "io.github.junitllm.baseline..",
        "io.github.junitllm.cli.."
    };

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.junitllm");

    @Test
    void the_recorder_knows_neither_what_is_above_it_nor_JUnit_nor_AssertJ() {
        noClasses()
                .that()
                .resideInAnyPackage(RECORDER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ASSERTIONS)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(EXTENSION)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.opentest4j..", "org.assertj..")
                .check(OURS);
    }

    @Test
    void the_assertions_know_neither_the_extension_nor_JUnit() {
        noClasses()
                .that()
                .resideInAnyPackage(ASSERTIONS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(EXTENSION)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..")
                .check(OURS);
    }

    @Test
    void the_extension_rests_on_the_public_API_of_Jupiter_alone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.junit.platform.engine..", "org.junit.platform.launcher..", "org.junit.jupiter.engine..")
                .check(OURS);
    }

    /**
     * The two that stand on every eval carry the promise of their package: Jupiter looks through all annotations of a
     * method a dozen times a sample, and those of these annotations are a measurable part of what a sample costs.
     */
    @Test
    void every_public_type_carries_a_promise_or_says_that_it_gives_none() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .and()
                .doNotHaveSimpleName("LlmEval")
                .and()
                .doNotHaveSimpleName("Golden")
                .should()
                .beAnnotatedWith(API.class)
                .check(OURS);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(OURS.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(javaPackage -> !javaPackage.getClasses().isEmpty())
                        .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class)))
                .isEmpty();
    }

    @Test
    void extensions_are_no_API() {
        assertThat(OURS.stream()
                        .filter(type -> type.getSimpleName().endsWith("Extension"))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                .isEmpty();
    }
}
