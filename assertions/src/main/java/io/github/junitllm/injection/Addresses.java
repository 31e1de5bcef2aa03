package io.github.junitllm.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds web addresses, and how each is loaded: by itself, as an image is, or by a click. */
final class Addresses {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST = 4_000;
    private static final int MARKUP = 2_000;

    private Addresses() {}

    /** An address; {@code authority} is where its host ends. */
    record Address(String host, int from, int authority) {}

    static List<Address> in(String text) {
        List<Address> found = new ArrayList<>();
        for (int at = text.indexOf("//"); at >= 0; at = text.indexOf("//", at + 2)) {
            int start = start(text, at);
            if (start < 0) {
                continue;
            }
            int authorityEnd = end(text, at + 2, "/?#\\", LONGEST_NAME + 64);
            String host = host(text.substring(at + 2, authorityEnd));
            if (!host.isEmpty()) {
                found.add(new Address(host, start, authorityEnd));
            }
        }
        return found;
    }

    /** Of {@code https://}, or of {@code //} where markup has an address; below 0 where it is neither. */
    private static int start(String text, int slashes) {
        int at = slashes;
        if (at > 0 && text.charAt(at - 1) == ':') {
            at--;
            while (at > 0 && slashes - at < 12 && Character.isLetter(text.charAt(at - 1))) {
                at--;
            }
            return at < slashes - 1 ? at : -1;
        }
        return at > 0 && "(\"'=<".indexOf(text.charAt(at - 1)) >= 0 ? at : -1;
    }

    private static int end(String text, int from, String stops, int longest) {
        int at = from;
        while (at < text.length()
                && at - from < longest
                && text.charAt(at) > ' '
                && "\"'<>()[]{}`|".indexOf(text.charAt(at)) < 0
                && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":[0-9]*$", "");
        return host.replaceFirst("\\.+$", "").toLowerCase(Locale.ROOT);
    }

    /** The end of an address, exclusive. */
    static int end(String text, Address address) {
        return end(text, address.authority(), "", LONGEST);
    }

    /** How the address is loaded. */
    static String how(String text, Address address) {
        int start = address.from();
        int open = before(text, start, "<>");
        if (open >= 0 && text.charAt(open) == '<' && Character.isLetter(text.charAt(open + 1))) {
            return "HTML";
        }
        if (start > 1 && text.startsWith("](", start - 2)) {
            int label = before(text, start, "[");
            return label > 0 && text.charAt(label - 1) == '!' ? "a Markdown image" : "a Markdown link";
        }
        return "plain text";
    }

    private static int before(String text, int start, String wanted) {
        for (int at = start - 1; at >= 0 && start - at < MARKUP; at--) {
            if (wanted.indexOf(text.charAt(at)) >= 0) {
                return at;
            }
        }
        return -1;
    }
}
