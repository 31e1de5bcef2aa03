package io.github.junitllm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The gate over a suite whose result lines lie in several files. */
class SuiteCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private String shard(String name, String... evals) throws IOException {
        String line =
                "{\"type\":\"suite\",\"claims\":%d,\"evals\":[%s]}\n".formatted(evals.length, String.join(",", evals));
        return Files.writeString(folder.resolve(name), "{\"type\":\"run\"}\n" + line)
                .toString();
    }

    private static String eval(String name, boolean failed, double p) {
        return "{\"eval\":\"%s\",\"failed\":%s,\"error\":0.05,\"p\":%s}".formatted(name, failed, p);
    }

    private int run(String... files) {
        return new CommandLine(new SuiteCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(files);
    }

    private String text(StringWriter caught) {
        return caught.toString().replace(folder.toString(), "FOLDER").replace("\r\n", "\n");
    }

    @Test
    void a_fail_that_may_be_chance_among_the_claims_of_all_shards_does_not_stand() throws IOException {
        int code = run(
                shard("a.jsonl", eval("A.one", true, 0.04), eval("A.two", false, 0.5)),
                shard("b.jsonl", eval("B.three", false, 0.9)));

        assertThat(text(out)).isEqualTo("""
                        by FOLDER/a.jsonl
                        by FOLDER/b.jsonl
                        3 claims about a rate: were every rate just as claimed, chance alone would FAIL at most 0.15 of them on average
                        FAIL that may be chance among so many (adjusted p above 0.05): A.one (0.1200)
                        the suite: no FAIL that stands; what else is red stays red
                        """);
        assertThat(code).isZero();
    }

    @Test
    void a_fail_that_stands_fails_the_suite() throws IOException {
        int code = run(
                shard("a.jsonl", eval("A.one", true, 0.001), eval("A.two", false, 0.5)),
                shard("b.jsonl", eval("B.three", false, 0.9)));

        assertThat(text(out))
                .contains(
                        "FAIL that stands among all of them (Benjamini-Hochberg, adjusted p at most 0.05): A.one (0.0030)")
                .endsWith("the suite: FAIL\n");
        assertThat(code).isEqualTo(4);
    }

    @Test
    void shards_merged_into_one_file_keep_their_claims() throws IOException {
        String merged = folder.resolve("merged.jsonl").toString();
        int code = new CommandLine(new MergeCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .execute(
                        "--out",
                        merged,
                        shard("b.jsonl", eval("B.three", false, 0.9)),
                        shard("a.jsonl", eval("A.one", true, 0.001), eval("A.two", false, 0.5)));
        assertThat(code).isZero();

        assertThat(run(merged)).isEqualTo(4);
        assertThat(text(out)).contains("3 claims").contains("A.one (0.0030)");
    }

    @Test
    void one_claim_alone_is_judged_as_it_is() throws IOException {
        assertThat(run(shard("a.jsonl", eval("A.one", true, 0.04)))).isEqualTo(4);
    }

    @Test
    void runs_without_a_claim_are_no_good_suite() throws IOException {
        int code = run(shard("a.jsonl"));

        assertThat(text(err)).isEqualTo("no claim about a rate was decided in these runs: there is nothing to judge\n");
        assertThat(code).isEqualTo(1);
    }
}
