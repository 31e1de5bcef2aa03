package io.github.junitllm.dataset;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what the files hold into cases, over all files of one golden: ids, tags, reserved members. */
final class CaseBuilder {

    private static final int LONGEST_ID = 100;

    private final List<GoldenCase> cases = new ArrayList<>();
    private final Map<String, GoldenCase> byFoldedId = new HashMap<>();

    List<GoldenCase> cases() {
        return cases;
    }

    void add(Source source, RawCase raw, boolean textual) {
        int position = cases.size() + 1;
        if (!(raw.value() instanceof Map<?, ?> members)) {
            throw source.error(
                    raw.line(),
                    "case " + position + " is " + Words.observed(raw.value())
                            + "; a case is a mapping of members, for example - {id: late-return, question: \"...\"}");
        }
        String generated = String.format(Locale.ROOT, "case-%02d", position);
        Object writtenId = members.containsKey("id") ? requireId(source, raw, members.get("id")) : generated;
        String id = writtenId.toString();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Map<String, @Nullable Object> governance = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            String member = String.valueOf(name);
            if (Reserved.GOVERNANCE.contains(member)) {
                governance.put(member, value);
            } else if (!Reserved.NAMES.contains(member)) {
                fields.put(member, value);
            }
        });
        CaseData bare = new CaseData(
                source,
                raw.line(),
                id,
                writtenId,
                Set.of(),
                Collections.unmodifiableMap(fields),
                Collections.unmodifiableMap(governance),
                textual);
        add(new GoldenCase(bare.tagged(tags(bare, members.get("tags")))));
    }

    private void add(GoldenCase golden) {
        CaseData data = golden.data();
        // File systems fold case and Unicode forms; two such ids would share a cassette.
        String folded = Normalizer.normalize(data.id(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        GoldenCase first = byFoldedId.putIfAbsent(folded, golden);
        if (first != null) {
            throw data.source().error(data.line(), taken(data.id(), first));
        }
        cases.add(golden);
    }

    private static String taken(String id, GoldenCase first) {
        if (first.id().equals(id)) {
            return "duplicate case id " + Words.quoted(id) + " (first at " + first.location()
                    + "); ids name the case in reports and cassettes, write a different one";
        }
        return "case id " + Words.quoted(id) + " differs only in case from " + Words.quoted(first.id()) + " ("
                + first.location()
                + "); each names a file, and some file systems take them for one, write a different one";
    }

    private static Object requireId(Source source, RawCase raw, @Nullable Object id) {
        String fault = idFault(id);
        if (fault != null || id == null) {
            throw source.error(
                    raw.line(),
                    "id " + fault
                            + "; ids name the case in reports and cassettes, write one line of 1 to 100 characters");
        }
        return id;
    }

    private static @Nullable String idFault(@Nullable Object id) {
        if (id instanceof Number) {
            return null;
        }
        if (!(id instanceof String text)) {
            return "is " + Words.observed(id);
        }
        String shown = Words.quoted(text) + " ";
        if (text.isBlank()) {
            return shown + "is blank";
        }
        if (text.codePoints().anyMatch(c -> c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)) {
            return shown + "has a line break";
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            return shown + "has a control character";
        }
        if (!text.equals(text.strip())) {
            return shown + "starts or ends with a space";
        }
        int length = text.codePointCount(0, text.length());
        return length > LONGEST_ID ? shown + "has " + length + " characters" : null;
    }

    private static Set<String> tags(CaseData data, @Nullable Object written) {
        if (written == null) {
            return Set.of();
        }
        if (written instanceof String text) {
            return ordered(Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(tag -> !tag.isEmpty())
                    .toList());
        }
        if (!(written instanceof List<?> list)) {
            throw wrongTag(data, "/tags", "is " + Words.observed(written));
        }
        List<String> tags = new ArrayList<>();
        for (Object element : list) {
            String pointer = "/tags/" + tags.size();
            if (!(element instanceof String tag)) {
                throw wrongTag(data, pointer, "is " + Words.observed(element));
            }
            if (tag.isBlank()) {
                throw wrongTag(data, pointer, "is blank");
            }
            tags.add(tag.strip());
        }
        return ordered(tags);
    }

    private static RuntimeException wrongTag(CaseData data, String pointer, String what) {
        return data.error("member " + pointer + " " + what + "; write tags: [policy, edge] or tags: \"policy, edge\"");
    }

    private static Set<String> ordered(Collection<String> tags) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    }
}
