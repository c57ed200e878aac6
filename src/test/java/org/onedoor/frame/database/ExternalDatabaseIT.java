package org.onedoor.frame.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onedoor.Program;
import org.onedoor.cases.ABusyCounty;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same program on a PostgreSQL 15 that somebody else runs: the roles are made by their file, the keys are brought. */
class ExternalDatabaseIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path data = Path.of("target/external/" + UUID.randomUUID()).toAbsolutePath();

    @Test
    void aCaseIsFiledAndReadOnAnExternalPostgreSql15() throws Exception {
        try (var server = ExternalPostgres.start(data.resolve("server"))) {
            assertThat(version(server)).startsWith("15.");
            var clerk = clerk(server);
            try (var program = Program.start(data, Program.freePort(), server.settings())) {
                var receipt = HTTP.send(
                        HttpRequest.newBuilder(URI.create(program.url() + "/api/v1/cases"))
                                .header(
                                        "Authorization",
                                        "Bearer " + clerk.clerk().token())
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", "one")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"place\":\""
                                        + clerk.place().code() + "\",\"words\":\"路灯不亮\",\"phone\":\"13700000001\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
                var link = receipt.headers().firstValue("Location").orElseThrow();
                var read = HTTP.send(
                        HttpRequest.newBuilder(URI.create(program.url() + link)).build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(read.statusCode()).isEqualTo(200);
                assertThat(read.body()).contains("路灯不亮");
                assertThat(data.resolve("postgres"))
                        .as("no database of its own")
                        .doesNotExist();
            }
        }
    }

    private static String version(ExternalPostgres server) {
        return JdbcClient.create(server.superuser())
                .sql("show server_version")
                .query(String.class)
                .single();
    }

    private ABusyCounty.Village clerk(ExternalPostgres server) {
        try (var program = ABusyCounty.open(data, server.settings())) {
            return ABusyCounty.found(program, 1, 1, 0).getFirst();
        }
    }
}
