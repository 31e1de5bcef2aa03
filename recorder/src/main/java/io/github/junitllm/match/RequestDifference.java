package io.github.junitllm.match;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.exchange.RecordedRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apiguardian.api.API;

/**
 * Where a request differs from a recorded one, for people.
 *
 * @param lines one line per place: JSON Pointer, what stands there, what was recorded, what is sent now
 * @param ignorable pointers of all places when each is of a kind that often changes without meaning (a tool's result, a
 *     time, an id), so that ignoring them may be right; else empty
 * @param normalisable whether a time or an id within a message is among them, which only a normaliser can leave out
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record RequestDifference(List<String> lines, List<String> ignorable, boolean normalisable) {

    private static final int LONGEST = 60;
    private static final int MOST_IGNORABLE = 3;
    /** Aligning takes the square of the number of changes. */
    private static final int MOST_ALIGNED = 2_000;

    /** Times, dates, UUIDs, long numbers and hexadecimal ids. */
    private static final Pattern VOLATILE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}|\\d{1,2}:\\d{2}|\\d{6,}|(?=[0-9a-f-]*\\d)[0-9a-f-]{8,}");

    /** Copies the lists. */
    public RequestDifference {
        lines = List.copyOf(lines);
        ignorable = List.copyOf(ignorable);
    }

    /**
     * Returns the closest of several recorded requests, empty when there is none; of all, what counts. Of equally close
     * ones it is the first.
     */
    public static Optional<RecordedRequest> closest(Collection<RecordedRequest> recorded, RecordedRequest now) {
        RequestFeatures features = new RequestFeatures(now);
        return recorded.stream()
                .min(Comparator.comparingInt(request -> new RequestFeatures(request).distance(features)));
    }

    /** Compares a request with a recorded one; of both, what counts. */
    public static RequestDifference between(RecordedRequest recorded, RecordedRequest now) {
        Comparison comparison = new Comparison(json(recorded), json(now));
        comparison.texts("method", recorded.method(), now.method());
        comparison.texts("upstream", recorded.upstream(), now.upstream());
        comparison.texts("path", recorded.path(), now.path());
        Set<String> headers = new TreeSet<>(recorded.headers().keySet());
        headers.addAll(now.headers().keySet());
        headers.forEach(name -> comparison.texts(
                "header " + name,
                recorded.headers().getOrDefault(name, ""),
                now.headers().getOrDefault(name, "")));
        comparison.bodies(recorded, now);
        return comparison.result();
    }

    /** Returns the turn of the conversation that a request asks for, from 1. */
    public static int turn(RecordedRequest request) {
        return json(request).map(body -> new Conversation(body).turn()).orElse(1);
    }

    /** Members that cannot change an answer are no reason for a miss, so they are not shown as one. */
    private static Optional<JsonNode> json(RecordedRequest request) {
        return request.body()
                .exactText()
                .flatMap(Json::tryRead)
                .map(JsonRpc::withoutIds)
                .map(body -> body instanceof ObjectNode object ? RequestKey.core(object) : body);
    }

    /** Collects the places while walking both bodies. */
    private static final class Comparison {

        private final Optional<JsonNode> before;
        private final Optional<JsonNode> after;
        private final Conversation conversation;
        private final List<String> lines = new ArrayList<>();
        private final Set<String> ignorable = new TreeSet<>();
        private boolean allIgnorable = true;
        private boolean normalisable;

        Comparison(Optional<JsonNode> before, Optional<JsonNode> after) {
            this.before = before;
            this.after = after;
            this.conversation = new Conversation(after.orElseGet(Json.MAPPER::missingNode));
        }

        RequestDifference result() {
            boolean suggest = allIgnorable && ignorable.size() <= MOST_IGNORABLE;
            return new RequestDifference(
                    lines, suggest ? List.copyOf(ignorable) : List.of(), allIgnorable && normalisable);
        }

        void bodies(RecordedRequest recorded, RecordedRequest now) {
            if (before.isPresent() && after.isPresent()) {
                compare("", before.get(), after.get());
            } else {
                texts("body", recorded.body().text(), now.body().text());
            }
        }

        void texts(String where, String recorded, String now) {
            if (!recorded.equals(now)) {
                allIgnorable = false;
                TextDifference.lines(recorded, now).forEach(line -> lines.add(where + ": " + line));
            }
        }

        private void compare(String pointer, JsonNode recorded, JsonNode now) {
            if (recorded.isObject() && now.isObject()) {
                Set<String> names = new TreeSet<>();
                recorded.fieldNames().forEachRemaining(names::add);
                now.fieldNames().forEachRemaining(names::add);
                names.stream()
                        .filter(name ->
                                !(CanonicalJson.isVolatileId(recorded, name) && CanonicalJson.isVolatileId(now, name)))
                        .forEach(name -> compare(
                                pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                                recorded.path(name),
                                now.path(name)));
            } else if (recorded.isArray() && now.isArray()) {
                arrays(pointer, recorded, now);
            } else if (recorded.isMissingNode()) {
                add(pointer, "not recorded, now " + shorten(Json.write(now)), false);
            } else if (now.isMissingNode()) {
                add(pointer, "recorded " + shorten(Json.write(recorded)) + ", now absent", false);
            } else if (recorded.isTextual() && now.isTextual()) {
                values(pointer, recorded.asText(), now.asText());
            } else if (!CanonicalJson.of(recorded).equals(CanonicalJson.of(now))) {
                add(pointer, "recorded " + shorten(Json.write(recorded)) + ", now " + shorten(Json.write(now)), false);
            }
        }

        private void values(String pointer, String recorded, String now) {
            List<TextDifference.Place> places = recorded.equals(now) ? List.of() : TextDifference.places(recorded, now);
            if (!places.isEmpty()) {
                boolean isVolatile = places.stream()
                        .allMatch(place -> isVolatile(recorded, place.beforeFrom(), place.beforeTo())
                                && isVolatile(now, place.afterFrom(), place.afterTo()));
                TextDifference.lines(recorded, now).forEach(line -> add(pointer, line, isVolatile));
            }
        }

        /** Elements that stayed are left out, so that one tool more does not make all those after it differ. */
        private void arrays(String pointer, JsonNode recorded, JsonNode now) {
            List<String> old = texts(recorded);
            List<String> current = texts(now);
            if (old.size() > MOST_ALIGNED || current.size() > MOST_ALIGNED) {
                for (int i = 0; i < Math.max(old.size(), current.size()); i++) {
                    compare(pointer + "/" + i, recorded.path(i), now.path(i));
                }
                return;
            }
            for (TextDifference.Place change : TextDifference.changes(old, current)) {
                int removed = change.beforeTo() - change.beforeFrom();
                int added = change.afterTo() - change.afterFrom();
                for (int i = 0; i < Math.max(removed, added); i++) {
                    int index = i < added ? change.afterFrom() + i : change.beforeFrom() + i;
                    compare(
                            pointer + "/" + index,
                            i < removed ? recorded.get(change.beforeFrom() + i) : Json.MAPPER.missingNode(),
                            i < added ? now.get(change.afterFrom() + i) : Json.MAPPER.missingNode());
                }
            }
        }

        private static List<String> texts(JsonNode array) {
            return StreamSupport.stream(array.spliterator(), false)
                    .map(CanonicalJson::of)
                    .toList();
        }

        private void add(String pointer, String what, boolean isVolatile) {
            String name = conversation.describe(pointer.isEmpty() ? "/" : pointer);
            lines.add(pointer + (name.isEmpty() ? "" : ", " + name) + ": " + what);
            if (!pointer.isEmpty() && conversation.isToolResult(pointer)) {
                ignorable.add(pointer);
            } else if (isVolatile && !name.isEmpty()) {
                // To ignore a whole message for the time in it would hide every change of the prompt.
                normalisable = true;
            } else if (isVolatile && !pointer.isEmpty()) {
                ignorable.add(pointer);
            } else {
                allIgnorable = false;
            }
        }

        private static boolean isVolatile(String text, int from, int to) {
            // The word that holds the change: a time whose minutes changed is a time.
            int start = from;
            int end = to;
            while (start > 0 && !Character.isWhitespace(text.charAt(start - 1)) && from - start < LONGEST) {
                start--;
            }
            while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && end - to < LONGEST) {
                end++;
            }
            return end - start <= 3 * LONGEST
                    && VOLATILE.matcher(text.substring(start, end)).find();
        }

        private static String shorten(String json) {
            return json.length() <= LONGEST ? json : json.substring(0, LONGEST) + "…";
        }
    }
}
