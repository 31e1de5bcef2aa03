package io.github.junitllm.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SPRING = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.junitllm.spring");

    @Test
    void public_types_carry_a_promise() {
        classes()
                .that()
                .arePublic()
                .should()
                .beAnnotatedWith(API.class)
                .because("users may rely only on what we have marked")
                .check(SPRING);
    }

    @Test
    void spring_boot_is_not_needed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.boot..")
                .because("its classes moved between Boot 3 and 4, and plain Spring tests have none")
                .check(SPRING);
    }
}
