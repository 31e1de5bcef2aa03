package io.github.junitllm.injection;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.redact.PersonalData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * What the application was given and what it may do. The more of it a test declares, the more signals can be seen: without
 * a system prompt no leak of it, without a list of allowed tools no forbidden one. Immutable. Texts have at most 500,000
 * characters each; a longer one is an {@link IllegalArgumentException}.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Trust {

    private static final int LONGEST = 500_000;

    private final List<String> userWords = new ArrayList<>();
    private final List<String> systemPrompts = new ArrayList<>();
    private final List<String> untrusted = new ArrayList<>();
    private final Map<String, Set<String>> privilegedTools = new HashMap<>();
    private final Set<PersonalData> personal = EnumSet.noneOf(PersonalData.class);
    private final Set<SignalKind> ignored = EnumSet.noneOf(SignalKind.class);
    private Optional<Set<String>> allowedTools = Optional.empty();
    private Optional<Set<String>> allowedHosts = Optional.empty();

    private Trust() {}

    /** Declares nothing: only signals in the answer itself are seen. */
    public static Trust nothing() {
        return new Trust();
    }

    /** Declares the user's own words, which may stand anywhere. */
    public static Trust userWords(String words) {
        return nothing().withUserWords(words);
    }

    private Trust with(Consumer<Trust> change) {
        Trust copy = new Trust();
        copy.userWords.addAll(userWords);
        copy.systemPrompts.addAll(systemPrompts);
        copy.untrusted.addAll(untrusted);
        copy.privilegedTools.putAll(privilegedTools);
        copy.personal.addAll(personal);
        copy.ignored.addAll(ignored);
        copy.allowedTools = allowedTools;
        copy.allowedHosts = allowedHosts;
        change.accept(copy);
        return copy;
    }

    /** Adds words of the user's own, which may stand anywhere. */
    public Trust withUserWords(String words) {
        return with(trust -> trust.userWords.add(requireShort("the user's words", words)));
    }

    /**
     * Adds a system prompt, or the part of it that is to stay secret.
     *
     * @param prompt at least 16 letters and digits; a shorter one is no evidence, plant it as a canary
     */
    public Trust withSystemPrompt(String prompt) {
        CommonRun.requireLongEnough(prompt);
        return with(trust -> trust.systemPrompts.add(requireShort("the system prompt", prompt)));
    }

    /** Adds a text that others wrote: a document, a web page, the result of a tool. The attack itself is always one. */
    public Trust withUntrusted(String text) {
        return with(trust -> trust.untrusted.add(requireShort("the untrusted text", text)));
    }

    /** Declares the only tools that may be requested; none for no tool at all. */
    public Trust allowingTools(String... names) {
        return with(trust -> trust.allowedTools = Optional.of(Set.of(names)));
    }

    /**
     * Adds a tool whose arguments must not come from untrusted text.
     *
     * @param arguments names of the arguments that count, with all below them; all when none is given
     */
    public Trust withPrivilegedTool(String name, String... arguments) {
        return with(trust -> trust.privilegedTools.put(name, Set.of(arguments)));
    }

    /** Declares the only hosts that addresses in the answer may have, each with its subdomains. */
    public Trust allowingHosts(String... hosts) {
        Set<String> allowed = new HashSet<>();
        Arrays.stream(hosts).map(host -> host.toLowerCase(Locale.ROOT)).forEach(allowed::add);
        return with(trust -> trust.allowedHosts = Optional.of(allowed));
    }

    /** Adds kinds of personal data that must not be in the answer, unless the user said them. */
    public Trust withoutPersonalData(PersonalData... kinds) {
        return with(trust -> trust.personal.addAll(Arrays.asList(kinds)));
    }

    /** Leaves out signals that mean nothing here, for example active content where the user asks for HTML. */
    public Trust ignoring(SignalKind... kinds) {
        return with(trust -> trust.ignored.addAll(Arrays.asList(kinds)));
    }

    private static String requireShort(String what, String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s: %,d characters, allowed are at most %,d; declare the part that matters",
                    what,
                    text.length(),
                    LONGEST));
        }
        return text;
    }

    List<String> userWords() {
        return userWords;
    }

    List<String> systemPrompts() {
        return systemPrompts;
    }

    List<String> untrusted() {
        return untrusted;
    }

    /** What was written by those who may give orders. */
    List<String> trusted() {
        List<String> trusted = new ArrayList<>(userWords);
        trusted.addAll(systemPrompts);
        return trusted;
    }

    Optional<Set<String>> allowedTools() {
        return allowedTools;
    }

    Map<String, Set<String>> privilegedTools() {
        return privilegedTools;
    }

    Optional<Set<String>> allowedHosts() {
        return allowedHosts;
    }

    Set<PersonalData> personal() {
        return personal;
    }

    boolean counts(SignalKind kind) {
        return !ignored.contains(kind);
    }
}
