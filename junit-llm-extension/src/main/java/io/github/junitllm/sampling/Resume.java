package io.github.junitllm.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.junitllm.dataset.GoldenCase;
import io.github.junitllm.exchange.Json;
import io.github.junitllm.server.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The samples of an eval that a live run had finished when it was killed: paid once, they are not taken again. */
final class Resume {

    private final String test;
    private final int planned;
    private final Optional<ResumeFile> file;
    private final byte[] code;
    private final boolean live;
    private final Map<Sample, SampleResult> taken = new HashMap<>();
    private final Map<String, GoldenCase> goldens;
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private int changed;

    Resume(Class<?> testClass, String test, List<Sample> order, Settings settings, Optional<ResumeFile> file) {
        this.test = test;
        this.planned = order.size();
        this.goldens = order.stream().collect(Collectors.toMap(Sample::caseId, Sample::golden, (one, same) -> one));
        this.file = file;
        this.live = settings.mode() == Mode.LIVE;
        this.code = live ? code(testClass) : new byte[0];
        if (file.isPresent() && !live) {
            throw new ExtensionConfigurationException(
                    "junit.llm.resume goes on with a run in mode live, and the mode is %s; record goes on by its cassettes, so leave junit.llm.resume out"
                            .formatted(settings.mode().name().toLowerCase(Locale.ROOT)));
        }
        if (file.isPresent()
                && (settings.onlyCase().isPresent() || settings.onlySample().isPresent())) {
            throw new ExtensionConfigurationException(
                    "junit.llm.resume goes on with a whole run, and junit.llm.case or junit.llm.sample selects a part; leave one of them out");
        }
    }

    /** The results that need not be paid again, in this order. */
    List<SampleResult> take(List<Sample> samples) {
        List<SampleResult> results = new ArrayList<>();
        for (Sample sample : samples) {
            Optional<ResumeFile.Line> line =
                    file.flatMap(lines -> lines.sample(test, sample.caseId(), sample.number()));
            if (line.isEmpty() || !isAnAnswer(line.get().outcome())) {
                continue;
            }
            if (!line.get().code().equals(codeOf(sample.caseId()))) {
                changed++;
                continue;
            }
            SampleResult result = SampleResult.resumed(sample, line.get());
            taken.put(sample, result);
            results.add(result);
        }
        return results;
    }

    /** Others ended for a reason that may be gone. */
    private static boolean isAnAnswer(Outcome outcome) {
        return switch (outcome) {
            case PASSED, FAILED, UNSURE, TRUNCATED, EMPTY, REFUSED, TIMED_OUT, JUDGE_ERROR -> true;
            default -> false;
        };
    }

    boolean has(Sample sample) {
        return taken.containsKey(sample);
    }

    /** The line as it stood, so that this run can be resumed too. */
    ObjectNode line(ResumeFile.Line earlier) {
        return earlier.json()
                .deepCopy()
                .put("resumed_from", file.orElseThrow().name())
                .put("called_on", earlier.day());
    }

    /** Writes what a run that goes on from the line will compare. */
    void stamp(ObjectNode line, String caseId) {
        if (live) {
            line.put("code", codeOf(caseId));
        }
    }

    private String codeOf(String caseId) {
        return codes.computeIfAbsent(caseId, id -> code(Objects.requireNonNull(goldens.get(id))));
    }

    /** What the outcome of a sample rests on, as far as it can be seen here: the test classes and the golden. */
    private String code(GoldenCase golden) {
        MessageDigest digest = sha256();
        digest.update(code);
        ObjectNode data = Json.MAPPER.createObjectNode().put("id", golden.id());
        data.set("tags", Json.MAPPER.valueToTree(golden.tags()));
        data.set("fields", Json.MAPPER.valueToTree(golden.fields()));
        digest.update(Json.write(data).getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static byte[] code(Class<?> testClass) {
        MessageDigest digest = sha256();
        for (Class<?> type = testClass; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Class<?> around = type; around != null; around = around.getEnclosingClass()) {
                digest(digest, around);
            }
        }
        return digest.digest();
    }

    private static void digest(MessageDigest digest, Class<?> type) {
        String name = type.getName();
        try (InputStream in = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            digest.update(in == null ? name.getBytes(UTF_8) : in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> lines() {
        if (file.isEmpty()) {
            return List.of();
        }
        TreeSet<String> days = new TreeSet<>();
        taken.values().forEach(result -> result.resumed().ifPresent(line -> days.add(line.day())));
        return List.of("resumed: %d of %d samples from %s%s%s"
                .formatted(
                        taken.size(),
                        planned,
                        file.get().name(),
                        days.isEmpty() ? "" : ", called " + String.join(", ", days),
                        changed == 0
                                ? ""
                                : "; %d more not, since the test class or the golden has changed".formatted(changed)));
    }

    void describe(ObjectNode line) {
        file.ifPresent(lines -> line.putObject("resumed")
                .put("from", lines.name())
                .put("samples", taken.size())
                .put("changed", changed));
    }
}
