package io.github.junitllm.dataset;

import static io.github.junitllm.dataset.GoldenAnnotations.files;
import static io.github.junitllm.dataset.GoldenAnnotations.golden;
import static io.github.junitllm.dataset.GoldenAnnotations.inline;
import static io.github.junitllm.dataset.GoldenAnnotations.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class GoldensTest {

    @Golden(inline = """
            - id: a
              question: Why?
            """)
    void annotated() {}

    static void refused(ThrowingCallable load, String message) {
        assertThatThrownBy(load)
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@Golden on RefundTest.answers(): " + message);
    }

    private static List<String> ids(List<GoldenCase> cases) {
        return cases.stream().map(GoldenCase::id).toList();
    }

    @Test
    void an_annotated_method_gives_its_cases() throws Exception {
        Golden golden = GoldensTest.class.getDeclaredMethod("annotated").getAnnotation(Golden.class);
        GoldenCase only = Goldens.load(GoldensTest.class, "GoldensTest.annotated()", golden)
                .get(0);
        assertThat(only.id()).isEqualTo("a");
        assertThat(only.location()).isEqualTo("inline:1");
        assertThat(only.text("question")).isEqualTo("Why?");
    }

    @Test
    void a_yaml_file_gives_cases_with_the_line_where_each_starts() {
        List<GoldenCase> cases = files("dataset/refunds.yaml");
        GoldenCase late = cases.get(0);
        assertThat(late.id()).isEqualTo("late-return");
        assertThat(late.location()).isEqualTo("goldens/dataset/refunds.yaml:2");
        assertThat(late.tags()).containsExactly("policy", "edge");
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("question", "May I return shoes after 40 days?");
        expected.put("amount", new BigDecimal("12.50"));
        expected.put("items", List.of(Map.of("sku", "A1", "count", 2L)));
        assertThat(late.fields()).isEqualTo(expected);
        assertThat(late.fields().keySet()).containsExactly("question", "amount", "items");
        assertThat(late).hasToString("late-return (goldens/dataset/refunds.yaml:2)");
        GoldenCase second = cases.get(1);
        assertThat(second.id()).isEqualTo("case-02");
        assertThat(second.location()).isEqualTo("goldens/dataset/refunds.yaml:13");
        assertThat(second.tags()).containsExactly("policy", "easy");
        assertThat(second.text("question")).isEqualTo("May I return a book?\n");
    }

    @Test
    void governance_members_are_kept_apart_as_written() {
        assertThat(files("dataset/refunds.yaml").get(0).governance())
                .isEqualTo(Map.of("origin", "ticket 4711", "reviewed", "2026-10-01", "weight", 2L));
        assertThat(inline("""
                        - {author: A, created: c, valid_from: f, valid_until: u, notes: n, slice: s, question: q}
                        """).get(0).governance().keySet())
                .containsExactly("author", "created", "valid_from", "valid_until", "notes", "slice");
    }

    @Test
    void fields_cannot_be_changed() {
        GoldenCase golden = files("dataset/refunds.yaml").get(0);
        assertThatThrownBy(() -> golden.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> golden.list("items").clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> golden.tags().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> golden.governance().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_json_file_with_a_byte_order_mark_and_the_member_cases_is_read() {
        List<GoldenCase> cases = files("dataset/bom.json");
        assertThat(ids(cases)).containsExactly("a", "7");
        assertThat(cases.get(0).text("question")).isEqualTo("Grüße?");
        assertThat(cases.get(0).number("big")).isEqualTo(new BigDecimal("123456789012345678901234567890"));
        assertThat(cases.get(0).fields()).containsEntry("none", null);
        assertThat(cases)
                .extracting(GoldenCase::location)
                .containsExactly("goldens/dataset/bom.json:2", "goldens/dataset/bom.json:3");
    }

    @Test
    void json_lines_give_one_case_a_line_and_skip_blank_ones() {
        assertThat(files("dataset/lines.jsonl"))
                .extracting(GoldenCase::location)
                .containsExactly("goldens/dataset/lines.jsonl:1", "goldens/dataset/lines.jsonl:3");
    }

    @Test
    void csv_rows_are_text_and_an_empty_cell_is_an_absent_member() {
        List<GoldenCase> cases = files("dataset/rows.csv");
        assertThat(ids(cases)).containsExactly("a", "b");
        assertThat(cases.get(0).fields())
                .isEqualTo(Map.of("question", "May I\nreturn?", "amount", "12", "urgent", "true"));
        assertThat(cases.get(0).tags()).containsExactly("policy", "edge");
        assertThat(cases.get(0).location()).isEqualTo("goldens/dataset/rows.csv:2");
        assertThat(cases.get(0).number("amount")).isEqualTo("12");
        assertThat(cases.get(1).fields()).isEqualTo(Map.of("question", "Why?", "urgent", "false"));
        assertThat(cases.get(1).location()).isEqualTo("goldens/dataset/rows.csv:5");
    }

    @Test
    void a_file_is_looked_up_beside_the_class_then_under_goldens_then_at_the_root() {
        assertThat(ids(files("near.yaml"))).containsExactly("beside-the-class");
        assertThat(files("near.yaml").get(0).location()).isEqualTo("io/github/junitllm/dataset/near.yaml:1");
        assertThat(ids(files("middle.yaml"))).containsExactly("under-goldens");
        assertThat(ids(files("/middle.yaml"))).containsExactly("at-the-root");
        assertThat(ids(files("/goldens/near.yaml"))).containsExactly("under-goldens");
    }

    @Test
    void files_and_inline_cases_add_up_and_positions_run_on() {
        Golden both = golden(new String[] {"dataset/refunds.yaml"}, "[{\"question\": \"q\"}]");
        assertThat(ids(load(both))).containsExactly("late-return", "case-02", "case-03");
    }

    @Test
    void inline_json_may_use_what_yaml_does_not_know() {
        GoldenCase only =
                inline("[\n\t{\"url\": \"http:\\/\\/x\",\n\t\"n\": 1e3}]").get(0);
        assertThat(only.text("url")).isEqualTo("http://x");
        assertThat(only.number("n")).isEqualByComparingTo("1000");
        assertThat(only.location()).isEqualTo("inline:2");
    }

    @Test
    void yaml_words_that_only_look_special_stay_text() {
        GoldenCase only = inline("""
                - {country: NO, order: 0123, time: 12:30, hex: 0x1F, under: 1_000, day: 2026-01-02, ver: 1.2.3,
                   quoted: "12", tagged: !!str 12, plus: +5, half: .5, float: 1e3, yes: true, empty: , tilde: ~}
                """).get(0);
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        expected.put("country", "NO");
        expected.put("order", "0123");
        expected.put("time", "12:30");
        expected.put("hex", "0x1F");
        expected.put("under", "1_000");
        expected.put("day", "2026-01-02");
        expected.put("ver", "1.2.3");
        expected.put("quoted", "12");
        expected.put("tagged", "12");
        expected.put("plus", 5L);
        expected.put("half", new BigDecimal("0.5"));
        expected.put("float", new BigDecimal("1E+3"));
        expected.put("yes", true);
        expected.put("empty", null);
        expected.put("tilde", null);
        assertThat(only.fields()).isEqualTo(expected);
    }

    @Test
    void member_names_stay_as_written() {
        assertThat(inline("- {1e3: a, true: b, ~: c, .5: d}").get(0).fields().keySet())
                .containsExactly("1e3", "true", "~", ".5");
    }

    @Test
    void tags_select_cases_that_carry_any_of_them() {
        String text = "[{id: a, tags: [x, y]}, {id: b, tags: z}, {id: c}]";
        assertThat(ids(inline(text, "y", "z"))).containsExactly("a", "b");
        assertThat(ids(inline(text))).containsExactly("a", "b", "c");
    }

    @Test
    void a_hundredth_case_needs_no_padding() {
        List<GoldenCase> cases = inline("[" + "{q: 1},".repeat(100) + "]");
        assertThat(cases.get(8).id()).isEqualTo("case-09");
        assertThat(cases.get(99).id()).isEqualTo("case-100");
    }

    @Test
    void neither_file_nor_inline_text_is_refused() {
        refused(
                () -> inline(" \n"),
                "neither a file nor inline cases; write for example @Golden(\"refunds.yaml\") or @Golden(inline = \"...\")");
    }

    @Test
    void a_missing_file_names_the_places_looked_at() {
        refused(
                () -> files("refunds.yaml"),
                "\"refunds.yaml\" is not on the class path; looked at io/github/junitllm/dataset/refunds.yaml, "
                        + "goldens/refunds.yaml, refunds.yaml; put it for example at src/test/resources/goldens/refunds.yaml");
        refused(
                () -> files("/tmp/refunds.yaml"),
                "\"/tmp/refunds.yaml\" is not on the class path; looked at tmp/refunds.yaml (a leading / means the "
                        + "class-path root, not the file system); put it for example at src/test/resources/tmp/refunds.yaml");
    }

    @Test
    void paths_out_of_the_class_path_are_refused() {
        refused(
                () -> files("../refunds.yaml"),
                "\"../refunds.yaml\" leaves its folder; goldens are class-path resources and \"..\" is refused, write "
                        + "the path from the class-path root, for example \"/goldens/refunds.yaml\"");
        String fileSystem = " is a place in the file system or a URL; goldens are class-path resources, put it for "
                + "example at src/test/resources/goldens/refunds.yaml and write \"refunds.yaml\"";
        refused(() -> files("C:\\goldens\\refunds.yaml"), "\"C:\\goldens\\refunds.yaml\"" + fileSystem);
        refused(() -> files("file:///goldens/refunds.yaml"), "\"file:///goldens/refunds.yaml\"" + fileSystem);
        refused(() -> files(" "), "a file name is blank; write the name of a file in src/test/resources/goldens");
    }

    @Test
    void an_unknown_ending_is_refused() {
        refused(
                () -> files("dataset/notes.txt"),
                "\"dataset/notes.txt\" has an unknown ending; allowed are .yaml, .yml, .json, .jsonl, .ndjson, .csv");
    }

    @Test
    void the_same_file_twice_is_refused() {
        refused(
                () -> files("near.yaml", "/io/github/junitllm/dataset/near.yaml"),
                "io/github/junitllm/dataset/near.yaml is listed twice; list it once");
    }

    @Test
    void an_empty_golden_is_refused() {
        String advice = "; write at least one, for example - {id: late-return, question: \"...\"}";
        refused(() -> files("dataset/empty.yml"), "goldens/dataset/empty.yml: has no case" + advice);
        refused(() -> files("dataset/header-only.csv"), "goldens/dataset/header-only.csv: has no case" + advice);
        refused(() -> inline("[]"), "inline: has no case" + advice);
        refused(() -> inline("cases:"), "inline: has no case" + advice);
    }

    @Test
    void a_tags_filter_that_leaves_nothing_is_refused() {
        refused(
                () -> inline("[{tags: [policy, edge]}, {tags: easy}]", "plicy", "attack"),
                "tags = {\"plicy\", \"attack\"} leave no case of 2; the cases carry easy, edge, policy; "
                        + "did you mean \"policy\"?");
        refused(() -> inline("[{q: 1}]", "attack"), "tags = {\"attack\"} leave no case of 1; the cases carry no tags");
    }

    @Test
    void a_duplicate_id_names_both_lines() {
        refused(
                () -> inline("- id: late-return\n  q: 1\n- id: b\n- q: 2\n  id: late-return\n"),
                "inline:4: duplicate case id \"late-return\" (first at inline:1); ids name the case in reports and "
                        + "cassettes, write a different one");
        refused(
                () -> inline("- id: case-02\n- q: 2\n"),
                "inline:2: duplicate case id \"case-02\" (first at inline:1); ids name the case in reports and "
                        + "cassettes, write a different one");
    }

    @Test
    void ids_that_differ_only_in_case_are_refused() {
        refused(
                () -> files("dataset/upper.csv"),
                "goldens/dataset/upper.csv:3: case id \"A\" differs only in case from \"a\" "
                        + "(goldens/dataset/upper.csv:2); each names a file, and some file systems take them for one, "
                        + "write a different one");
    }

    @Test
    void ids_that_cannot_name_a_case_are_refused() {
        String advice = "; ids name the case in reports and cassettes, write one line of 1 to 100 characters";
        refused(() -> inline("- id: \"a\\nb\""), "inline:1: id \"a\\nb\" has a line break" + advice);
        refused(
                () -> inline("- id: " + "x".repeat(101)),
                "inline:1: id \"" + "x".repeat(60) + "...\" has 101 characters" + advice);
        refused(() -> inline("- id: ' '"), "inline:1: id \" \" is blank" + advice);
        refused(() -> inline("- id: ' a'"), "inline:1: id \" a\" starts or ends with a space" + advice);
        refused(() -> inline("- id: \"a\\tb\""), "inline:1: id \"a\\tb\" has a control character" + advice);
        refused(() -> inline("- id: "), "inline:1: id is null" + advice);
        refused(() -> inline("- id: true"), "inline:1: id is true (boolean)" + advice);
        assertThat(ids(inline("- id: " + "x".repeat(100)))).hasSize(1);
    }

    @Test
    void tags_that_are_not_text_are_refused() {
        String advice = "; write tags: [policy, edge] or tags: \"policy, edge\"";
        refused(
                () -> inline("- id: a\n  tags: {x: 1}"),
                "inline:1: case \"a\": member /tags is {x=1} (mapping)" + advice);
        refused(() -> inline("- id: a\n  tags: [x, 1]"), "inline:1: case \"a\": member /tags/1 is 1 (number)" + advice);
        refused(() -> inline("- id: a\n  tags: [x, ' ']"), "inline:1: case \"a\": member /tags/1 is blank" + advice);
        assertThat(inline("- tags: ").get(0).tags()).isEmpty();
    }

    @Test
    void a_case_that_is_not_a_mapping_is_refused() {
        String advice = "; a case is a mapping of members, for example - {id: late-return, question: \"...\"}";
        refused(() -> inline("- id: a\n- just text"), "inline:2: case 2 is \"just text\" (text)" + advice);
        refused(() -> inline("- "), "inline:1: case 1 is null" + advice);
        refused(() -> files("dataset/list.ndjson"), "goldens/dataset/list.ndjson:2: case 2 is [1] (list)" + advice);
    }

    @Test
    void a_file_that_is_no_list_of_cases_is_refused() {
        refused(
                () -> inline("question: Why?"),
                "inline:1: a mapping without the member \"cases\"; write a list of cases, or cases: and the list");
        refused(
                () -> inline("cases: [{q: 1}]\ncaess: []"),
                "inline:2: member \"caess\" beside \"cases\"; only \"cases\" is read, delete it or move it into the cases");
        refused(() -> inline("cases: 1"), "inline:1: \"cases\" is 1 (number); write a list of cases");
        refused(() -> inline("hello"), "inline:1: is \"hello\" (text); write a list of cases, or cases: and the list");
    }

    @Test
    void a_member_that_a_case_lacks_is_explained() {
        GoldenCase late = files("dataset/refunds.yaml").get(0);
        String where = "goldens/dataset/refunds.yaml:2: case \"late-return\": ";
        refused(
                () -> late.text("qestion"),
                where + "no member \"qestion\"; it has question, amount, items; did you mean \"question\"?");
        refused(
                () -> late.number("weight"),
                where + "no member \"weight\"; it has question, amount, items; \"weight\" is reserved and read by "
                        + "governance()");
        refused(
                () -> late.text("amount"),
                where + "member /amount is 12.50 (number), expected text; write it in quotes");
        refused(
                () -> late.number("question"),
                where + "member /question is \"May I return shoes after 40 days?\" (text), expected a number");
        refused(() -> late.list("amount"), where + "member /amount is 12.50 (number), expected a list");
        assertThat(late.list("items")).hasSize(1);
    }
}
