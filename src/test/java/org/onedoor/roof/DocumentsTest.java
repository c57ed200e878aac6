package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoor;
import org.onedoor.OneDoorTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;

/** Documents nobody draws by hand: rooms and their arrows, the tables, the REST description. {@code bin/docs} copies them. */
@OneDoorTest
class DocumentsTest {

    private static final Path DOCS = Path.of("target/docs");

    private final JdbcClient db;

    @LocalServerPort
    private int port;

    DocumentsTest(JdbcClient db) {
        this.db = db;
    }

    @Test
    void theRoomsAreDrawn() throws IOException {
        var page = new StringBuilder("# Rooms\n\nWritten by the build. An arrow: knows.\n\n```mermaid\nflowchart TD\n");
        var modules = ApplicationModules.of(OneDoor.class);
        modules.forEach(room -> room.getDependencies(modules, DependencyDepth.IMMEDIATE)
                .uniqueModules()
                .map(other -> other.getIdentifier().toString())
                .filter(other -> !other.equals("frame"))
                .forEach(other -> page.append("  ")
                        .append(room.getIdentifier())
                        .append(" --> ")
                        .append(other)
                        .append('\n')));
        page.append("```\n\nEvery room knows `frame`.\n");
        write("rooms.md", page.toString());
        assertThat(page).contains("-->");
    }

    @Test
    void theTablesAreDrawn() throws IOException {
        var rooms = new TreeMap<String, TreeMap<String, StringBuilder>>();
        db.sql("""
            select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            order by n.nspname, c.relname, a.attnum\
            """).query(row -> {
            rooms.computeIfAbsent(row.getString(1), _ -> new TreeMap<>())
                    .computeIfAbsent(row.getString(2), _ -> new StringBuilder())
                    .append(row.getString(3))
                    .append(' ')
                    .append(row.getString(4))
                    .append(row.getBoolean(5) ? "" : "?")
                    .append(", ");
        });
        var page = new StringBuilder("# Tables\n\nWritten by the build from the running database; `?` may be null.\n");
        rooms.forEach((room, tables) -> {
            page.append("\n## ").append(room).append("\n\n| table | columns |\n| --- | --- |\n");
            tables.forEach((table, columns) -> page.append("| ")
                    .append(table)
                    .append(" | ")
                    .append(columns, 0, columns.length() - 2)
                    .append(" |\n"));
        });
        write("tables.md", page.toString());
        assertThat(rooms).containsKeys("technical", "regions");
    }

    @Test
    void theRestDescriptionIsWritten() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/docs/openapi"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"openapi\":\"3.1");
        write("openapi.json", answer.body().replace("localhost:" + port, "localhost:8080"));
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(DOCS).resolve(name), text);
    }
}
