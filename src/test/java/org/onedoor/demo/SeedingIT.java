package org.onedoor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.onedoor.Program;
import org.onedoor.accounts.DemoLogins;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * kill -9 while the demo county is being made, from its first row on: each start goes on where the last one stopped, and in
 * the end it is the county that an undisturbed start would have made (foundations §6).
 */
class SeedingIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path data = folder();
    private final int port = Program.freePort();

    @Test
    void whatWasInterruptedGoesOnWhereItStopped() throws Exception {
        var program = start();
        try {
            // Among the first places, among the posts, and while people are given their passwords.
            for (var moment : List.of(
                    new Moment("select count(*) from regions.place", 30),
                    new Moment("select count(*) from organizations.post", 150),
                    new Moment("select count(*) from accounts.account where hash is not null", 3))) {
                await(moment);
                program.kill();
                program = start();
            }
            await(new Moment("select count(*) from regions.county where seeded_until is null", 2));
            check(program);
        } finally {
            program.close();
            Program.database(data).forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** When so many rows are there. */
    private record Moment(String sql, int rows) {}

    private Program start() {
        return Program.start(
                data,
                port,
                "--spring.profiles.active=demo",
                "--demo.small=true",
                "--demo.villages=1",
                "--demo.day=2026-11-20");
    }

    private void await(Moment moment) {
        long until = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        while (count(moment.sql()) < moment.rows()) {
            assertThat(System.nanoTime()).as("never came to %s", moment).isLessThan(until);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private long count(String sql) {
        return JdbcClient.create(Program.superuser(data))
                .sql(sql)
                .query(Long.class)
                .single();
    }

    private void check(Program program) throws Exception {
        var db = JdbcClient.create(Program.superuser(data));
        int county = db.sql("select county from regions.county where code = :code")
                .param("code", DemoCounty.CODE)
                .query(Integer.class)
                .single();
        var places = db.sql("select level, count(*) from regions.place where county = :county group by level")
                .param("county", county)
                .query((r, n) -> r.getString(1) + " " + r.getInt(2))
                .list();
        assertThat(places).containsExactlyInAnyOrder("COUNTY 1", "TOWN 3", "VILLAGE 57", "GRID 171");
        assertThat(db.sql("select count(*) from regions.county")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(of(
                        db,
                        county,
                        "select count(*) from organizations.office where county = :county and kind ="
                                + " 'village-committee'"))
                .as("one committee in each village")
                .isEqualTo(57);
        assertThat(of(
                        db,
                        county,
                        "select count(distinct place) from organizations.office where county = :county and"
                                + " kind = 'village-committee'"))
                .isEqualTo(57);
        assertThat(of(
                        db,
                        county,
                        "select count(*) from organizations.post where county = :county and kind = 'GRID_WORKER'"))
                .isEqualTo(171);
        assertThat(of(db, county, """
            select count(*) from organizations.post p where p.county = :county and
              (select count(*) from organizations.appointment t where t.county = p.county and t.post = p.id)
                not between case when p.kind = 'GRID_WORKER' then 0 else 1 end and 1\
            """))
                .as("each post is held by one; a few grids have nobody just now")
                .isZero();
        assertThat(of(db, county, "select count(*) from organizations.shift where county = :county"))
                .as("five days in each village")
                .isEqualTo(57 * 5);
        assertThat(of(db, county, "select count(distinct state) from cases.matter where county = :county"))
                .as("every state occurs")
                .isEqualTo(11);
        var logins = new JsonMapper()
                .readValue(Files.readString(data.resolve("demo-logins.json")), DemoLogins.Login[].class);
        assertThat(logins).hasSize(15);
        for (var login : logins) {
            assertThat(enters(program, login)).as(login.login()).isTrue();
        }
    }

    private static long of(JdbcClient db, int county, String sql) {
        return db.sql(sql).param("county", county).query(Long.class).single();
    }

    /** With this password one is let in, or asked for the second factor. */
    private static boolean enters(Program program, DemoLogins.Login login) throws Exception {
        var page = HTTP.send(
                HttpRequest.newBuilder(URI.create(program.url() + "/accounts/login"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        var token = page.body().replaceAll("(?s).*?name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        var cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(program.url() + "/accounts/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", cookie)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "_csrf=" + token + "&login=" + login.login() + "&password=" + login.password()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 302 || answer.statusCode() == 303;
    }

    private static Path folder() {
        return Path.of("target/seeding/" + UUID.randomUUID(), "data").toAbsolutePath();
    }
}
