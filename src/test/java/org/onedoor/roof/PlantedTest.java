package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.onedoor.EveryColumn;
import org.onedoor.OneDoorTest;
import org.onedoor.Plants;
import org.onedoor.frame.database.PostgresServer;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;

/**
 * Foundations §26: what comes in through the real doors is found in plain nowhere: no column of any table, no log line, no
 * file of the data folder, the database's own log and WAL included, no temporary file. The demo's outbox is another bean
 * and not part of this program.
 */
@OneDoorTest
class PlantedTest {

    private final Plants plants;
    private final EveryColumn columns;
    private final ObjectProvider<PostgresServer> embedded;
    private final ServletContext servlet;
    private final Path data;

    PlantedTest(
            Plants plants,
            EveryColumn columns,
            ObjectProvider<PostgresServer> embedded,
            ServletContext servlet,
            @Value("${onedoor.data}") Path data) {
        this.plants = plants;
        this.columns = columns;
        this.embedded = embedded;
        this.servlet = servlet;
        this.data = data;
    }

    @Test
    void aPhoneAnIdNumberOrAnAddressIsFoundNowhereInPlain() throws Exception {
        long begun = System.currentTimeMillis() - 2_000;
        var lines = new Lines();
        var root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.addAppender(lines);
        Plants.Garden garden;
        try {
            garden = plants.planted();
        } finally {
            root.detachAppender(lines);
        }
        var found = new TreeSet<String>();
        garden.values().forEach((door, value) -> {
            if (lines.said.stream().anyMatch(line -> line.contains(value))) {
                found.add(door + " in the log");
            }
        });
        columns.each(garden.home().county(), (table, db) -> garden.values().forEach((door, value) -> {
            // A row as text shows binary columns in hex, so both writings are looked for.
            int rows = db.sql("select count(*)::int from " + table.name()
                            + " row where row::text like :plain or row::text like :hex")
                    .param("plain", "%" + value + "%")
                    .param("hex", "%" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "%")
                    .query(Integer.class)
                    .single();
            if (rows > 0) {
                found.add(door + " in " + table.name());
            }
        }));
        files(begun, garden.values(), found);
        assertThat(found).as("planted: " + garden.values()).isEmpty();
    }

    private void files(long begun, Map<String, String> values, TreeSet<String> found) throws Exception {
        var server = embedded.getIfAvailable();
        assumeThat(server != null || !found.isEmpty())
                .as("an external database's files are not here")
                .isTrue();
        if (server != null) {
            try (var superuser = DriverManager.getConnection(
                            server.url("postgres"), PostgresServer.SUPERUSER, server.password());
                    var flush = superuser.createStatement()) {
                flush.execute("checkpoint");
            }
        }
        var needles = new java.util.LinkedHashMap<String, byte[]>();
        values.forEach((door, value) -> needles.put(door, value.getBytes(StandardCharsets.UTF_8)));
        for (var folder : new Path[] {data, ((File) servlet.getAttribute(ServletContext.TEMPDIR)).toPath()}) {
            try (var all = Files.walk(folder)) {
                for (var file : all.filter(Files::isRegularFile)
                        .filter(one -> one.toFile().lastModified() >= begun)
                        .toList()) {
                    search(file, needles, found);
                }
            }
        }
        try (var temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            for (var file : temporary
                    .filter(one -> one.getFileName().toString().matches("(?i)(onedoor|upload|spring|poi|fastexcel).*"))
                    .filter(Files::isRegularFile)
                    .filter(one -> one.toFile().lastModified() >= begun)
                    .toList()) {
                search(file, needles, found);
            }
        }
    }

    /** Overlapping stretches, so that nothing hides at a seam. */
    private static void search(Path file, Map<String, byte[]> needles, TreeSet<String> found) throws IOException {
        var buffer = new byte[1 << 20];
        int kept = 0;
        try (var in = Files.newInputStream(file)) {
            for (int read; (read = in.read(buffer, kept, buffer.length - kept)) > 0; ) {
                int length = kept + read;
                for (var needle : needles.entrySet()) {
                    if (contains(buffer, length, needle.getValue())) {
                        found.add(needle.getKey() + " in " + file);
                    }
                }
                kept = Math.min(length, 64);
                System.arraycopy(buffer, length - kept, buffer, 0, kept);
            }
        } catch (java.nio.file.NoSuchFileException | java.nio.file.AccessDeniedException e) {
            // Removed meanwhile.
        }
    }

    private static boolean contains(byte[] text, int length, byte[] needle) {
        outer:
        for (int at = 0; at <= length - needle.length; at++) {
            if (text[at] != needle[0]) {
                continue;
            }
            for (int i = 1; i < needle.length; i++) {
                if (text[at + i] != needle[i]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> said = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            var fault = event.getThrowableProxy();
            said.add(event.getFormattedMessage()
                    + (fault == null ? "" : ch.qos.logback.classic.spi.ThrowableProxyUtil.asString(fault)));
        }
    }
}
