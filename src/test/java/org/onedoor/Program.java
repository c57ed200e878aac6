package org.onedoor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** The packaged program as a process of its own, on a data folder of its own; it can be stopped, and killed. */
public final class Program implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path data;
    private final int port;
    private final Process process;

    private Program(Path data, int port, Process process) {
        this.data = data;
        this.port = port;
        this.process = process;
    }

    /** Starts it and waits until it answers; {@code options} are its own, such as {@code --demo=off}. */
    public static Program start(Path data, int port, String... options) {
        try {
            return run(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "-jar",
                            jar().toString()),
                    data,
                    port,
                    options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #start}, by {@code bin/serve}, as operators do: the second start profits from what the first has learned. */
    public static Program serve(Path data, int port, String... options) {
        return run(List.of("bin/serve"), data, port, options);
    }

    private static Program run(List<String> how, Path data, int port, String... options) {
        try {
            var command = new ArrayList<>(how);
            command.add("--server.port=" + port);
            command.add("--onedoor.data=" + data);
            command.addAll(List.of(options));
            Files.createDirectories(data);
            var log = data.resolve("program.log");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            var program = new Program(data, port, process);
            program.awaitReady(Duration.ofMinutes(10));
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port nobody listens on. */
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() throws IOException {
        try (var built = Files.list(Path.of("target"))) {
            return built.filter(file -> file.getFileName().toString().matches("onedoor-.*(?<!sources|javadoc)\\.jar"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow(() -> new IllegalStateException("no jar: run mvn package first"));
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Waits until the program can do its work, database included. */
    public void awaitReady(Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        var ask = HttpRequest.newBuilder(URI.create(url() + "/health"))
                .timeout(Duration.ofSeconds(10))
                .build();
        while (!answers(ask)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("the program does not answer, see " + data.resolve("program.log"));
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static boolean answers(HttpRequest ask) {
        try {
            return HTTP.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** kill -9 of the program; its database lives on as an orphan. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(process.toHandle());
    }

    /** kill -9 of every process of the database. */
    public void killDatabase() {
        var processes = database(data);
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(Program::awaitEnd);
    }

    /** kill -9 of one of the database's connections, upon which PostgreSQL throws out all others and recovers. */
    public void killConnection() {
        database(data).stream()
                .filter(handle -> title(handle).contains("onedoor_app"))
                .findAny()
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** The database's first process and its children, while they live. */
    public static List<ProcessHandle> database(Path data) {
        var file = data.resolve("postgres/cluster/postmaster.pid");
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            return ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                    .filter(handle -> title(handle).contains("postgres"))
                    .map(handle -> Stream.concat(Stream.of(handle), handle.descendants())
                            .toList())
                    .orElse(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String title(ProcessHandle handle) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    /** The database as its superuser sees it, past all walls. */
    public static PGSimpleDataSource superuser(Path data) {
        try {
            var lines = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"));
            var source = new PGSimpleDataSource();
            source.setUrl("jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/onedoor");
            source.setUser("postgres");
            source.setPassword(Files.readString(data.resolve("postgres/superuser.password"))
                    .strip());
            return source;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it as an operator would; its database stops with it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
