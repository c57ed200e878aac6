package org.onedoor.frame.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** 数据库角色 · Creates the roles of {@code roles.sql} and the database, as superuser; idempotent. */
public final class Roles {

    /** Login that owns the database and migrates it. */
    public static final String OWNER = "onedoor_owner";

    /** Login of the running program. */
    public static final String APP = "onedoor_app";

    /** Login of a program that runs as {@code zone=public}: may switch to no role of an internal room (R-SEC-11). */
    public static final String PUBLIC = "onedoor_public";

    private Roles() {}

    /**
     * Creates roles and database on the server that {@code url} (of an existing database) names.
     *
     * @throws IllegalStateException when the server refuses
     */
    public static void create(
            String url,
            String superuser,
            String password,
            String database,
            String ownerPassword,
            String appPassword,
            String publicPassword) {
        try (var connection = DriverManager.getConnection(url, superuser, password)) {
            execute(connection, script(ownerPassword, appPassword, publicPassword));
            try (var exists = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
                exists.setString(1, database);
                try (var row = exists.executeQuery()) {
                    if (!row.next()) {
                        execute(
                                connection,
                                "create database \"" + database + "\" owner " + OWNER
                                        + " encoding 'UTF8' template template0");
                        execute(connection, "revoke all on database \"" + database + "\" from public");
                        execute(connection, "grant connect on database \"" + database + "\" to " + APP);
                    }
                }
            }
            execute(connection, "grant connect on database \"" + database + "\" to " + PUBLIC);
        } catch (SQLException e) {
            throw new IllegalStateException("The database roles could not be created", e);
        }
    }

    private static String script(String ownerPassword, String appPassword, String publicPassword) {
        try (var in = Roles.class.getResourceAsStream("roles.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${owner_password}", ownerPassword)
                    .replace("${app_password}", appPassword)
                    .replace("${public_password}", publicPassword);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
