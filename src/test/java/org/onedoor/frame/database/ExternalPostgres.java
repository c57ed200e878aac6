package org.onedoor.frame.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL 15 as a county's own administrator would run it, with the roles of {@code roles.sql} and an empty database.
 *
 * <p>As a program it runs a command beside such a server, whose address and passwords stand in the command's environment:
 * {@code bin/with-postgres-15 mvn test -Dtest='Case*Test'}.
 */
final class ExternalPostgres implements AutoCloseable {

    private static final String DATABASE = "county";
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    private final PostgresServer server;
    private final String owner = secret();
    private final String app = secret();
    private final String inPublic = secret();
    private final Map<String, String> keys = Map.of("data-1", key(), "index-1", key());

    private ExternalPostgres(PostgresServer server) {
        this.server = server;
        Roles.create(
                server.url("postgres"), PostgresServer.SUPERUSER, server.password(), DATABASE, owner, app, inPublic);
    }

    static ExternalPostgres start(Path folder) {
        try (var built = Files.list(Path.of("target/postgres-15"))) {
            var jar = built.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("run mvn test-compile first"));
            try (var zip = new ZipFile(jar.toFile());
                    var archive = zip.getInputStream(zip.getEntry(ARCHIVE))) {
                return new ExternalPostgres(PostgresServer.start(folder, PostgresServer.Durability.NONE, archive));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> values(String keys) {
        return Map.of(
                "onedoor.db.url", server.url(DATABASE),
                "onedoor.db.owner-password", owner,
                "onedoor.db.app-password", app,
                "onedoor.db.public-password", inPublic,
                "onedoor.keys", keys);
    }

    /** As options of the program. */
    String[] settings() {
        return values("data-1=" + keys.get("data-1") + ",index-1=" + keys.get("index-1")).entrySet().stream()
                .map(one -> "--" + one.getKey() + "=" + one.getValue())
                .toArray(String[]::new);
    }

    /** As an administrator sets them: ONEDOOR_DB_URL and its neighbours; the keys in a folder that new ones are put into. */
    Map<String, String> environment() throws IOException {
        var folder = Files.createTempDirectory("keys");
        for (var key : keys.entrySet()) {
            Files.writeString(folder.resolve(key.getKey() + ".key"), key.getValue());
        }
        var environment = new HashMap<String, String>();
        values(folder.toString())
                .forEach((name, value) ->
                        environment.put(name.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"), value));
        return environment;
    }

    PGSimpleDataSource superuser() {
        var source = new PGSimpleDataSource();
        source.setUrl(server.url(DATABASE));
        source.setUser(PostgresServer.SUPERUSER);
        source.setPassword(server.password());
        return source;
    }

    @Override
    public void close() {
        server.close();
    }

    private static String secret() {
        return UUID.randomUUID().toString();
    }

    private static String key() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Runs the command beside a fresh server. */
    public static void main(String[] command) throws Exception {
        int result;
        try (var server = start(Files.createTempDirectory("postgres-15"))) {
            var process = new ProcessBuilder(new ArrayList<>(List.of(command))).inheritIO();
            process.environment().putAll(server.environment());
            result = process.start().waitFor();
        }
        System.exit(result);
    }
}
