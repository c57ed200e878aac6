package org.onedoor.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onedoor.Program;
import org.onedoor.cases.ABusyCounty;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same rows read and written by pgbench with the least the database must do for it: one statement a transaction,
 * prepared, without walls and without a program. What the program is measured against.
 */
final class Bare {

    /** One of the cases the readers draw from. */
    record Sample(UUID matter, int village) {}

    private final Path data;
    private final PGSimpleDataSource superuser;
    private final JdbcClient db;
    private final String pgbench;

    Bare(Path data, String pgbench) {
        this.data = data;
        this.superuser = Program.superuser(data);
        this.db = JdbcClient.create(superuser);
        this.pgbench = pgbench;
    }

    /** Tables from which scripts and readers draw. */
    void prepare(List<ABusyCounty.Village> villages) {
        run("drop schema if exists bench cascade");
        run("create schema bench");
        run("""
            create table bench.village (n int primary key, village uuid, lo int, hi int,
              town_lo int, post uuid, office uuid, office_lo int)\
            """);
        for (int n = 0; n < villages.size(); n++) {
            var at = villages.get(n);
            db.sql("insert into bench.village values (?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            n + 1,
                            at.place().id(),
                            at.place().lo(),
                            at.place().hi(),
                            at.town().lo(),
                            at.clerk().post(),
                            at.clerk().office(),
                            at.clerk().officeLo())
                    .update();
        }
        run("""
            create table bench.sample as
            select row_number() over ()::int as n, m.id as matter, v.n as village
            from (select id, place_lo from cases.matter order by md5(id::text) limit 20000) m
            join bench.village v on m.place_lo between v.lo and v.hi\
            """);
        run("""
            create table bench.work as
            select row_number() over ()::int as n, id as matter from (
              select id from cases.matter where state in ('TAKEN', 'WORKING') order by md5(id::text) limit 5000) m\
            """);
        run("""
            create table bench.matter as
            select row_number() over ()::int as t, m.* from cases.matter m where state = 'REGISTERED' limit 16\
            """);
        for (var table : List.of("history", "party", "person", "words")) {
            run("create table bench." + table + " as select t.t, r.* from bench.matter t join cases." + table
                    + " r on r.county = t.county and r.matter = t.id");
        }
        run("""
            create table bench.entry as select t.t, e.* from bench.matter t join lateral (
              select * from audit.entry where action = 'cases.file' limit 1) e on true\
            """);
        run("""
            create table bench.message as select t.t, e.* from bench.matter t cross join lateral (
              (select * from notices.message where template = 'cases.filed' limit 1) union all
              (select * from notices.message where template = 'cases.staff.filed' limit 1)) e\
            """);
        for (var table : List.of("sample", "work")) {
            run("alter table bench." + table + " add primary key (n)");
        }
        for (var table : List.of("matter", "history", "party", "person", "words", "entry", "message")) {
            run("create index on bench." + table + " (t)");
        }
        run("analyze");
        write("file", file());
        write("list", "\\set v random(1, " + villages.size() + ")\n" + LIST.formatted(21));
        write("page", "\\set v random(1, " + villages.size() + ")\n" + LIST.formatted(51));
        write("detail", "\\set n random(1, " + count("sample") + ")\n" + DETAIL);
        write("answer", "\\set n random(1, " + count("work") + ")\n" + answer());
    }

    private int count(String table) {
        return db.sql("select count(*) from bench." + table)
                .query(Integer.class)
                .single();
    }

    List<Sample> samples() {
        return db.sql("select matter, village - 1 as village from bench.sample")
                .query(Sample.class)
                .list();
    }

    private static final String LIST = """
        select m.id, m.number_day, m.number, m.title, m.state, m.closed_as, m.guarded, m.urgent, m.filed_at, m.due_at,
          m.paused_since, m.contacted_at, m.place, m.item, m.contact_post, m.owner_post, m.channel, m.version,
          m.asker, m.whom
        from cases.matter m
        where m.county = 1 and m.village_lo = (select lo from bench.village where n = :v)
          and m.state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING')
        order by m.due_at, m.id limit %d;
        """;

    private static final String DETAIL = """
        select m.*, (select jsonb_agg(jsonb_build_object('seq', h.seq, 'at', h.at, 'actor', h.actor, 'post', h.post,
           'kind', h.kind, 'fact', h.fact) order by h.seq)
         from cases.history h where h.county = m.county and h.matter = m.id)
        from cases.matter m where m.county = 1 and m.id = (select matter from bench.sample where n = :n);
        """;

    /** As the program numbers its rows: by time. */
    private static final String NEW_ID =
            "(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')"
                    + " || '7' || substr(md5(random()::text), 1, 19))::uuid";

