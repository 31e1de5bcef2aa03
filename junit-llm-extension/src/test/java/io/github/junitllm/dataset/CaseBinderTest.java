package io.github.junitllm.dataset;

import static io.github.junitllm.dataset.GoldenAnnotations.files;
import static io.github.junitllm.dataset.GoldenAnnotations.inline;
import static io.github.junitllm.dataset.GoldensTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class CaseBinderTest {

    enum Reason {
        LATE,
        BROKEN
    }

    record Item(String sku, int count) {}

    record RefundCase(String question, String orderId, int amount) {}

    @SuppressWarnings("ArrayRecordComponent") // arrays are what is tested
    record Rich(
            Reason reason,
            BigDecimal price,
            List<Item> items,
            Map<String, Integer> stock,
            LocalDate bought,
            Duration window,
            Instant seen,
            boolean open,
            double share,
            long total,
            BigInteger huge,
            Set<Reason> reasons,
            int[] counts,
            JsonNode raw,
            Object any) {}

    record Sparse(
            Optional<String> note,
            OptionalInt days,
            @Nullable String hint,
            List<@Nullable String> lines) {}

    record Named(String id, List<String> tags, String origin, LocalDate validFrom, Optional<Integer> weight) {}

    record Numbered(int id) {}

    record Written(String id, String tags) {}

    record Renamed(@JsonProperty("order_id") String orderId) {}

    record Checked(int amount) {
        Checked {
            if (amount < 0) {
                throw new IllegalArgumentException("amount " + amount + " is below 0");
            }
        }
    }

    record Row(String question, int amount, boolean urgent, Optional<BigDecimal> fee) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = ToolCall.class, name = "tool"))
    sealed interface Step {}

    record ToolCall(String tool, LocalDate day) implements Step {}

    record Plan(List<Step> steps) {}

    static final class Plain {
        private final String question;

        Plain(String question) {
            this.question = question;
        }
    }

    static final class Two {
        Two() {}

        Two(String a) {}
    }

    @SuppressWarnings("ClassCanBeStatic") // the wrong use under test
    final class Inner {
        Inner(String question) {}
    }

    private static GoldenCase only(String text) {
        return inline(text).get(0);
    }

    private static final String AT = "inline:1: case \"a\": ";

    @Test
    void a_record_is_filled_from_the_members() {
        assertThat(only("- {question: 'Why?', orderId: o-1, amount: 12}").as(RefundCase.class))
                .isEqualTo(new RefundCase("Why?", "o-1", 12));
    }

    @Test
    void rich_types_are_filled() {
        Rich rich = only("""
                - reason: LATE
                  price: 12.50
                  items: [{sku: A1, count: 2}]
                  stock: {A1: 3}
                  bought: 2026-01-02
                  window: PT30M
                  seen: 2026-01-02T03:04:05Z
                  open: true
                  share: 0.5
                  total: 9007199254740993
                  huge: 123456789012345678901234567890
                  reasons: [BROKEN]
                  counts: [1, 2]
                  raw: {a: [1, null]}
                  any: x
                """).as(Rich.class);
        assertThat(rich.reason()).isEqualTo(Reason.LATE);
        assertThat(rich.price()).isEqualTo(new BigDecimal("12.50"));
        assertThat(rich.items()).containsExactly(new Item("A1", 2));
        assertThat(rich.stock()).isEqualTo(Map.of("A1", 3));
        assertThat(rich.bought()).isEqualTo(LocalDate.of(2026, 1, 2));
        assertThat(rich.window()).isEqualTo(Duration.ofMinutes(30));
        assertThat(rich.seen()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(rich.open()).isTrue();
        assertThat(rich.share()).isEqualTo(0.5);
        assertThat(rich.total()).isEqualTo(9007199254740993L);
        assertThat(rich.huge()).isEqualTo("123456789012345678901234567890");
        assertThat(rich.reasons()).containsExactly(Reason.BROKEN);
        assertThat(rich.counts()).containsExactly(1, 2);
        assertThat(rich.raw()).hasToString("{\"a\":[1,null]}");
        assertThat(rich.any()).isEqualTo("x");
    }

    @Test
    void optional_and_nullable_components_may_be_absent_or_null() {
        assertThat(only("- {lines: [a, null]}").as(Sparse.class).hint()).isNull();
        assertThat(only("- {lines: [a, null], note: ~, days: 3, hint: h}").as(Sparse.class))
                .satisfies(sparse -> {
                    assertThat(sparse.note()).isEmpty();
                    assertThat(sparse.days()).hasValue(3);
                    assertThat(sparse.hint()).isEqualTo("h");
                    assertThat(sparse.lines()).containsExactly("a", null);
                });
    }

    @Test
    void reserved_members_fill_components_of_their_name() {
        assertThat(only("- {id: 7, tags: 'x, y', origin: desk, valid_from: 2026-01-02}")
                        .as(Named.class))
                .isEqualTo(new Named("7", List.of("x", "y"), "desk", LocalDate.of(2026, 1, 2), Optional.empty()));
        assertThat(only("- {origin: desk, valid_from: 2026-01-02, notes: not asked for}")
                        .as(Named.class))
                .isEqualTo(new Named("case-01", List.of(), "desk", LocalDate.of(2026, 1, 2), Optional.empty()));
        assertThat(only("- {id: 7}").as(Numbered.class)).isEqualTo(new Numbered(7));
        assertThat(only("- {id: 7, tags: [x, y]}").as(Written.class)).isEqualTo(new Written("7", "x, y"));
    }

    @Test
    void other_parameter_types_work_too() {
        GoldenCase golden = only("- {id: a, question: 'Why?', n: 1.0}");
        assertThat(Goldens.convert(golden, GoldenCase.class)).isSameAs(golden);
        assertThat(Goldens.convert(golden, Map.class)).isEqualTo(golden.fields());
        assertThat(Goldens.convert(golden, ObjectNode.class)).isInstanceOf(ObjectNode.class);
        assertThat(Goldens.convert(golden, JsonNode.class)).hasToString("{\"question\":\"Why?\",\"n\":1.0}");
        assertThat(only("- {question: 'Why?'}").as(Plain.class).question).isEqualTo("Why?");
        assertThat(only("- {order_id: o}").as(Renamed.class)).isEqualTo(new Renamed("o"));
    }

    @Test
    void csv_text_becomes_numbers_and_booleans() {
        assertThat(files("dataset/rows.csv").get(0).as(Row.class))
                .isEqualTo(new Row("May I\nreturn?", 12, true, Optional.empty()));
        refused(
                () -> files("dataset/rows.csv").get(1).as(Row.class),
                "goldens/dataset/rows.csv:5: case \"b\": member /amount is missing, Row needs it (int); write it, or "
                        + "make the component Optional or @Nullable");
    }

    @Test
    void csv_text_that_is_no_number_is_refused_without_talk_of_quotes() {
        GoldenCase golden = files("dataset/rows.csv").get(0);
        refused(
                () -> golden.as(Misread.class),
                "goldens/dataset/rows.csv:2: case \"a\": member /question is \"May I\\nreturn?\" (text), expected int");
    }

    record Misread(int question, String amount, String urgent) {}

    record Wrapped(
            Checked checked,
            Map<String, Object> free,
            @Nullable Misread none) {}

    @Test
    void nested_faults_carry_the_pointer_and_free_data_may_hold_null() {
        assertThat(only("- {checked: {amount: 1}, free: {a: ~, b: [1]}}")
                        .as(Wrapped.class)
                        .free())
                .containsEntry("a", null)
                .containsEntry("b", List.of(1L));
        refused(
                () -> only("- {id: a, checked: {amount: -1}, free: {}}").as(Wrapped.class),
                AT + "Checked refuses member /checked: IllegalArgumentException: amount -1 is below 0");
    }

    interface Unmarked {}

    @Test
    void an_interface_without_marks_is_refused() {
        assertThatThrownBy(() -> only("- {id: a}").as(Unmarked.class))
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith(
                        "@Golden on RefundTest.answers(): " + AT + "it does not fit Unmarked: Cannot construct");
    }

    record Loose<T>(List<T> list) {}

    @SuppressWarnings("rawtypes") // the wrong use under test
    record Raw(List list) {}

    @Test
    void generics_that_say_nothing_are_refused() {
        refused(
                () -> only("- {id: a, list: [1]}").as(Loose.class),
                AT + "type variable T cannot be filled; write the type itself");
        refused(
                () -> only("- {id: a, list: [1]}").as(Raw.class),
                AT + "java.util.List says nothing of its elements; write for example List<String>");
    }

    @Test
    void types_with_jackson_annotations_are_left_to_jackson() {
        assertThat(only("- steps: [{kind: tool, tool: lookup, day: 2026-01-02}]")
                        .as(Plan.class))
                .isEqualTo(new Plan(List.of(new ToolCall("lookup", LocalDate.of(2026, 1, 2)))));
        refused(
                () -> only("- {id: a, steps: [{kind: tool, tool: 1, day: 2026-01-02}]}")
                        .as(Plan.class),
                AT + "member /steps/0/tool does not fit Step: Cannot coerce Integer value (1) to `java.lang.String` "
                        + "value (but could if coercion was enabled using `CoercionConfig`)");
    }

    @Test
    void an_unknown_member_is_refused() {
        refused(
                () -> only("- {id: a, question: q, orderId: o, ammount: 12}").as(RefundCase.class),
                AT + "unknown member /ammount; RefundCase has question, orderId, amount; did you mean \"amount\"?");
        refused(
                () -> only("- {id: a, question: q, order_id: o, amount: 12}").as(RefundCase.class),
                AT + "unknown member /order_id; RefundCase has question, orderId, amount; did you mean \"orderId\"?");
        refused(
                () -> only("- {id: a, question: q, orderId: o, amount: 12, mood: 1}")
                        .as(RefundCase.class),
                AT + "unknown member /mood; RefundCase has question, orderId, amount");
        refused(
                () -> only("- {id: a, items: [{sku: A1, count: 1, cuont: 2}], lines: []}")
                        .as(Boxes.class),
                AT + "unknown member /items/0/cuont; Item has sku, count; did you mean \"count\"?");
    }

    record Boxes(List<Item> items, List<String> lines) {}

    @Test
    void a_missing_member_is_refused() {
        refused(
                () -> only("- {id: a, question: q, amount: 12}").as(RefundCase.class),
                AT + "member /orderId is missing, RefundCase needs it (String); write it, or make the component "
                        + "Optional or @Nullable");
        refused(
                () -> only("- {id: a, items: [{sku: A1}], lines: []}").as(Boxes.class),
                AT + "member /items/0/count is missing, Item needs it (int); write it, or make the component Optional "
                        + "or @Nullable");
        refused(
                () -> only("- {id: a, tags: x, valid_from: 2026-01-02}").as(Named.class),
                AT + "member /origin is missing, Named needs it (String); write it, or make the component Optional or "
                        + "@Nullable");
    }

    record Typed(
            @Nullable Integer i,
            @Nullable Byte b,
            @Nullable String s,
            @Nullable Boolean yes,
            @Nullable Double d,
            @Nullable Reason reason,
            @Nullable LocalDate day,
            @Nullable Duration window,
            @Nullable List<String> list,
            @Nullable Item item) {}

    private static void wrong(String member, String message) {
        refused(() -> only("- {id: a, " + member + "}").as(Typed.class), AT + "member " + message);
    }

    @Test
    void a_wrong_type_names_member_value_and_expectation() {
        wrong("i: '2'", "/i is \"2\" (text), expected Integer; write it without quotes");
        wrong("i: two", "/i is \"two\" (text), expected Integer");
        wrong("i: 2.5", "/i is 2.5 (number), expected Integer, a whole number from -2147483648 to 2147483647");
        wrong(
                "i: 2147483648",
                "/i is 2147483648 (number), expected Integer, a whole number from -2147483648 to 2147483647");
        wrong("b: 128", "/b is 128 (number), expected Byte, a whole number from -128 to 127");
        wrong("s: 12", "/s is 12 (number), expected String; write it in quotes");
        wrong("s: true", "/s is true (boolean), expected String; write it in quotes");
        wrong("yes: 1", "/yes is 1 (number), expected Boolean, true or false");
        wrong("yes: 'true'", "/yes is \"true\" (text), expected Boolean, true or false; write it without quotes");
        wrong("d: 1e999", "/d is 1E+999 (number), expected Double, a number it can hold");
        wrong(
                "reason: LAET",
                "/reason is \"LAET\" (text), expected Reason, one of LATE, BROKEN; did you mean \"LATE\"?");
        wrong("day: 1.2.2026", "/day is \"1.2.2026\" (text), expected LocalDate, for example \"2026-11-24\"");
        wrong("window: 30", "/window is 30 (number), expected Duration, for example \"PT30S\"");
        wrong("list: x", "/list is \"x\" (text), expected List");
        wrong("list: [x, 1]", "/list/1 is 1 (number), expected String; write it in quotes");
        wrong("list: [x, ~]", "/list/1 is null, expected String");
        wrong("item: x", "/item is \"x\" (text), expected Item, a mapping of sku, count");
    }

    @Test
    void null_for_a_component_that_takes_none_is_refused() {
        refused(
                () -> only("- {id: a, question: ~, orderId: o, amount: 12}").as(RefundCase.class),
                AT + "member /question is null, expected String");
    }

    @Test
    void a_constructor_that_refuses_the_case_is_quoted() {
        refused(
                () -> only("- {id: a, amount: -1}").as(Checked.class),
                AT + "Checked refuses it: IllegalArgumentException: amount -1 is below 0");
    }

    @Test
    void types_that_cannot_take_a_case_are_refused() {
        String advice =
                "; write a record with a component for each member, GoldenCase, Map<String, Object> or JsonNode";
        refused(() -> only("- {id: a}").as(String.class), AT + "String cannot take a case" + advice);
        refused(() -> only("- {id: a}").as(int[].class), AT + "int[] cannot take a case" + advice);
        refused(() -> only("- {id: a}").as(Object.class), AT + "Object cannot take a case" + advice);
        refused(
                () -> only("- {id: a}").as(Two.class),
                AT
                        + "Two has 2 constructors and none is marked for Jackson; a case fills the only one, write a record");
        refused(
                () -> only("- {id: a, question: q}").as(Inner.class),
                AT + "Inner is an inner class; make it static or a record");
    }
}
