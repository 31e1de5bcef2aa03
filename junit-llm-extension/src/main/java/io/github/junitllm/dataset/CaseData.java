package io.github.junitllm.dataset;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What a case consists of.
 *
 * @param writtenId the id before it became text, or the generated one
 * @param textual whether every value is text (CSV), so that typed cases may read numbers from text
 */
record CaseData(
        Source source,
        int line,
        String id,
        Object writtenId,
        Set<String> tags,
        Map<String, @Nullable Object> fields,
        Map<String, @Nullable Object> governance,
        boolean textual) {

    CaseData tagged(Set<String> carried) {
        return new CaseData(source, line, id, writtenId, carried, fields, governance, textual);
    }

    String location() {
        return source.at(line);
    }

    ExtensionConfigurationException error(String what) {
        return source.error(line, (id.isEmpty() ? "" : "case " + Words.quoted(id) + ": ") + what);
    }

    @Nullable
    Object member(String name) {
        if (!fields.containsKey(name)) {
            throw error("no member " + Words.quoted(name) + "; it has " + Words.listed(fields.keySet())
                    + (Reserved.NAMES.contains(name) ? reservedHint(name) : Words.hint(name, fields.keySet())));
        }
        return fields.get(name);
    }

    private static String reservedHint(String name) {
        String reader = name.equals("id") || name.equals("tags") ? name + "()" : "governance()";
        return "; " + Words.quoted(name) + " is reserved and read by " + reader;
    }

    ExtensionConfigurationException wrong(String member, String expected) {
        Object value = fields.get(member);
        String advice = expected.equals("text") && (value instanceof Number || value instanceof Boolean)
                ? "; write it in quotes"
                : "";
        return error("member " + Words.pointer("", member) + " is " + Words.observed(value) + ", expected " + expected
                + advice);
    }
}
