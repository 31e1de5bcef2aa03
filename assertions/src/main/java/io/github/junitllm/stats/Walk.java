package io.github.junitllm.stats;

/** The chances of every number of hits among the samples so far, of those runs that have not stopped. */
final class Walk {

    /** Less is nothing, even added up over all counts; carrying it along would only cost time. */
    private static final double NOTHING = 1e-290;

    private final double[] chances;
    private final double hit;
    private final double miss;
    private int least;
    private int most;

    Walk(int samples, double hit, double miss) {
        this.chances = new double[samples + 1];
        this.chances[0] = 1;
        this.hit = hit;
        this.miss = miss;
    }

    /** One more sample. */
    void step() {
        if (least > most) {
            return;
        }
        chances[most + 1] = chances[most] * hit;
        for (int hits = most; hits > least; hits--) {
            chances[hits] = chances[hits] * miss + chances[hits - 1] * hit;
        }
        chances[least] *= miss;
        most++;
        while (least < most && chances[least] < NOTHING) {
            chances[least++] = 0;
        }
    }

    /** The greatest count that is possible; negative when every run has stopped. */
    int most() {
        return least > most ? -1 : most;
    }

    double chance(int hits) {
        return hits < least || hits > most ? 0 : chances[hits];
    }

    /** Stop the runs with so many hits or more, and give their chance. */
    double stopFrom(int hits) {
        double stopped = stopBetween(hits, most);
        most = Math.min(most, hits - 1);
        return stopped;
    }

    /** Stop the runs with so many hits or fewer, and give their chance. */
    double stopUpTo(int hits) {
        double stopped = stopBetween(least, hits);
        least = Math.max(least, hits + 1);
        return stopped;
    }

    /** Stop the runs with counts from one to another, and give their chance. */
    double stopBetween(int from, int to) {
        double stopped = 0;
        for (int hits = Math.max(from, least); hits <= Math.min(to, most); hits++) {
            stopped += chances[hits];
            chances[hits] = 0;
        }
        return stopped;
    }
}
