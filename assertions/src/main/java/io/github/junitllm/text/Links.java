package io.github.junitllm.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.junitllm.json.Visible;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** The addresses in an answer: of links and images, and those that a reader makes links of. */
final class Links {

    private static final Pattern BARE = Pattern.compile("(?i)\\b(?:https?|ftp)://[^\\s<>\"'`]+");
    private static final Pattern BROKEN = Pattern.compile("\\]\\([^)\\n]*\\)?");
    private static final Pattern HOST =
            Pattern.compile("(?i)(?:\\*\\.)?[a-z0-9-]+(?:\\.[a-z0-9-]+)*|\\[[0-9a-f:.]+\\]");

    private record Address(String written, TextSpan span) {

        Optional<URI> uri() {
            try {
                return Optional.of(new URI(written));
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        }

        String host() {
            return uri().map(URI::getHost).orElse("").toLowerCase(Locale.ROOT);
        }

        TextSpan told(String reason) {
            return new TextSpan(span.from(), span.to(), "%s (%s)".formatted(Visible.excerpt(written, 100), reason));
        }
    }

    private Links() {}

    static AnswerCheck onlyTo(List<String> hosts) {
        List<String> allowed = hosts.stream().map(Links::requireHost).toList();
        String required = allowed.isEmpty() ? "no links" : "links to %s only".formatted(String.join(", ", allowed));
        return MarkdownChecks.check(required, markdown -> {
            List<TextSpan> others = addresses(markdown).stream()
                    .filter(address -> allowed.stream().noneMatch(host -> covers(host, address.host())))
                    .map(address -> address.told(address.host().isEmpty() ? "no host" : "host " + address.host()))
                    .toList();
            return others.isEmpty() ? CheckResult.held() : new CheckResult.Failed("others", others);
        });
    }

    private static String requireHost(String host) {
        if (!HOST.matches(host)) {
            throw new IllegalArgumentException(
                    "\"%s\" is no host; write for example \"example.com\", or \"*.example.com\" for all below it"
                            .formatted(Visible.excerpt(host, 100)));
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static boolean covers(String allowed, String host) {
        return allowed.startsWith("*.") ? host.endsWith(allowed.substring(1)) : host.equals(allowed);
    }

    static AnswerCheck wellFormed() {
        return MarkdownChecks.check("well-formed links", markdown -> {
            List<TextSpan> wrong = new ArrayList<>(addresses(markdown).stream()
                    .filter(address -> address.host().isEmpty())
                    .map(address ->
                            address.told(address.uri().isEmpty() ? "no URI" : "no absolute address with a host"))
                    .toList());
            texts(markdown, BROKEN).stream()
                    .map(broken -> broken.told("not read as a link"))
                    .forEach(wrong::add);
            return wrong.isEmpty() ? CheckResult.held() : new CheckResult.Failed("others", wrong);
        });
    }

    private static List<Address> addresses(MarkdownText markdown) {
        List<Address> found = new ArrayList<>();
        for (Node node : markdown.all(Node.class)) {
            if (node instanceof Link link) {
                found.add(new Address(link.getDestination(), markdown.span(link)));
            } else if (node instanceof Image image) {
                found.add(new Address(image.getDestination(), markdown.span(image)));
            }
        }
        found.addAll(texts(markdown, BARE));
        return found;
    }

    private static List<Address> texts(MarkdownText markdown, Pattern pattern) {
        List<Address> found = new ArrayList<>();
        for (Text text : markdown.all(Text.class)) {
            // The text of a link is no address of its own.
            if (!(text.getParent() instanceof Link)) {
                Matcher matcher = pattern.matcher(text.getLiteral());
                while (matcher.find()) {
                    found.add(new Address(withoutEnd(matcher.group()), markdown.span(text)));
                }
            }
        }
        return found;
    }

    /** A full stop or bracket behind an address belongs to the sentence. */
    private static String withoutEnd(String address) {
        int end = address.length();
        while (end > 0 && ".,;:!?)".indexOf(address.charAt(end - 1)) >= 0 && !address.startsWith("](")) {
            end--;
        }
        return address.substring(0, end);
    }
}
