package org.onedoor.frame.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.api.callback.Callback;
import org.onedoor.frame.ScopedTransactions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** 数据库接入 · Embedded or external; the rest of the program does not know which. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final String EMBEDDED = "'${onedoor.db.url:}'.isEmpty()";

    /** Where to connect and with which two logins. */
    record Access(String url, String ownerPassword, String appPassword, String publicPassword) {}

    @Bean
    @ConditionalOnExpression(EMBEDDED)
    DataFolder dataFolder(@Value("${onedoor.data}") Path data) {
        return DataFolder.claim(data);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnExpression(EMBEDDED)
    PostgresServer embeddedPostgres(
            DataFolder claimed,
            @Value("${onedoor.data}") Path data,
            @Value("${onedoor.db.durability:FULL}") PostgresServer.Durability durability) {
        return PostgresServer.start(data.resolve("postgres"), durability);
    }

    @Bean
    @ConditionalOnExpression(EMBEDDED)
    Access embeddedAccess(
            PostgresServer server,
            @Value("${onedoor.data}") Path data,
            @Value("${onedoor.db.name:onedoor}") String database)
            throws IOException {
        var owner = secret(data.resolve("postgres/owner.password"));
        var app = secret(data.resolve("postgres/app.password"));
        var inPublic = secret(data.resolve("postgres/public.password"));
        Roles.create(
                server.url("postgres"), PostgresServer.SUPERUSER, server.password(), database, owner, app, inPublic);
        return new Access(server.url(database), owner, app, inPublic);
    }

    @Bean
    @ConditionalOnExpression("!" + EMBEDDED)
    Access externalAccess(
            @Value("${onedoor.db.url}") String url,
            @Value("${onedoor.db.owner-password}") String ownerPassword,
            @Value("${onedoor.db.app-password:}") String appPassword,
            @Value("${onedoor.db.public-password:}") String publicPassword) {
        return new Access(url, ownerPassword, appPassword, publicPassword);
    }

    @Bean
    JdbcConnectionDetails appLogin(Access access, @Value("${onedoor.zone:all}") String zone) {
        return zone.equals("public")
                ? new Login(access.url(), Roles.PUBLIC, access.publicPassword())
                : new Login(access.url(), Roles.APP, access.appPassword());
    }

    /** What the program's login may on technical tables before a scope is set, the public zone's login may too. */
    @Bean
    Callback publicLogin() {
        return new PublicLogin();
    }

    @Bean
    FlywayConnectionDetails ownerLogin(Access access) {
        return new OwnerLogin(access.url(), Roles.OWNER, access.ownerPassword());
    }

    @Bean
    PlatformTransactionManager transactionManager(javax.sql.DataSource dataSource) {
        return new ScopedTransactions(dataSource);
    }

    private static String secret(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).strip() : PostgresServer.newSecret(file);
    }

    private record Login(String url, String user, String secret) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return secret;
        }

        @Override
        public String getJdbcUrl() {
            return url;
        }
    }

    private record OwnerLogin(String url, String user, String secret) implements FlywayConnectionDetails {
        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return secret;
        }

        @Override
        public String getJdbcUrl() {
            return url;
        }
    }
}