    private String file() {
        var own = Map.ofEntries(
                Map.entry("matter", "k.id"),
                Map.entry("place", "k.village"),
                Map.entry("place_lo", "k.lo"),
                Map.entry("village_lo", "k.lo"),
                Map.entry("town_lo", "k.town_lo"),
                Map.entry("receipt_hash", "k.hash"),
                Map.entry("number", "substr(k.hash, 1, 12)"),
                Map.entry("number_place", "k.village"),
                Map.entry("contact_post", "k.post"),
                Map.entry("owner_post", "k.post"),
                Map.entry("office", "k.office"),
                Map.entry("office_lo", "k.office_lo"),
                Map.entry("filed_at", "k.now"),
                Map.entry("at", "k.now"),
                Map.entry("since", "k.now"),
                Map.entry("subject", "k.id"),
                Map.entry("event", "k.id"));
        return "\\set t random(1, 16)\n\\set v random(1, " + count("village") + ")\nwith k as materialized (select "
                + NEW_ID
                + " as id, md5(random()::text) || md5(random()::text) as hash, clock_timestamp() as now, v.*"
                + " from bench.village v where v.n = :v),\n"
                + "i as (insert into cases.idempotency (county, caller, key, body_sha256, matter, at)"
                + " select 1, 'bare', k.hash, k.hash, k.id, k.now from k),\n"
                + insert("m", "cases.matter", "bench.matter", with(own, "id", "k.id")) + ",\n"
                + insert("h", "cases.history", "bench.history", own) + ",\n"
                + insert("p", "cases.party", "bench.party", with(own, "post", "k.post")) + ",\n"
                + insert("a", "cases.person", "bench.person", own) + ",\n"
                + insert("w", "cases.words", "bench.words", own) + ",\n"
                + insert("u", "audit.entry", "bench.entry", with(own, "id", NEW_ID)) + ",\n"
                + insert("s", "notices.message", "bench.message", with(own, "id", NEW_ID)) + "\nselect 1;\n";
    }

    private static Map<String, String> with(Map<String, String> own, String column, String value) {
        var all = new java.util.HashMap<>(own);
        all.put(column, value);
        return all;
    }

    private String insert(String name, String table, String from, Map<String, String> own) {
        var columns = columns(table);
        return name + " as (insert into " + table + " (" + String.join(", ", columns) + ") select "
                + columns.stream()
                        .map(column -> own.getOrDefault(column, "t." + column))
                        .collect(Collectors.joining(", "))
                + " from " + from + " t, k where t.t = :t)";
    }

    private List<String> columns(String table) {
        return db.sql("""
            select attname from pg_attribute
            where attrelid = :table::regclass and attnum > 0 and not attisdropped and attname <> 'xact'
            order by attnum\
            """).param("table", table).query(String.class).list();
    }

    private static final String STEP = """
        with m as (
          update cases.matter set state = '%s', %s, version = version + 1
          where county = 1 and id = (select matter from bench.work where n = :n)
          returning county, id, owner_post, version),
        h as (
          insert into cases.history (county, matter, seq, at, actor, post, kind, fact)
          select m.county, m.id, m.version, clock_timestamp(), m.owner_post, m.owner_post, '%s',
            '%s' from m),
        p as (
          update cases.party p set open = false, step_due = clock_timestamp() from m
          where p.county = m.county and p.matter = m.id and p.until is null)%s
        insert into audit.entry (county, id, at, actor, post, action, subject, from_ip, detail)
        select m.county, gen_random_uuid(), clock_timestamp(), m.owner_post, m.owner_post, 'cases.%s', m.id,
          '127.0.0.1', '{}' from m;
        """;

    private String answer() {
        var message = """
                ,
                k as (select m.id, gen_random_uuid() as event from m),
                """
                + insert("s", "notices.message", "bench.message", Map.of("id", "gen_random_uuid()", "event", "k.event"))
                        .replace("t.t = :t", "t.t = 1 and t.channel = 'SMS'")
                + "\n";
        return STEP.formatted(
                        "ANSWERED",
                        "answered_at = clock_timestamp(), window_until = clock_timestamp() + interval '8 days',"
                                + " outcome = 'SOLVED', contacted_at = clock_timestamp(), closed_as = null",
                        "answered",
                        "{\"outcome\": \"SOLVED\", \"done\": \"派人看过，当天修好，请她看过。\","
                                + " \"windowUntil\": \"2026-12-01T00:00:00Z\"}",
                        message,
                        "answer")
                + STEP.formatted(
                        "CLOSED",
                        "closed_at = clock_timestamp(), closed_as = 'APPROVED', in_time = true",
                        "confirmed",
                        "{\"how\": \"code\"}",
                        "",
                        "confirm")
                + STEP.formatted(
                        "CLOSED",
                        "rating = 5, first_rating = 5, rated_at = clock_timestamp(), closed_as = 'APPROVED'",
                        "rated",
                        "{\"score\": 5, \"comment\": \"来得快\", \"show\": true, \"how\": \"code\"}",
                        "",
                        "rate");
    }

    private void run(String sql) {
        db.sql(sql).update();
    }

