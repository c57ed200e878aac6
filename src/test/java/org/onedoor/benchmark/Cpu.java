package org.onedoor.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.onedoor.Program;

/** Processor time used so far, as the kernel counts it: the figure to trust on a machine shared with others. */
record Cpu(double program, double database) {

    private static final double TICKS = 100;

    static Cpu of(Program program, Path data) {
        return new Cpu(own(program.pid()), database(data));
    }

    /** Seconds of the first process, of those it has reaped, and of those that live. */
    static double database(Path data) {
        double seconds = 0;
        var processes = Program.database(data);
        for (int n = 0; n < processes.size(); n++) {
            seconds += used(processes.get(n).pid(), n == 0);
        }
        return seconds;
    }

    static double own(long pid) {
        return used(pid, false);
    }

    private static double used(long pid, boolean reaped) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return (reaped ? ticks + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : ticks) / TICKS;
        } catch (IOException e) {
            return 0;
        }
    }

    Cpu minus(Cpu before) {
        return new Cpu(program - before.program, database - before.database);
    }

    double all() {
        return program + database;
    }

    /** Resident memory in MB. */
    static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
