package io.github.junitllm.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. Each view has its address, so that opening the address is what a click does. */
class ReportInChromiumTest {

    private static final String RUN = "document.documentElement.setAttribute('data-pwned','1')";

    private static final List<String> SHAPES = List.of(
            "<script>%s</script>",
            "</script><script>%s</script>",
            "</ScRiPt ><script>%s</script>",
            "<img src=x onerror=\"%s\">",
            "<svg onload=\"%s\">",
            "<svg><script>%s</script></svg>",
            "<iframe srcdoc=\"<script>parent.%s</script>\">",
            "<body onload=\"%s\">",
            "<a href=\"javascript:%s\">x</a>",
            "\"><script>%s</script>",
            "'-%s-'",
            "</pre><script>%s</script>",
            "</title><script>%s</script>",
            "</style><script>%s</script>",
            "<!--<script>%s</script>-->",
            "]]><script>%s</script>",
            "\u202e<script>%s</script>",
            "\u001b]8;;javascript:%s\u0007x\u001b]8;;\u0007",
            "\u2028%s\u2029",
            "${%s}",
            "{{%s}}",
            "<details open ontoggle=\"%s\">",
            "<input autofocus onfocus=\"%s\">",
            "<object data=\"data:text/html,<script>%s</script>\">",
            "<meta http-equiv=refresh content=\"0;url=javascript:%s\">");

    @TempDir
    Path folder;

    private String browser = "";
    private String log = "";

    @BeforeEach
    void findBrowser() {
        Optional<String> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(path -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        if (found.isEmpty()) {
            System.out.println("SKIPPED: no Chromium on the path, the HTML report is not seen in a browser");
        }
        assumeTrue(found.isPresent(), "no Chromium on the path");
        browser = found.get();
    }

    private static List<String> hostile() {
        List<String> texts = new ArrayList<>();
        SHAPES.forEach(shape -> texts.add(shape.formatted(RUN)));
        SHAPES.forEach(shape -> texts.add(
                "answer \"" + shape.formatted(RUN).toUpperCase(java.util.Locale.ROOT) + "\"" + shape.formatted(RUN)));
        return texts;
    }

    private Path page() throws IOException {
        List<String> lines = new ArrayList<>();
        String all = String.join("\n", hostile());
        for (String test : List.of("a.B#hostile", "a.C#calm")) {
            int number = 0;
            for (String text : hostile()) {
                ObjectNode line = Json.MAPPER
                        .createObjectNode()
                        .put("type", "sample")
                        .put("test", test)
                        .put("case", text)
                        .put("sample", 1)
                        .put("outcome", number++ % 2 == 0 ? "FAILED" : "PASSED")
                        .put("message", all)
                        .put("again", all)
                        .put("golden", all);
                line.putArray("tags").add(text);
                ObjectNode judge =
                        line.putArray("judges").addObject().put("judge", text).put("model", text);
                judge.putArray("votes").addObject().put("verdict", text).put("reason", all);
                ObjectNode call = line.putArray("calls").addObject().put("path", text);
                ObjectNode talk =
                        call.putObject("conversation").put("answer", all).put("reasoning", all);
                talk.putArray("messages").addObject().put("role", text).put("text", all);
                talk.putArray("offered").add(text);
                talk.putArray("tools").addObject().put("name", text).put("arguments", all);
                lines.add(Json.write(line));
            }
            lines.add(Json.write(Json.MAPPER
                    .createObjectNode()
                    .put("type", "verdict")
                    .put("test", test)
                    .put("verdict", test.endsWith("calm") ? "PASS" : "FAIL")
                    .put("scored", 50)
                    .put("passed", 25)
                    .put("lower", 0.4)
                    .put("upper", 0.6)
                    .put("confidence", 0.95)
                    .put("claim", all)
                    .put("text", all)));
        }
        Path results = Files.write(folder.resolve("run.jsonl"), lines);
        Path page = folder.resolve("page.html");
        HtmlReport.write(List.of(results), List.of(results), page);
        return page;
    }

    private String open(Path page, String address) throws IOException, InterruptedException {
        Path out = folder.resolve("dom.html");
        Path err = folder.resolve("log.txt");
        Process process = new ProcessBuilder(
                        browser,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--enable-logging=stderr",
                        "--virtual-time-budget=2000",
                        "--dump-dom",
                        page.toUri() + "#" + address)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        assertThat(ended).as("Chromium ended within 90 s").isTrue();
        log = Files.readString(err, UTF_8);
        return Files.readString(out, UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Test
    void fifty_hostile_texts_run_nowhere_and_the_console_is_silent() throws Exception {
        assertThat(hostile()).hasSize(50);
        Path page = page();
        for (String address : List.of(
                "view=overview",
                "view=eval&eval=" + encoded("a.B#hostile"),
                "view=sample&row=3&eval=" + encoded("a.B#hostile"),
                "view=sample&row=49&eval=" + encoded("a.B#hostile"),
                "view=eval&eval=" + encoded(hostile().get(0)),
                "view=compare",
                "q=" + encoded(hostile().get(3)))) {
            String dom = open(page, address);
            assertThat(log).as(address).doesNotContain("CONSOLE");
            assertThat(dom).as(address).contains("<html lang=\"en\">").doesNotContain("<iframe", "<object", "<img");
        }
    }

    @Test
    void filter_eval_sample_and_comparison_show_what_their_address_says() throws Exception {
        Path page = page();

        assertThat(open(page, "state=green")).contains("1 of 2 evals shown");
        assertThat(open(page, "view=eval&outcome=FAILED&eval=" + encoded("a.B#hostile")))
                .contains("Cases and samples", "aria-label=\"sample 1: FAILED\"");
        assertThat(open(page, "view=sample&row=0&eval=" + encoded("a.B#hostile")))
                .contains("What failed", "&lt;script&gt;", "U+202E");
        assertThat(open(page, "view=compare")).contains("Comparison with an earlier run", "Nothing changed in 2 evals");
        assertThat(log).doesNotContain("CONSOLE");
    }
}
