package org.onedoor.frame.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 内置数据库 · Starts a real PostgreSQL in a folder, keeps its data across restarts and kill -9, and stops it.
 *
 * <p>The server listens on loopback only and asks for a password (scram). An orphan left by a killed program is adopted:
 * its port stands in {@code postmaster.pid}.
 */
public final class PostgresServer implements AutoCloseable {

    /** Superuser of the embedded cluster; the program itself never logs in with it after start. */
    public static final String SUPERUSER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private final Path home;
    private final Path cluster;
    private final List<String> prefix;
    private final String password;
    private final int port;

    private PostgresServer(Path home, Path cluster, List<String> prefix, String password, int port) {
        this.home = home;
        this.cluster = cluster;
        this.prefix = prefix;
        this.password = password;
        this.port = port;
    }

    /** How durable: tests give up fsync, nothing else does. */
    public enum Durability {
        FULL,
        NONE
    }

    /** The server generation shipped with OneDoor, in {@code folder}. */
    public static PostgresServer start(Path folder, Durability durability) {
        return start(folder, durability, PostgresServer.class.getResourceAsStream(ARCHIVE));
    }

    /** Any generation whose binaries archive (txz) is given. */
    public static PostgresServer start(Path folder, Durability durability, InputStream archive) {
        try {
            var root = Files.createDirectories(folder.toAbsolutePath().normalize());
            var home = root.resolve("bin");
            unpack(home, archive);
            var cluster = root.resolve("cluster");
            var prefix = unprivileged(root);
            var password = password(root.resolve("superuser.password"));
            if (!Files.exists(cluster.resolve("PG_VERSION"))) {
                initialise(home, cluster, prefix, root.resolve("superuser.password"));
            }
            var running = orphan(cluster);
            int port = running.isPresent() ? running.get() : launch(home, cluster, prefix, durability);
            return new PostgresServer(home, cluster, prefix, password, port);
        } catch (IOException e) {
            throw new IllegalStateException("The embedded PostgreSQL could not start in " + folder, e);
        }
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        try {
            run(prefixed(prefix, home.resolve("bin/pg_ctl"), "-D", cluster, "-m", "fast", "-w", "stop"), 60);
        } catch (IllegalStateException e) {
            LOG.warn("The embedded PostgreSQL did not stop by itself: {}", e.getMessage());
        }
    }

    private static void unpack(Path home, InputStream archive) throws IOException {
        var marker = home.resolve(".ok");
        if (Files.exists(marker)) {
            return;
        }
        Files.createDirectories(home);
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                var target = home.resolve(entry.getName()).normalize();
                if (!target.startsWith(home)) {
                    throw new IOException("archive entry outside the folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.getParent());
                    Files.deleteIfExists(target);
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
        Files.createFile(marker);
    }

    /** PostgreSQL refuses root: a user namespace, else another user, else one sentence. */
    private static List<String> unprivileged(Path root) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        if (succeeds(List.of("unshare", "-U", "true"))) {
            return List.of("unshare", "-U");
        }
        if (succeeds(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true"))
                && succeeds(List.of("chown", "-R", "65534:65534", root.toString()))) {
            return List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        }
        throw new IllegalStateException(
                "PostgreSQL cannot run as root here. Start OneDoor as another user, or set ONEDOOR_DB_URL to an"
                        + " external PostgreSQL 15 or newer.");
    }

    private static String password(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        return newSecret(file);
    }

    /** Writes a new random secret to {@code file}, readable by its owner only. */
    static String newSecret(Path file) throws IOException {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(
                        java.util.Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)));
        Files.writeString(file, secret);
        return secret;
    }

    private static void initialise(Path home, Path cluster, List<String> prefix, Path passwordFile) {
        run(
                prefixed(
                        prefix,
                        home.resolve("bin/initdb"),
                        "-D",
                        cluster,
                        "-U",
                        SUPERUSER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "-E",
                        "UTF8",
                        "--locale=C.UTF-8",
                        "--data-checksums"),
                120);
    }

    private static int launch(Path home, Path cluster, List<String> prefix, Durability durability) throws IOException {
        int port = freePort();
        var options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                + " -c max_connections=60 -c jit=off -c shared_buffers=128MB -c random_page_cost=1.1"
                + " -c max_wal_size=2GB -c timezone=Asia/Shanghai"
                + (durability == Durability.NONE
                        ? " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
                        : "");
        run(
                prefixed(
                        prefix,
                        home.resolve("bin/pg_ctl"),
                        "-D",
                        cluster,
                        "-w",
                        "-t",
                        "90",
                        "-l",
                        cluster.resolve("server.log"),
                        "-o",
                        options,
                        "start"),
                100);
        return port;
    }

    /** The port of a server still running on this folder, if the pid in its file is a live postgres. */
    private static Optional<Integer> orphan(Path cluster) throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        var alive = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
        if (!alive || lines.size() < 4) {
            return Optional.empty();
        }
        LOG.info("Adopting the PostgreSQL left running by an earlier start");
        return Optional.of(Integer.parseInt(lines.get(3).strip()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<String> prefixed(List<String> prefix, Object... command) {
        var all = new ArrayList<>(prefix);
        for (Object part : command) {
            all.add(part.toString());
        }
        return all;
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void run(List<String> command, int seconds) {
        try {
            var log = Files.createTempFile("onedoor-postgres", ".log");
            try {
                var process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command.get(0) + " took longer than " + seconds + " s");
                }
                if (process.exitValue() != 0) {
                    throw new IllegalStateException(String.join(" ", command) + "\n" + Files.readString(log));
                }
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
