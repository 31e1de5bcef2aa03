package io.github.junitllm.redact;

import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where something stands in a JSON document: the way down to it, and what tells equal ways apart. For one thread. */
final class JsonPlace {

    /** The place of what is no JSON. */
    static final JsonPlace NONE = new JsonPlace(null, "", -1);

    @Nullable
    private final JsonPlace parent;

    private final String name;
    private final int index;
    private String discriminator = "";

    private JsonPlace(@Nullable JsonPlace parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** Starts a document. */
    static JsonPlace root() {
        return new JsonPlace(null, "", -1);
    }

    JsonPlace member(String member) {
        return new JsonPlace(this, member, -1);
    }

    /** An element is named like its array. */
    JsonPlace element(int position) {
        return new JsonPlace(this, name, position);
    }

    /** Several streams of text can run through one member; its siblings {@code index} and {@code type} tell them apart. */
    void sibling(String member, String value) {
        String lower = member.toLowerCase(Locale.ROOT);
        if (lower.endsWith("index") || (lower.equals("type") && parent == null)) {
            discriminator += ";" + lower + "=" + value;
        }
    }

    /** Returns the name of the member, of an element that of its array. */
    String name() {
        return name;
    }

    /** Returns the parent's name, empty at the top. */
    String parentName() {
        JsonPlace up = parent;
        while (up != null && up.index >= 0) {
            up = up.parent;
        }
        return up == null ? "" : up.name;
    }

    boolean isIn(Predicate<String> named) {
        for (JsonPlace place = this; place != null; place = place.parent) {
            if (named.test(place.name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the JSON Pointer. */
    String pointer() {
        StringBuilder pointer = new StringBuilder();
        write(pointer, false);
        return pointer.toString();
    }

    /** Returns what the pieces of one text in consecutive records have in common: the records of an array count as such. */
    String stream(boolean recordsInArray) {
        StringBuilder stream = new StringBuilder();
        write(stream, true);
        String all = stream.toString();
        return recordsInArray ? all.replaceFirst("^[^/]*/[0-9]+", "") : all;
    }

    private void write(StringBuilder out, boolean withDiscriminators) {
        if (parent != null) {
            parent.write(out, withDiscriminators);
            out.append('/')
                    .append(
                            index >= 0
                                    ? String.valueOf(index)
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        if (withDiscriminators) {
            out.append(discriminator);
        }
    }
}
