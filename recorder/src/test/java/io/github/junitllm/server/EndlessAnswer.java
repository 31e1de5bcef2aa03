package io.github.junitllm.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.junitllm.testing.RawHttp;
import io.github.junitllm.testing.RawUpstream;
import io.github.junitllm.testing.Rig;
import java.nio.file.Path;

/**
 * Passes 200 MB through the recorder in a JVM whose heap is far smaller; prints how much arrived and what the lane says of
 * it. Arguments: cassette, mode, content type.
 */
final class EndlessAnswer {

    private static final int BLOCKS = 200;

    private EndlessAnswer() {}

    /** The program. */
    public static void main(String[] arguments) throws Exception {
        byte[] block = "x".repeat(1_000_000).getBytes(ISO_8859_1);
        RawUpstream.Script script = (request, out) -> {
            RawUpstream.start(out, 200, arguments[2]);
            for (int i = 0; i < BLOCKS; i++) {
                RawUpstream.chunk(out, block);
            }
            RawUpstream.endStream(out);
        };
        try (RawUpstream upstream = new RawUpstream(script);
                Rig rig = new Rig(Path.of(arguments[0])).openAiAt(upstream.url())) {
            Lane lane = rig.lane(Mode.valueOf(arguments[1]));
            long arrived = 0;
            try (RawHttp.Open open = RawHttp.open(lane.baseUrl("openai") + "/chat/completions", "{}")) {
                for (int size = open.chunk().length();
                        size > 0;
                        size = open.chunk().length()) {
                    arrived += size;
                }
            }
            System.out.println(arrived);
            lane.troubles().forEach(trouble -> System.out.println(trouble.message()));
        }
        System.exit(0);
    }
}
