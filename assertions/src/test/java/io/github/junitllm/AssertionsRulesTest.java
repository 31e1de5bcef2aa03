package io.github.junitllm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.junitllm.assertions.LlmAssertions;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class AssertionsRulesTest {

    /** The classes of this module and not those of the recorder, which share the package prefix. */
    private static final JavaClasses MODULE = new ClassFileImporter()
            .importUrl(LlmAssertions.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void public_types_carry_a_promise() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotAnonymousClasses()
                .should()
                .beAnnotatedWith(API.class)
                .because("users may rely only on what we have marked")
                .check(MODULE);
    }

    @Test
    void packages_are_null_marked() {
        assertThat(MODULE).hasSizeGreaterThan(30);
        assertThat(MODULE.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(ofOurs -> assertThat(ofOurs.isAnnotatedWith(NullMarked.class))
                        .as("%s has a package-info with @NullMarked, else NullAway checks nothing", ofOurs.getName())
                        .isTrue());
    }

    @Test
    void no_test_framework_is_needed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.opentest4j..", "org.testng..")
                .because("the assertions serve in any test, and in none")
                .check(MODULE);
    }

    @Test
    void arrows_point_down() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.junitllm.server..",
                        "io.github.junitllm.cassette..",
                        "io.github.junitllm.sampling..",
                        "io.github.junitllm.dataset..")
                .because("assertions look at calls, whoever recorded them")
                .check(MODULE);
    }

    @Test
    void the_public_surface_shows_no_type_of_a_json_library() {
        assertThat(MODULE.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(method -> method.getAllInvolvedRawTypes().stream())
                        .map(JavaClass::getPackageName))
                .noneMatch(name -> name.startsWith("com.fasterxml") || name.startsWith("com.networknt"));
    }
}
