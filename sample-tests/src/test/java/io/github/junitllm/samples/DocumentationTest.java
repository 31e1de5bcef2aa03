package io.github.junitllm.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages show code that compiles: what is marked "from FILE" stands in that file, and links lead somewhere. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern SNIPPET = Pattern.compile("<!-- from (\\S+) -->\\n```\\w+\\n([\\s\\S]*?)\\n```");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");

    static Stream<Path> pages() throws IOException {
        List<Path> pages;
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            pages = docs.filter(file -> file.toString().endsWith(".md")).toList();
        }
        return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages.stream());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void snippets_stand_in_their_source(Path page) {
        SNIPPET.matcher(read(page)).results().forEach((MatchResult snippet) -> assertThat(
                        read(ROOT.resolve(snippet.group(1))))
                .contains(snippet.group(2)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_lead_somewhere(Path page) {
        LINK.matcher(read(page)).results().forEach(link -> assertThat(page.resolveSibling(link.group(1)))
                .exists());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
