package io.github.junitllm.importer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.importer.WireRow.BadRow;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One WireMock stub, read as a request and its answer; what is only a pattern is refused. */
final class WireMockMapping {

    /** Where our exporter notes what a stub cannot say. */
    static final String OURS = "junit-llm";

    static final String ANY_TEXT = "\"${json-unit.any-string}\"";
    static final String STARTED = "Started";

    private static final List<String> BODY_FORMS = List.of("body", "jsonBody", "base64Body", "bodyFileName");
    private static final List<String> URL_PATTERNS = List.of("urlPattern", "urlPathPattern", "urlPathTemplate");

    private final JsonNode mapping;
    private final JsonNode request;
    private final JsonNode response;
    private final WireMockFiles files;

    WireMockMapping(JsonNode mapping, WireMockFiles files) {
        this.mapping = mapping;
        this.request = mapping.path("request");
        this.response = mapping.path("response");
        this.files = files;
    }

    JsonNode ours() {
        return mapping.path("metadata").path(OURS);
    }

    Optional<String> scenario() {
        return text(mapping, "", "scenarioName");
    }

    String requiredState() {
        return text(mapping, "", "requiredScenarioState").orElse(STARTED);
    }

    Optional<String> newState() {
        return text(mapping, "", "newScenarioState");
    }

    void requireStates() {
        scenario();
        requiredState();
        newState();
    }

    String upstream(Optional<String> chosen) {
        Optional<String> noted = text(ours(), "/metadata/junit-llm", "upstream");
        return chosen.or(() -> noted)
                .orElseThrow(
                        () -> new BadRow(
                                "/request: a stub does not say which provider it stands for; name it with --upstream, for example --upstream openai"));
    }

    WireRow row(String id, ImportTarget target, Citation citation) {
        for (String part : List.of("request", "response")) {
            if (!mapping.path(part).isObject()) {
                throw new BadRow("/" + part, "an object", mapping.path(part));
            }
        }
        refuseWhatOnlyAServerCanDo();
        Body body = requestBody();
        SortedMap<String, String> headers = headers();
        return new WireRow(
                id,
                citation.source(),
                citation.licence(),
                "",
                target.caseId(),
                sample(),
                false,
                text(ours(), "/metadata/junit-llm", "response_format").orElse(""),
                method(),
                url(),
                text(ours(), "/metadata/junit-llm", "content_type").orElse(body.isEmpty() ? "" : "application/json"),
                body,
                status(),
                headers.getOrDefault("content-type", ""),
                headers,
                responseBody(),
                citation.simulated());
    }

    private void refuseWhatOnlyAServerCanDo() {
        refuse("fault", "a fault is no answer; write it into the test as @Fault");
        refuse("proxyBaseUrl", "a stub that asks another server has no answer of its own");
        if (!response.path("transformers").isEmpty()) {
            throw new BadRow("/response/transformers: an answer made by a template differs from request to request");
        }
    }

    private void refuse(String member, String why) {
        if (response.hasNonNull(member)) {
            throw new BadRow("/response/%s: %s".formatted(member, why));
        }
    }

    private int sample() {
        JsonNode sample = ours().path("sample");
        if (sample.isMissingNode()) {
            return 1;
        }
        if (!sample.isInt() || sample.intValue() < 1 || sample.intValue() > 10_000) {
            throw new BadRow("/metadata/junit-llm/sample", "a whole number from 1 to 10,000", sample);
        }
        return sample.intValue();
    }

    private String method() {
        String method = text(request, "/request", "method").orElse("ANY").toUpperCase(Locale.ROOT);
        if (!method.matches("[A-Z]{1,20}") || method.equals("ANY")) {
            throw new BadRow("/request/method", "one method, for example POST", request.path("method"));
        }
        return method;
    }

