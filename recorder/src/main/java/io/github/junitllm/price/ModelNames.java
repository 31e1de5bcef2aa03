package io.github.junitllm.price;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** The names that providers give to models, and to dated snapshots of them. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ModelNames {

    /** Dates that providers put behind a model's name, and the version of Gemini and Vertex. */
    private static final Pattern SNAPSHOT =
            Pattern.compile("(?:-\\d{4}-\\d{2}-\\d{2}|-\\d{8}|@\\d{8}|-\\d{3}|-latest|@default)$");

    private ModelNames() {}

    /** Returns the name without the folder that Gemini writes before it. */
    static String plain(String model) {
        return model.startsWith("models/") ? model.substring("models/".length()) : model;
    }

    static String withoutSnapshot(String model) {
        return SNAPSHOT.matcher(model).replaceFirst("");
    }

    /**
     * Tells whether a model that served is the one that was meant: the same name, or a dated snapshot of it.
     *
     * @param served name as the response tells it, for example {@code gpt-4o-2024-08-06}
     * @param meant name as a test writes it, for example {@code gpt-4o}
     */
    public static boolean isServedAs(String served, String meant) {
        String plain = plain(served);
        return plain.equals(plain(meant)) || withoutSnapshot(plain).equals(plain(meant));
    }
}
