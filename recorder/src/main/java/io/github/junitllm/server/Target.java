package io.github.junitllm.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request line asks for.
 *
 * @param lane id of the lane in the path, empty when the path names none
 * @param upstream name of the upstream, as written
 * @param path path and query at the upstream, starting with a slash
 */
record Target(Optional<String> lane, String upstream, String path) {

    private static final Pattern IN_LANE = Pattern.compile("/lane/([^/?]+)/([^/?]+)(/[^?]*)?(\\?.*)?");
    private static final Pattern PLAIN = Pattern.compile("/([^/?]+)(/[^?]*)?(\\?.*)?");
    private static final Pattern CLIMBS =
            Pattern.compile("(?i)(?:/|%2f|\\\\|%5c)(?:\\.|%2e){1,2}(?:/|%2f|\\\\|%5c|\\?|$)");

    /** Tells whether a path leaves its upstream, encoded or not. */
    static boolean climbs(String target) {
        // Most targets hold no dot at all, and need no look at every slash.
        return (target.indexOf('.') >= 0 || target.indexOf('%') >= 0)
                && CLIMBS.matcher(target).find();
    }

    /** Reads a target, empty when it names no upstream. */
    static Optional<Target> parse(String target) {
        Matcher inLane = IN_LANE.matcher(target);
        if (inLane.matches()) {
            return Optional.of(new Target(Optional.of(inLane.group(1)), inLane.group(2), path(inLane, 3)));
        }
        Matcher plain = PLAIN.matcher(target);
        return plain.matches() && !plain.group(1).equals("lane")
                ? Optional.of(new Target(Optional.empty(), plain.group(1), path(plain, 2)))
                : Optional.empty();
    }

    private static String path(Matcher target, int group) {
        String path = target.group(group) == null ? "/" : target.group(group);
        return path + (target.group(group + 1) == null ? "" : target.group(group + 1));
    }
}
