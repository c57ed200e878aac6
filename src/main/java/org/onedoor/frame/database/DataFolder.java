package org.onedoor.frame.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * 数据目录 · The folder that holds the embedded database: one program at a time works in it.
 *
 * <p>{@code running} in it names the process and its port. No lock is held: what a killed program leaves behind names a
 * process that is no more, and is overwritten.
 */
final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final Path running;

    private DataFolder(Path folder) {
        this.folder = folder;
        this.running = folder.resolve("running");
    }

    /**
     * Claims the folder for this process.
     *
     * @throws AlreadyRunning when another program works in it
     */
    static DataFolder claim(Path data) {
        try {
            var mine =
                    new DataFolder(Files.createDirectories(data.toAbsolutePath().normalize()));
            if (Files.exists(mine.running)) {
                var other = Files.readString(mine.running).strip().split(" ");
                if (other.length == 3 && alive(Long.parseLong(other[0]), Instant.parse(other[1]))) {
                    throw new AlreadyRunning(other[2], mine.folder);
                }
            }
            mine.write("…");
            return mine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @EventListener
    void onPort(WebServerInitializedEvent event) throws IOException {
        write(Integer.toString(event.getWebServer().getPort()));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(running);
    }

    private void write(String port) throws IOException {
        var self = ProcessHandle.current();
        Files.writeString(running, self.pid() + " " + started(self) + " " + port);
    }

    private static boolean alive(long pid, Instant since) {
        return pid != ProcessHandle.current().pid()
                && ProcessHandle.of(pid)
                        .filter(process ->
                                Duration.between(started(process), since).abs().toSeconds() < 2)
                        .isPresent();
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** Another program works in the folder. */
    static final class AlreadyRunning extends RuntimeException {
        private final String port;
        private final Path folder;

        AlreadyRunning(String port, Path folder) {
            super("already running on " + port + ", data in " + folder, null, false, false);
            this.port = port;
            this.folder = folder;
        }
    }

    /** Says it in one sentence instead of a stack trace. */
    static final class Analysis extends AbstractFailureAnalyzer<AlreadyRunning> {
        @Override
        protected FailureAnalysis analyze(Throwable failure, AlreadyRunning cause) {
            return new FailureAnalysis(
                    "OneDoor is already running on " + cause.port + ", data in " + cause.folder + ".",
                    "Open http://localhost:" + cause.port + ", or stop that one first."
                            + " A second copy needs its own --server.port and --onedoor.data.",
                    cause);
        }
    }
}