    private String url() {
        for (String pattern : URL_PATTERNS) {
            if (request.hasNonNull(pattern)) {
                throw new BadRow(
                        "/request/%s: a pattern is no request; write the address with \"url\"".formatted(pattern));
            }
        }
        Optional<String> path = text(request, "/request", "urlPath");
        String url = text(request, "/request", "url")
                .or(() -> path)
                .orElseThrow(() -> new BadRow("/request/url", "a path", request.path("url")));
        if (!url.startsWith("/")) {
            throw BadRow.of("/request/url", "a path that starts with a slash", url);
        }
        StringBuilder whole = new StringBuilder(url);
        request.path("queryParameters").properties().forEach(parameter -> whole.append(
                        whole.indexOf("?") < 0 ? '?' : '&')
                .append(parameter.getKey())
                .append('=')
                .append(text(parameter.getValue(), "/request/queryParameters/" + parameter.getKey(), "equalTo")
                        .orElseThrow(() -> new BadRow(
                                "/request/queryParameters/" + parameter.getKey(),
                                "an equalTo",
                                parameter.getValue()))));
        return whole.toString();
    }

    private Body requestBody() {
        int index = 0;
        for (JsonNode pattern : request.path("bodyPatterns")) {
            String place = "/request/bodyPatterns/" + index++;
            if (pattern.hasNonNull("equalToJson")) {
                return json(place + "/equalToJson", pattern.get("equalToJson"));
            }
            if (pattern.hasNonNull("binaryEqualTo")) {
                return base64(place + "/binaryEqualTo", pattern.get("binaryEqualTo"));
            }
            Optional<String> text = text(pattern, place, "equalTo");
            if (text.isPresent() && !pattern.path("caseInsensitive").asBoolean()) {
                return Body.of(text.get());
            }
        }
        boolean without = List.of("GET", "HEAD", "DELETE", "OPTIONS").contains(method());
        if (request.path("bodyPatterns").isEmpty() && (without || ours().isObject())) {
            return Body.EMPTY;
        }
        throw new BadRow(
                request.path("bodyPatterns").isEmpty()
                        ? "/request: answers any body, and a recording answers one; add \"bodyPatterns\": [{\"equalToJson\": ...}]"
                        : "/request/bodyPatterns: only patterns, and a recording answers one body; expected equalToJson, equalTo or binaryEqualTo");
    }

    private Body json(String place, JsonNode value) {
        String text = value.isTextual() ? value.asText() : Json.write(value);
        if (ours().isObject()) {
            text = text.replace(ANY_TEXT, "\"[REDACTED]\"");
        }
        if (text.contains("${json-unit.")) {
            throw new BadRow(place + ": a placeholder of JsonUnit stands for many bodies, and a recording answers one");
        }
        if (Json.tryRead(text).isEmpty()) {
            throw BadRow.of(place, "JSON", text);
        }
        return Body.of(text);
    }

    private int status() {
        JsonNode status = response.path("status");
        if (status.isMissingNode()) {
            return 200;
        }
        if (!status.isInt() || status.intValue() < 200 || status.intValue() > 599) {
            throw new BadRow("/response/status", "an HTTP status from 200 to 599", status);
        }
        return status.intValue();
    }

    private SortedMap<String, String> headers() {
        SortedMap<String, String> headers = new TreeMap<>();
        response.path("headers").properties().forEach(header -> {
            JsonNode value = header.getValue().isArray() ? header.getValue().path(0) : header.getValue();
            if (!value.isTextual() || value.asText().chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw new BadRow("/response/headers/" + header.getKey(), "a text of one line", value);
            }
            headers.put(header.getKey().toLowerCase(Locale.ROOT), value.asText());
        });
        return headers;
    }

    private Body responseBody() {
        List<String> given = BODY_FORMS.stream().filter(response::hasNonNull).toList();
        if (given.isEmpty()) {
            return Body.EMPTY;
        }
        String form = given.get(0);
        String place = "/response/" + form;
        if (given.size() > 1) {
            throw new BadRow("%s: stands beside %s; an answer has one body".formatted(place, given.get(1)));
        }
        if (form.equals("jsonBody")) {
            return Body.of(Json.write(response.get(form)));
        }
        if (form.equals("base64Body")) {
            return base64(place, response.get(form));
        }
        String text = text(response, "/response", form).orElse("");
        return form.equals("body") ? Body.of(text) : files.body(place, text);
    }

    private static Body base64(String place, JsonNode value) {
        try {
            return Body.of(Base64.getDecoder().decode(value.asText()));
        } catch (IllegalArgumentException e) {
            throw new BadRow(place, "base64", value);
        }
    }

    private static Optional<String> text(JsonNode parent, String place, String member) {
        JsonNode value = parent.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new BadRow(place + "/" + member, "a text", value);
        }
        return Optional.of(value.asText());
    }
}
