package io.github.junitllm.injection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML that runs, loads or asks for something when an answer is shown. */
final class ActiveContent {

    private static final Pattern TAG = Pattern.compile("<([A-Za-z][A-Za-z0-9:-]{0,30}+)([^<>]{0,4000}+)");
    private static final Pattern HANDLER =
            Pattern.compile("[\\s/\"'](on[a-z]{3,30}+)\\s{0,100}+=", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCRIPT_ADDRESS = Pattern.compile(
            "[\"'(=<]\\s{0,100}+((?:javascript|vbscript)\\s{0,100}+:(?=\\S)|data\\s{0,100}+:\\s{0,100}+text/html)",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> ACTIVE =
            List.of("script", "iframe", "frame", "object", "embed", "applet", "form", "meta", "base", "link");

    private final List<String> trusted;

    ActiveContent(Trust trust) {
        this.trusted = trust.trusted();
    }

    Optional<Hit> find(Placed text) {
        return tag(text).or(() -> address(text));
    }

    private Optional<Hit> tag(Placed text) {
        Matcher tag = TAG.matcher(text.text());
        while (tag.find()) {
            String name = tag.group(1).toLowerCase(Locale.ROOT);
            Matcher handler = HANDLER.matcher(tag.group(2));
            boolean isActive = ACTIVE.contains(name);
            if ((isActive || handler.find()) && !isTrusted(tag.group())) {
                String what = isActive ? "<%s>".formatted(name) : "<%s %s=>".formatted(name, handler.group(1));
                return Optional.of(hit(what, text, tag));
            }
        }
        return Optional.empty();
    }

    private Optional<Hit> address(Placed text) {
        Matcher address = SCRIPT_ADDRESS.matcher(text.text());
        while (address.find()) {
            if (!isTrusted(address.group(1))) {
                return Optional.of(hit("address %s".formatted(address.group(1)), text, address));
            }
        }
        return Optional.empty();
    }

    private static Hit hit(String what, Placed text, Matcher found) {
        return new Hit(SignalKind.ACTIVE_CONTENT, what, text.place(found.start()), text.place(found.end() - 1) + 1);
    }

    private boolean isTrusted(String found) {
        return trusted.stream().anyMatch(text -> text.contains(found));
    }
}
