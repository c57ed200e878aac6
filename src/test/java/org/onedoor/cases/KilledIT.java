package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.onedoor.Program;
import org.onedoor.audit.Chain;
import org.onedoor.audit.Verdict;
import org.onedoor.frame.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * kill -9 of the running program, and of its database, under eight clients that file cases, keep their idempotency keys and
 * ask again until they are answered. Afterwards a checker goes through what the clients wrote down: nothing acknowledged is
 * lost, nothing is there twice. {@code -Dkill.rounds=20} for the long run.
 */
class KilledIT {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
    private static final long SEED = Long.getLong("kill.seed", 20261122);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path data = folder();
    private final Path logs = data.resolveSibling("log");
    private final int port = Program.freePort();
    private final JsonMapper json = new JsonMapper();
    private final Random random = new Random(SEED);
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final List<Future<?>> clients = new ArrayList<>();
    private volatile boolean stop;

    /** What is killed in a round. */
    private enum Blow {
        PROGRAM,
        PROGRAM_AND_DATABASE,
        CONNECTION
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingIsThereTwice() throws Exception {
        List<ABusyCounty.Village> villages;
        try (var program = ABusyCounty.open(data)) {
            villages = ABusyCounty.found(program, 1, 2, 1);
        }
        Files.createDirectories(logs);
        var program = start();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < CLIENTS; n++) {
                var village = villages.get(n % villages.size());
                var name = "client-" + n;
                clients.add(threads.submit(() -> new Client(name, village).run()));
            }
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    var blow = Blow.values()[round % Blow.values().length];
                    // A moment nobody can foretell: after so many more acknowledged cases, and a little.
                    await(acknowledged.get() + 5 + random.nextInt(60));
                    LockSupport.parkNanos(random.nextLong(30_000_000));
                    program = strike(program, blow);
                }
                await(acknowledged.get() + CLIENTS);
            } finally {
                stop = true;
            }
            for (var client : clients) {
                client.get();
            }
            check(program, villages);
        } finally {
            program.close();
            Program.database(data).forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Program strike(Program program, Blow blow) {
        switch (blow) {
            case PROGRAM -> program.kill();
            case PROGRAM_AND_DATABASE -> {
                program.kill();
                program.killDatabase();
            }
            case CONNECTION -> {
                program.killConnection();
                program.awaitReady(Duration.ofMinutes(5));
                return program;
            }
        }
        return start();
    }

    private Program start() {
        return Program.start(data, port);
    }

    private void await(int many) {
        long until = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        while (acknowledged.get() < many) {
            assertThat(System.nanoTime()).as("no answers any more: %s", answers).isLessThan(until);
            assertThat(clients).as("a client gave up: %s", answers).noneMatch(Future::isDone);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** One program of somebody's that files, and writes down each attempt before and each answer after. */
    private final class Client {
        private final Path log;
        private final String name;
        private final ABusyCounty.Village village;

        Client(String name, ABusyCounty.Village village) {
            this.log = logs.resolve(name + ".log");
            this.name = name;
            this.village = village;
        }

        void run() {
            for (int n = 0; !stop; n++) {
                var key = name + "-" + n;
                write("try", key);
                while (!filed(key)) {
                    LockSupport.parkNanos(50_000_000);
                }
            }
        }

        private boolean filed(String key) {
            var body = json.writeValueAsString(
                    Map.of("place", village.place().code(), "words", "北坡组的路灯不亮 " + key, "phone", "13700000001"));
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/cases"))
                    .timeout(Duration.ofSeconds(20))
                    .header("Authorization", "Bearer " + village.clerk().token())
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
                var status = answer.statusCode();
                count(status);
                if (status != 200 && status != 201) {
                    write("no", key, Integer.toString(status));
                    // Somebody else's try is under way, or the program is in trouble: ask again.
                    assertThat(status).as(answer.body()).isIn(409, 503);
                    assertThat(status == 409
                                    || answer.headers()
                                            .firstValue("Retry-After")
                                            .isPresent())
                            .as("says when to come again")
                            .isTrue();
                    return false;
                }
                var receipt = json.readTree(answer.body());
                write(
                        "ok",
                        key,
                        receipt.get("id").asString(),
                        receipt.get("number").asString());
                acknowledged.incrementAndGet();
                return true;
            } catch (IOException e) {
                count(0);
                return false;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void write(String... words) {
            try {
                Files.writeString(
                        log, String.join(" ", words) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void count(int status) {
        answers.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
    }

    private record Receipt(String longId, String number) {}

    /** One case as the database holds it, found by the client's key. */
    private record Kept(String key, String receiptHash, long firstRows, long audited) {}

    private void check(Program program, List<ABusyCounty.Village> villages) throws Exception {
        var tried = new ArrayList<String>();
        var receipts = new HashMap<String, Receipt>();
        try (var files = Files.list(logs)) {
            for (var file : files.toList()) {
                for (var line : Files.readAllLines(file)) {
                    var words = line.split(" ");
                    switch (words[0]) {
                        case "try" -> tried.add(words[1]);
                        case "ok" -> receipts.put(words[1], new Receipt(words[2], words[3]));
                        default -> {}
                    }
                }
            }
        }
        assertThat(receipts).as("every client was answered in the end").containsOnlyKeys(tried);
        var database = Program.superuser(data);
        var db = JdbcClient.create(database);
        var kept = db.sql("""
            select i.key, m.receipt_hash,
              (select count(*) from cases.history h
               where h.county = m.county and h.matter = m.id and h.seq = 1) as first_rows,
              (select count(*) from audit.entry e
               where e.county = m.county and e.subject = m.id and e.action = 'cases.file') as audited
            from cases.idempotency i join cases.matter m on m.county = i.county and m.id = i.matter\
            """).query(Kept.class).list();
        assertThat(kept).extracting(Kept::key).as("each key has one case").containsExactlyInAnyOrderElementsOf(tried);
        assertThat(kept).allSatisfy(one -> {
            assertThat(one.receiptHash())
                    .isEqualTo(Ids.sha256(receipts.get(one.key()).longId()));
            assertThat(one.firstRows()).as("one first history row").isEqualTo(1);
            assertThat(one.audited()).as("one audit row").isEqualTo(1);
        });
        assertThat(number(db, "select count(*) from cases.matter"))
                .as("no case without its key")
                .isEqualTo(tried.size());
        assertThat(number(db, "select count(*) from notices.message where template = 'cases.filed'"))
                .as("one message for each")
                .isEqualTo(tried.size());
        for (var receipt : receipts.values()) {
            assertThat(opened(program, receipt.longId())).contains("\"" + receipt.number() + "\"");
        }
        assertThat(answers.keySet()).as("nobody was told of a fault of ours").doesNotContain(500);
        awaitSealed(db);
        int county = db.sql("select min(county) from regions.county")
                .query(Integer.class)
                .single();
        assertThat(Chain.verify(database, county, data.resolve("audit"))).isInstanceOf(Verdict.Sound.class);
        System.out.printf(
                "kill -9: %d rounds, %d cases acknowledged, none lost, none doubled; answers by status (0 = none):"
                        + " %s%n",
                ROUNDS, receipts.size(), answers);
    }

    private static String opened(Program program, String longId) throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(program.url() + "/api/v1/cases/" + longId))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(longId).isEqualTo(200);
        return answer.body();
    }

    /** The sealer comes by each second. */
    private static void awaitSealed(JdbcClient db) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (number(db, "select count(*) from audit.entry") != number(db, "select count(*) from audit.seal")) {
            assertThat(System.nanoTime()).as("entries stay unsealed").isLessThan(until);
            LockSupport.parkNanos(200_000_000);
        }
    }

    private static long number(JdbcClient db, String sql) {
        return db.sql(sql).query(Long.class).single();
    }

    private static Path folder() {
        return Path.of("target/kill/" + UUID.randomUUID(), "data").toAbsolutePath();
    }
}
