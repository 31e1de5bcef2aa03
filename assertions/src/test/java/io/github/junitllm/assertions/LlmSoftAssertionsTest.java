package io.github.junitllm.assertions;

import static io.github.junitllm.assertions.LlmAssertions.assertSoftly;
import static io.github.junitllm.assertions.Wire.openAi;
import static io.github.junitllm.assertions.Wire.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.junitllm.json.JsonAssert;
import io.github.junitllm.text.AnswerCheck;
import io.github.junitllm.text.CheckResult;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.Assert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlmSoftAssertionsTest {

    private static final AnswerCheck POLITE = AnswerCheck.of("a polite tone", answer -> CheckResult.unsure("no judge"));

    private static String withoutLines(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).replaceAll("Test\\.java:\\d+", "Test.java:N");
    }

    @Test
    void all_that_failed_is_told_with_its_line_and_what_held_is_not() {
        Throwable thrown = catchThrowable(() -> assertSoftly(softly -> {
            softly.assertThatAnswer("Your refund is 40 EUR.")
                    .as("refund-02")
                    .mentionsAll("14 days")
                    .mentionsAll("40 EUR")
                    .startsWith("My");
            softly.assertThatJson("{\"amount\": 40}").hasValue("/amount", 41);
            softly.assertThat(1).isEqualTo(1);
        }));

        String at = "at io.github.junitllm.assertions.LlmSoftAssertionsTest."
                + "lambda$all_that_failed_is_told_with_its_line_and_what_held_is_not$";
        assertThat(thrown).isExactlyInstanceOf(AssertionError.class);
        assertThat(withoutLines(thrown).replaceAll("\\$\\d+\\(", "\\$(")).isEqualTo("""
                3 assertions failed:
                  1. [refund-02] required all of "14 days", observed no "14 days" in "Your refund is 40 EUR."
                     %s(LlmSoftAssertionsTest.java:N)
                  2. [refund-02]\s
                     Expecting actual:
                       "Your refund is 40 EUR."
                     to start with:
                       "My"
                     %s(LlmSoftAssertionsTest.java:N)
                  3. required integer 41 at /amount, observed integer 40
                     %s(LlmSoftAssertionsTest.java:N)""".formatted(at, at, at));
    }

    @Test
    void each_failure_names_the_line_of_its_own_assertion() {
        LlmSoftAssertions softly = new LlmSoftAssertions();
        softly.assertThatAnswer("a").mentionsAll("b");
        softly.assertThatAnswer("a").mentionsAll("c");

        assertThat(lines(catchThrowable(softly::assertAll))).hasSize(2).doesNotHaveDuplicates();
    }

    private static List<String> lines(Throwable thrown) {
        return String.valueOf(thrown.getMessage())
                .lines()
                .filter(line -> line.contains("Test.java:"))
                .map(line -> line.substring(line.indexOf("Test.java:")))
                .toList();
    }

    @Test
    void one_failure_is_told_as_if_it_stood_alone() {
        assertThatThrownBy(() ->
                        assertSoftly(softly -> softly.assertThatAnswer("Hello.").mentionsAny("40 EUR")))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("required any of \"40 EUR\", observed none of them in \"Hello.\"");
    }

    @Test
    void without_a_failure_nothing_is_thrown() {
        assertSoftly(
                softly -> softly.assertThatAnswer("{\"a\": 1}").isStrictJson().hasValue("/a", 1));
        assertSoftly(softly -> {});
    }

    @Test
    void a_try_head_tells_all_at_its_end() {
        assertThatThrownBy(() -> {
                    try (LlmSoftAssertions softly = new LlmSoftAssertions()) {
                        softly.assertThatAnswer("a").mentionsAll("b");
                        softly.assertThatAnswer("a").mentionsAll("c");
                    }
                })
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageStartingWith("2 assertions failed:\n");
    }

    @Test
    void doubts_alone_stay_doubts() {
        assertThatExceptionOfType(UnsureError.class)
                .isThrownBy(() ->
                        assertSoftly(softly -> softly.assertThatAnswer("a").satisfiesCheck(POLITE)))
                .withMessage("required a polite tone, which cannot be told: no judge");
        assertThatExceptionOfType(UnsureError.class)
                .isThrownBy(() -> assertSoftly(softly ->
                        softly.assertThatAnswer("a").satisfiesCheck(POLITE).satisfiesCheck(POLITE)))
                .withMessageStartingWith("no assertion failed, 2 cannot be told:\n  1. required a polite tone");
    }

    @Test
    void a_doubt_beside_a_failure_is_a_failure_and_comes_last() {
        assertThatThrownBy(() -> assertSoftly(softly ->
                        softly.assertThatAnswer("a").satisfiesCheck(POLITE).mentionsAll("b")))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageStartingWith("1 assertion failed, 1 cannot be told:\n  1. required all of \"b\"")
                .hasMessageContaining("\n  2. required a polite tone, which cannot be told: no judge\n");
    }

    @Test
    void what_goes_on_from_an_assertion_that_held_is_soft_too() {
        assertThatThrownBy(() -> assertSoftly(softly -> {
                    softly.assertThatAnswer("{\"a\": 1}")
                            .as("refund-02")
                            .isStrictJson()
                            .hasValue("/a", 2)
                            .hasValue("/b", 2);
                    softly.assertThatCalls(List.of(openAi(tool("1", "get", "{\"city\": \"Rome\"}"))))
                            .requestedTool("get")
                            .withArgument("city", "Paris")
                            .withArgument("city", "Oslo")
                            .times(2);
                }))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "3 assertions failed:\n  1. [refund-02] required integer 2 at /a, observed integer 1\n")
                .hasMessageContaining("  2. [refund-02] required integer 2 at /b, observed nothing there")
                .hasMessageContaining("  3. required get(city=Paris)");
    }

    @Test
    void an_argument_that_fits_goes_on_softly() {
        assertThatThrownBy(() -> assertSoftly(
                        softly -> softly.assertThatCalls(List.of(openAi(tool("1", "get", "{\"city\": \"Rome\"}"))))
                                .as("call")
                                .requestedTool("get")
                                .withArgument("city", "Rome")
                                .times(2)))
                .hasMessageStartingWith("[call] required 2 such calls, observed 1");
    }

    @Test
    void assertions_on_usage_are_soft_too() {
        assertThatThrownBy(() -> assertSoftly(softly -> {
                    softly.assertThatCalls(List.of(openAi()))
                            .as("call")
                            .usage()
                            .tokensAtMost(3)
                            .outputTokensAtMost(2);
                    softly.assertThatCalls(List.of()).usage().tokensAtMost(3);
                }))
                .hasMessageStartingWith("3 assertions failed:\n  1. [call] required at most 3 tokens, observed 126 ")
                .hasMessageContaining("\n  2. [call] required at most 2 output tokens, observed 51 ")
                .hasMessageContaining("\n  3. required an LLM call, observed none");
    }

    @Test
    void what_would_go_on_from_a_failed_assertion_is_not_told() {
        assertThatThrownBy(() -> assertSoftly(softly -> {
                    softly.assertThatAnswer("no JSON").isStrictJson().hasValue("/a", 2);
                    softly.assertThatAnswer(null).isStrictJson().hasValue("/a", 2);
                    softly.assertThatCalls(List.of(openAi()))
                            .requestedTool("get")
                            .withArgument("city", "Paris")
                            .times(3);
                    softly.assertThatCalls(List.of()).executedTool("get").times(3);
                }))
                .hasMessageStartingWith("4 assertions failed:\n");
    }

    @Test
    void what_had_failed_is_kept_when_the_code_under_test_breaks() {
        IllegalStateException broken = new IllegalStateException("no connection");

        assertThatThrownBy(() -> assertSoftly(softly -> {
                    softly.assertThatAnswer("a").mentionsAll("b");
                    throw broken;
                }))
                .isSameAs(broken);
        assertThat(broken.getSuppressed()).singleElement().satisfies(kept -> assertThat(kept)
                .hasMessageStartingWith("1 assertion failed:\n  1. required all of"));
    }

    /** AssertJ's proxy gives null or throws there: a new method of this kind needs an override. */
    @ParameterizedTest
    @ValueSource(classes = {SoftAnswerAssert.class, SoftLlmAssert.class})
    void every_method_that_goes_on_with_another_object_has_a_soft_one(Class<?> soft) throws NoSuchMethodException {
        List<Method> goingOn = Arrays.stream(soft.getSuperclass().getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
                .filter(method -> Assert.class.isAssignableFrom(method.getReturnType()))
                .filter(method -> method.getReturnType() != soft.getSuperclass())
                .toList();

        assertThat(goingOn).isNotEmpty();
        for (Method method : goingOn) {
            Method ofSoft = soft.getMethod(method.getName(), method.getParameterTypes());
            assertThat(ofSoft.getDeclaringClass()).as("%s", method).isEqualTo(soft);
            assertThat(Modifier.isFinal(ofSoft.getModifiers())).as("%s", method).isTrue();
        }
    }

    @Test
    void assertions_on_json_stay_with_themselves() {
        assertThat(Arrays.stream(JsonAssert.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
                        .map(Method::getReturnType))
                .allMatch(type -> type == JsonAssert.class);
    }
}
