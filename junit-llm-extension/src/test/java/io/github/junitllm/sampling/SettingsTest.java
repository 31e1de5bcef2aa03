package io.github.junitllm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.junitllm.server.Mode;
import io.github.junitllm.server.ReplaySpeed;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/** Which source of a setting wins; the environment is given, since a test cannot set its own. */
class SettingsTest {

    @TempDir
    Path folder;

    @Recorder(mode = Mode.RECORD)
    static class AnnotatedTestCase {
        @LlmEval
        void eval(Llm llm) {}
    }

    static class PlainTestCase {
        @LlmEval
        void eval(Llm llm) {}
    }

    private Mode mode(Class<?> type, Map<String, String> environment, Map<String, String> parameters) throws Exception {
        return settings(type, environment, parameters).mode();
    }

    private Settings settings(Class<?> type, Map<String, String> environment, Map<String, String> parameters)
            throws Exception {
        Method test = type.getDeclaredMethod("eval", Llm.class);
        ExtensionContext context = (ExtensionContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ExtensionContext.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getRequiredTestClass" -> type;
                        case "getRequiredTestMethod" -> test;
                        case "getConfigurationParameter" ->
                            arguments[0].equals("junit.llm.settings")
                                    ? Optional.of(
                                            folder.resolve("user.properties").toString())
                                    : Optional.ofNullable(parameters.get(arguments[0]));
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
        return new Settings(context, environment);
    }

    @Test
    void answers_are_replayed_at_once_unless_a_speed_is_given() throws Exception {
        assertThat(settings(PlainTestCase.class, Map.of(), Map.of()).speed()).isEqualTo(ReplaySpeed.INSTANT);
        assertThat(settings(PlainTestCase.class, Map.of(), Map.of("junit.llm.replay", "recorded"))
                        .speed())
                .isEqualTo(ReplaySpeed.RECORDED);
        assertThat(settings(PlainTestCase.class, Map.of(), Map.of("junit.llm.replay.PlainTestCase", "0.1"))
                        .speed())
                .isEqualTo(new ReplaySpeed(0.1));
    }

    @Test
    void nothing_said_is_replay() throws Exception {
        assertThat(mode(PlainTestCase.class, Map.of(), Map.of())).isEqualTo(Mode.REPLAY);
    }

    @Test
    void parameter_then_environment_then_annotation_then_the_users_file() throws Exception {
        Files.writeString(folder.resolve("user.properties"), "junit.llm.mode=draft\n");
        Map<String, String> environment = Map.of("JUNIT_LLM_MODE", "live");
        assertThat(mode(AnnotatedTestCase.class, environment, Map.of("junit.llm.mode", "rekey")))
                .isEqualTo(Mode.REKEY);
        assertThat(mode(AnnotatedTestCase.class, environment, Map.of())).isEqualTo(Mode.LIVE);
        assertThat(mode(AnnotatedTestCase.class, Map.of(), Map.of())).isEqualTo(Mode.RECORD);
        assertThat(mode(PlainTestCase.class, Map.of(), Map.of())).isEqualTo(Mode.DRAFT);
    }

    @Test
    void what_is_said_of_the_method_wins_over_its_class_and_that_over_all() throws Exception {
        assertThat(mode(
                        PlainTestCase.class,
                        Map.of(),
                        Map.of(
                                "junit.llm.mode", "live",
                                "junit.llm.mode.PlainTestCase", "draft",
                                "junit.llm.mode.PlainTestCase#eval", "record")))
                .isEqualTo(Mode.RECORD);
        assertThat(mode(
                        PlainTestCase.class,
                        Map.of(),
                        Map.of("junit.llm.mode", "live", "junit.llm.mode." + PlainTestCase.class.getName(), "draft")))
                .isEqualTo(Mode.DRAFT);
    }

    @Test
    void ci_records_only_when_it_is_told() throws Exception {
        Files.writeString(folder.resolve("user.properties"), "junit.llm.mode=draft\n");
        Map<String, String> ci = Map.of("CI", "true");
        assertThat(mode(AnnotatedTestCase.class, ci, Map.of())).isEqualTo(Mode.REPLAY);
        assertThat(mode(PlainTestCase.class, ci, Map.of())).isEqualTo(Mode.REPLAY);
        assertThat(mode(PlainTestCase.class, ci, Map.of("junit.llm.mode", "record")))
                .isEqualTo(Mode.RECORD);
        assertThat(mode(AnnotatedTestCase.class, Map.of("CI", "false"), Map.of()))
                .isEqualTo(Mode.RECORD);
    }

    @Test
    void a_mistyped_system_property_is_refused() {
        System.setProperty("junit.llm.budget.call", "5");
        try {
            assertThatThrownBy(() -> mode(PlainTestCase.class, Map.of(), Map.of()))
                    .hasMessageStartingWith(
                            "system property: unknown setting \"junit.llm.budget.call\"; did you mean \"junit.llm.budget.calls\"?; known are junit.llm.mode, ");
        } finally {
            System.clearProperty("junit.llm.budget.call");
        }
    }

    @Test
    void a_users_file_that_cannot_be_read_or_holds_a_mistyped_setting_is_refused() throws Exception {
        Path file = folder.resolve("user.properties");
        Files.writeString(file, "junit.llm.mod=live\n");
        assertThatThrownBy(() -> mode(PlainTestCase.class, Map.of(), Map.of()))
                .hasMessageStartingWith(
                        file
                                + ": unknown setting \"junit.llm.mod\"; did you mean \"junit.llm.mode\"?; known are junit.llm.mode, ");
        Files.writeString(file, "junit.llm.mode=\\u00zz\n");
        assertThatThrownBy(() -> mode(PlainTestCase.class, Map.of(), Map.of()))
                .hasMessage(file + ": cannot be read as a properties file: Malformed \\uxxxx encoding.");
    }

    @Test
    void a_users_file_can_be_for_one_test_alone() throws Exception {
        Files.writeString(
                folder.resolve("user.properties"), "junit.llm.mode=live\njunit.llm.mode.PlainTestCase\\#eval=draft\n");
        assertThat(mode(PlainTestCase.class, Map.of(), Map.of())).isEqualTo(Mode.DRAFT);
    }
}
