package io.github.junitllm.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Finds and decodes the files of a golden on the class path. */
final class Resources {

    static final int LARGEST = 16 * 1024 * 1024;

    private static final Pattern SCHEME_OR_DRIVE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    private final Class<?> testClass;
    private final String label;
    /** Where such files usually are, and what they are called. */
    private final String folder;

    Resources(Class<?> testClass, String label, String folder) {
        this.testClass = testClass;
        this.label = label;
        this.folder = folder;
    }

    Source read(String file) {
        for (String place : places(file)) {
            URL found = testClass.getResource("/" + place);
            if (found != null) {
                return decode(place, bytes(found));
            }
        }
        throw missing(file);
    }

    void requireResourceName(String file) {
        if (file.isBlank()) {
            throw refusal("a file name is blank; write the name of a file in src/test/resources/" + folder);
        }
        if (file.indexOf('\\') >= 0 || SCHEME_OR_DRIVE.matcher(file).matches()) {
            String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
            throw refusal("\"" + file + "\" is a place in the file system or a URL; " + folder
                    + " are class-path resources, " + "put it for example at src/test/resources/" + folder + "/" + name
                    + " and write \"" + name + "\"");
        }
        if (Arrays.asList(file.split("/", -1)).contains("..")) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            throw refusal("\"" + file + "\" leaves its folder; " + folder
                    + " are class-path resources and \"..\" is refused, "
                    + "write the path from the class-path root, for example \"/" + folder + "/" + name + "\"");
        }
    }

    private Set<String> places(String file) {
        if (file.startsWith("/")) {
            return Set.of(file.substring(1));
        }
        String packageFolder = testClass.getPackageName().replace('.', '/');
        return new LinkedHashSet<>(
                List.of(packageFolder.isEmpty() ? file : packageFolder + "/" + file, folder + "/" + file, file));
    }

    private ExtensionConfigurationException missing(String file) {
        boolean root = file.startsWith("/");
        return refusal("\"" + file + "\" is not on the class path; looked at " + Words.listed(places(file))
                + (root ? " (a leading / means the class-path root, not the file system)" : "")
                + "; put it for example at src/test/resources" + (root ? "" : "/" + folder + "/") + file);
    }

    private byte[] bytes(URL found) {
        try (InputStream in = found.openStream()) {
            return in.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(label + ": cannot read " + found, e);
        }
    }

    private Source decode(String place, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        Source source = new Source(label, place, text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (bytes.length > LARGEST) {
            throw tooLarge(source);
        }
        if (result.isError()) {
            throw source.error(String.format(
                    Locale.ROOT,
                    "not UTF-8 at byte %d (0x%02X); save the file as UTF-8",
                    in.position(),
                    bytes[in.position()]));
        }
        return source;
    }

    static ExtensionConfigurationException tooLarge(Source source) {
        return source.error("larger than 16 MiB; split it into several files");
    }

    private ExtensionConfigurationException refusal(String what) {
        return Source.refusal(label, what);
    }
}