    private Path script(String name) {
        return data.resolveSibling("pgbench").resolve(name + ".sql");
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(script(name).getParent());
            Files.writeString(script(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One round of pgbench; empty name of a script that does not exist gives an empty round. */
    Round round(String name, int clients, int seconds) throws IOException, InterruptedException {
        var logs = Files.createTempDirectory("pgbench");
        var url = superuser.getUrl().replaceFirst("\\?.*", "");
        var process = new ProcessBuilder(
                        pgbench,
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        Integer.toString(clients),
                        "-j",
                        "2",
                        "-T",
                        Integer.toString(seconds),
                        "-l",
                        "--log-prefix=" + logs.resolve("l"),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        url.replaceAll(".*:(\\d+)/.*", "$1"),
                        "-U",
                        "postgres",
                        "-f",
                        script(name).toString(),
                        "onedoor")
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve("out").toFile());
        process.environment().put("PGPASSWORD", superuser.getPassword());
        double before = Cpu.database(data);
        long begun = System.nanoTime();
        int code = process.start().waitFor();
        double took = (System.nanoTime() - begun) / 1e9;
        Thread.sleep(1200);
        double used = Cpu.database(data) - before;
        var output = Files.readString(logs.resolve("out"));
        if (code != 0 || output.contains("ERROR")) {
            throw new IllegalStateException(output);
        }
        try (var files = Files.list(logs)) {
            var nanos = files.filter(file -> !file.endsWith("out"))
                    .flatMap(Bare::lines)
                    .mapToLong(line -> Long.parseLong(line.split(" ")[2]) * 1000)
                    .toArray();
            return Round.of(List.of(nanos), took, new Cpu(0, used));
        }
    }

    private static java.util.stream.Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes so many cases overdue, none of them told to anybody. */
    int makeOverdue(int many) {
        run("update cases.matter set next_rung_at = null, ladder_codes = '{}', ladder_times = '{}'"
                + " where next_rung_at is not null");
        return db.sql("""
            update cases.matter m set next_rung_at = x.at, ladder_codes = '{due}', ladder_times = array[x.at],
              round = round + 1, state = 'WORKING', closed_as = null
            from (select id, timestamptz '2026-11-20 00:00:00+08' - row_number() over () * interval '1 second' as at
                  from cases.matter where state = 'CLOSED' limit :many) x
            where m.county = 1 and m.id = x.id\
            """).param("many", many).update();
    }

    int overdue() {
        return db.sql("select count(*) from cases.matter where county = 1 and next_rung_at <= now()")
                .query(Integer.class)
                .single();
    }

    void settle() {
        run("vacuum analyze");
        run("checkpoint");
    }

    /** The least for a stretch of a thousand: mark, note, remember where it stopped. */
    Round sweep(int many) throws IOException, InterruptedException {
        write("sweep", SWEEP);
        run("alter database onedoor set bench.at = '-infinity'");
        int stretches = many / 1000 + 1;
        double before = Cpu.database(data);
        long begun = System.nanoTime();
        var process = new ProcessBuilder(
                        pgbench,
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        "1",
                        "-t",
                        Integer.toString(stretches),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        superuser.getUrl().replaceFirst("\\?.*", "").replaceAll(".*:(\\d+)/.*", "$1"),
                        "-U",
                        "postgres",
                        "-f",
                        script("sweep").toString(),
                        "onedoor")
                .redirectErrorStream(true)
                .redirectOutput(
                        data.resolveSibling("pgbench").resolve("sweep.out").toFile());
        process.environment().put("PGPASSWORD", superuser.getPassword());
        if (process.start().waitFor() != 0) {
            throw new IllegalStateException(
                    Files.readString(data.resolveSibling("pgbench").resolve("sweep.out")));
        }
        return new Round(many, (System.nanoTime() - begun) / 1e9, 0, 0, new Cpu(0, Cpu.database(data) - before));
    }

    private static final String SWEEP = """
        with d as (
          select county, id, next_rung_at, round, version from cases.matter
          where county = 1 and next_rung_at <= timestamptz '2026-11-21'
            and next_rung_at > coalesce(nullif(current_setting('bench.at', true), ''), '-infinity')::timestamptz
          order by next_rung_at, id limit 1000 for update skip locked),
        m as (
          update cases.matter m set version = m.version + 1, ladder_codes = '{}', ladder_times = '{}',
            next_rung_at = null
          from d where m.county = d.county and m.id = d.id returning m.county, m.id, m.version, m.round),
        h as (
          insert into cases.history (county, matter, seq, at, actor, kind, fact)
          select county, id, version, clock_timestamp(), '00000000-0000-0000-0000-000000000001', 'climbed',
            '{"rung": "due", "due": "2026-11-20T00:00:00Z", "posts": []}' from m),
        e as (
          insert into cases.escalation (county, matter, round, rung, due_at, told_at, posts, accounts)
          select county, id, round, 'due', clock_timestamp(), clock_timestamp(), '{}', '{}' from m)
        select set_config('bench.at', max(next_rung_at)::text, false) from d;
        """;
}
