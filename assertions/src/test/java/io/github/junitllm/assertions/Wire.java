package io.github.junitllm.assertions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.junitllm.exchange.Body;
import io.github.junitllm.exchange.Exchange;
import io.github.junitllm.exchange.LlmCall;
import io.github.junitllm.exchange.Provenance;
import io.github.junitllm.exchange.RecordedRequest;
import io.github.junitllm.exchange.RecordedResponse;
import io.github.junitllm.provider.CallReaders;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Calls as the readers of the recorder see them, from bodies as OpenAI and Anthropic send them. */
public final class Wire {

    private static final JsonMapper JSON = new JsonMapper();

    private Wire() {}

    /** A tool call as text: name, then arguments as the model wrote them. */
    public record Tool(String id, String name, String arguments) {}

    public static Tool tool(String id, String name, String arguments) {
        return new Tool(id, name, arguments);
    }

    /** A first turn: a question is asked, the model requests these tools. */
    public static LlmCall openAi(Tool... tools) {
        return openAi(List.of(), usage(75, 51), tools);
    }

    /** A later turn: the request repeats the calls, holds results for some ids, and the model says something. */
    public static LlmCall openAiAfter(List<Tool> repeated, List<String> answeredIds, Tool... tools) {
        String results = answeredIds.stream()
                .map(id -> ",{\"role\":\"tool\",\"tool_call_id\":%s,\"content\":\"done\"}".formatted(quoted(id)))
                .collect(Collectors.joining());
        String history =
                ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[%s]}".formatted(openAiCalls(repeated))
                        + results;
        return openAi(List.of(history), usage(120, 20), tools);
    }

    public static LlmCall openAiWithoutUsage() {
        return openAi(List.of(), "");
    }

    public static LlmCall openAiWithUsage(int prompt, int completion) {
        return openAi(List.of(), usage(prompt, completion));
    }

    private static String usage(int prompt, int completion) {
        return ",\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
                .formatted(prompt, completion, prompt + completion);
    }

    private static LlmCall openAi(List<String> history, String usage, Tool... tools) {
        String request = """
                {"model":"gpt-4o-mini","messages":[{"role":"system","content":"You're a helpful assistant."},
                 {"role":"user","content":"What's the weather in Seattle and San Francisco today?"}%s],
                 "tools":[{"type":"function","function":{"name":"get_current_weather","parameters":{"type":"object"}}}]}""".formatted(String.join("", history));
        String message = tools.length == 0
                ? "{\"role\":\"assistant\",\"content\":\"It is sunny.\",\"refusal\":null}"
                : "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[%s],\"refusal\":null}"
                        .formatted(openAiCalls(Arrays.asList(tools)));
        String response = """
                {"id":"chatcmpl-ASYMW6w3m9qqpHUVhYTbQbw61zMqA","object":"chat.completion","created":1731368636,
                 "model":"gpt-4o-mini-2024-07-18","choices":[{"index":0,"message":%s,"logprobs":null,"finish_reason":"%s"}]%s}""".formatted(message, tools.length == 0 ? "stop" : "tool_calls", usage);
        return read("openai", "/v1/chat/completions", request, response);
    }

    private static String openAiCalls(List<Tool> tools) {
        return tools.stream()
                .map(tool -> "{\"id\":%s,\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":%s}}"
                        .formatted(quoted(tool.id()), quoted(tool.name()), quoted(tool.arguments())))
                .collect(Collectors.joining(","));
    }

    /** A first turn with Anthropic; arguments are JSON there. */
    public static LlmCall anthropic(Tool... tools) {
        return anthropic("", tools);
    }

    /** A later turn with Anthropic: the results stand in a message of the user. */
    public static LlmCall anthropicAfter(List<Tool> repeated, List<String> answeredIds, Tool... tools) {
        String results = answeredIds.stream()
                .map(id -> "{\"type\":\"tool_result\",\"tool_use_id\":%s,\"content\":\"done\"}".formatted(quoted(id)))
                .collect(Collectors.joining(","));
        return anthropic(
                ",{\"role\":\"assistant\",\"content\":[%s]},{\"role\":\"user\",\"content\":[%s]}"
                        .formatted(anthropicCalls(repeated), results),
                tools);
    }

    private static LlmCall anthropic(String history, Tool... tools) {
        String request = """
                {"model":"claude-3-5-sonnet-20240620","max_tokens":1024,"messages":[{"role":"user","content":"And the time?"}%s],
                 "tools":[{"name":"get_time","input_schema":{"type":"object"}}]}""".formatted(history);
        String calls = anthropicCalls(Arrays.asList(tools));
        String response = """
                {"id":"msg_01RBkXFe9TmDNNWThMz2HmGt","type":"message","role":"assistant","model":"claude-3-5-sonnet-20240620",
                 "content":[{"type":"text","text":"Certainly!"}%s],"stop_reason":"%s","stop_sequence":null,
                 "usage":{"input_tokens":514,"output_tokens":152}}""".formatted(calls.isEmpty() ? "" : "," + calls, calls.isEmpty() ? "end_turn" : "tool_use");
        return read("anthropic", "/v1/messages", request, response);
    }

    private static String anthropicCalls(List<Tool> tools) {
        return tools.stream()
                .map(tool -> "{\"type\":\"tool_use\",\"id\":%s,\"name\":%s,\"input\":%s}"
                        .formatted(quoted(tool.id()), quoted(tool.name()), tool.arguments()))
                .collect(Collectors.joining(","));
    }

    private static LlmCall read(String upstream, String path, String request, String response) {
        requireJson(request);
        requireJson(response);
        Exchange exchange = new Exchange(
                "k.1.1",
                1,
                1,
                new RecordedRequest("POST", upstream, path, "application/json", Body.of(request)),
                RecordedResponse.whole(200, "application/json", Body.of(response)),
                Provenance.simulated(Instant.EPOCH));
        return CallReaders.read(exchange).orElseThrow();
    }

    /** A body that is no JSON would read as a call without anything, and a test of "no tool" would be green for nothing. */
    private static void requireJson(String body) {
        try {
            JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }

    private static String quoted(String text) {
        return JSON.valueToTree(text).toString();
    }
}
