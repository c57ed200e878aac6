package org.onedoor.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one round of one action cost. */
record Round(long times, double seconds, double p50, double p99, Cpu cpu) {

    double perSecond() {
        return times / seconds;
    }

    /** Milliseconds of all processes for one action. */
    double cpuMillis() {
        return times == 0 ? 0 : cpu.all() * 1000 / times;
    }

    static Round of(List<long[]> nanos, double seconds, Cpu cpu) {
        var all = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Round(
                all.length,
                seconds,
                all.length == 0 ? 0 : all[all.length / 2] / 1e6,
                all.length == 0 ? 0 : all[(int) (all.length * 0.99)] / 1e6,
                cpu);
    }

    /** The middle one by processor time. */
    static Round median(List<Round> rounds) {
        var sorted = new ArrayList<>(rounds);
        sorted.sort(java.util.Comparator.comparingDouble(Round::cpuMillis));
        return sorted.get(sorted.size() / 2);
    }
}
