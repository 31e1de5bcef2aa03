package io.github.junitllm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.net.http.HttpClient;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses RECORDER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.junitllm");

    @Test
    void the_recorder_knows_no_test_framework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.assertj..", "org.opentest4j..")
                .because("it stands at the bottom of the chain and serves any test framework")
                .check(RECORDER);
    }

    @Test
    void public_types_carry_a_promise() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .beAnnotatedWith(API.class)
                .because("users may rely only on what we have marked")
                .check(RECORDER);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(RECORDER.stream().map(type -> type.getPackage()).distinct())
                .isNotEmpty()
                .allSatisfy((JavaPackage javaPackage) -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class))
                        .as(javaPackage.getName())
                        .isTrue());
    }

    @Test
    void nothing_reads_serialised_objects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .because("a cassette comes from anywhere and must never run code")
                .check(RECORDER);
    }

    @Test
    void only_the_forwarder_calls_out() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.github.junitllm.server.Forwarder")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(HttpClient.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.URLConnection")
                .because("replay must not be able to reach the network, and one door is easy to watch")
                .check(RECORDER);
    }
}
