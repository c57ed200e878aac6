package org.onedoor.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.onedoor.Program;
import org.onedoor.cases.ABusyCounty;
import org.onedoor.cases.AnswerCodes;
import org.onedoor.cases.ManyCases;
import org.onedoor.secrets.Opened;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The benchmark ({@code bin/benchmark}): fills a county, starts the packaged program beside itself and measures what one
 * action costs over HTTP, in turns with the bare SQL of the same rows on the same database.
 */
public final class Benchmark {

    private static final int COUNTY = 1;
    private static final int MOST_WARMING = 15;
    private static final double STEADY = 0.95;
    private static final String WORDS = "北坡组口子上第二盏路灯不亮，晚上走路看不见，家里有老人，请尽快看看。";

    private final int many = Integer.getInteger("cases", 1_000_000);
    private final int rounds = Integer.getInteger("rounds", 5);
    private final int seconds = Integer.getInteger("seconds", 5);
    private final int clients = Integer.getInteger("clients", 8);
    private final int overdue = Integer.getInteger("overdue", Math.min(500_000, many / 2));
    private final List<String> only =
            Arrays.asList(System.getProperty("only", "file,list,page,detail,answer,life,sweep,start")
                    .split(","));
    private final Path data = Path.of(System.getProperty("data", "target/benchmark/" + many), "data")
            .toAbsolutePath();
    private final int port = Program.freePort();
    private final JsonMapper json = new JsonMapper();
    private final StringBuilder report = new StringBuilder();
    private final Map<String, List<String>> sessions = new LinkedHashMap<>();
    private List<ABusyCounty.Village> villages = List.of();
    private List<Bare.Sample> samples = List.of();
    private AnswerCodes codes;

    public static void main(String[] args) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        new Benchmark().run();
        System.exit(0);
    }

    private void run() throws Exception {
        prepare();
        var program = start("--onedoor.sweeps=off");
        try {
            var bare = new Bare(data, System.getProperty("pgbench", "pgbench"));
            sealed();
            bare.prepare(villages);
            samples = bare.samples();
            codes = new AnswerCodes(Opened.of(data, Program.superuser(data)));
            say(
                    "OneDoor, %,d cases in %,d villages; %d clients, %d rounds of %d s, the middle one by processor"
                            + " time.",
                    many, villages.size(), clients, rounds, seconds);
            measure(program, bare);
            if (only.contains("life")) {
                life(program);
            }
            say("Memory of the program: %d MB (RSS), with -Xmx512m.", Cpu.resident(program.pid()));
            if (only.contains("start")) {
                home();
            }
            if (only.contains("sweep")) {
                program.close();
                program = sweep();
            }
            if (only.contains("start")) {
                program.close();
                program = coldStart();
            }
        } finally {
            program.close();
        }
        Files.writeString(data.resolveSibling("report.md"), report.toString());
    }

    private Program start(String... options) {
        return Program.start(data, port, options);
    }

    private void say(String line, Object... values) {
        var text = line.formatted(values);
        System.out.println(text);
        report.append(text).append('\n');
    }

    /** Fills the folder, once; the next run finds it. */
    private void prepare() throws IOException {
        var done = data.resolveSibling("villages.json");
        if (!Files.exists(done)) {
            long begun = System.nanoTime();
            try (var program = ABusyCounty.open(data)) {
                villages = ABusyCounty.found(program, 20, 10, 9);
                System.out.printf("the county stands after %d s%n", since(begun));
                new ManyCases(program, COUNTY, villages, Program.superuser(data)).load(many);
            }
            Files.writeString(done, json.writeValueAsString(villages));
            System.out.printf("%,d cases loaded in %d s%n", many, since(begun));
        }
        villages = Arrays.asList(json.readValue(Files.readString(done), ABusyCounty.Village[].class));
    }

    private static long since(long begun) {
        return (System.nanoTime() - begun) / 1_000_000_000;
    }

    /** The sealer first chains what was loaded. */
    private void sealed() throws InterruptedException {
        var db = JdbcClient.create(Program.superuser(data));
        long begun = System.nanoTime();
        while (db.sql("select (select count(*) from audit.entry) - (select count(*) from audit.seal)")
                        .query(Long.class)
                        .single()
                > 100) {
            Thread.sleep(1000);
        }
        System.out.printf("sealed after %d s%n", since(begun));
    }

    // --- what is done -------------------------------------------------------------------------------------------

    private static final String[] NO_HEADERS = {};

    private String[] bearer(ABusyCounty.Worker worker, String... more) {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + worker.token()));
        all.addAll(List.of(more));
        return all.toArray(NO_HEADERS);
    }

    private Wire.Answer file(Action.Client client, ABusyCounty.Village village) {
        var answer = client.wire()
                .post(
                        "/api/v1/cases",
                        "{\"place\":\"" + village.place().code() + "\",\"words\":\"" + WORDS
                                + "\",\"name\":\"林菊香\",\"phone\":\"137%08d\"}"
                                        .formatted(client.random().nextInt(300_000)),
                        bearer(
                                village.clerk(),
                                "Content-Type",
                                "application/json",
                                "Idempotency-Key",
                                UUID.randomUUID().toString()));
        return expect(answer, 201);
    }

    private static Wire.Answer expect(Wire.Answer answer, int status) {
        if (answer.status() != status) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return answer;
    }

    /** Takes a step and tells the version after it. */
    private String step(
            Action.Client client, String id, String step, String version, String body, ABusyCounty.Worker worker) {
        var path = "/api/v1/cases/" + id + "/" + step;
        var answer = worker == null
                ? client.wire().post(path, body, "Content-Type", "application/json", "If-Match", "\"" + version + "\"")
                : client.wire()
                        .post(
                                path,
                                body,
                                bearer(worker, "Content-Type", "application/json", "If-Match", "\"" + version + "\""));
        return expect(answer, 200).field("version");
    }

    private ABusyCounty.Village any(Random random) {
        return villages.get(random.nextInt(villages.size()));
    }

    /** A case ready to be answered. */
    private record Ready(String longId, String matter, String version, ABusyCounty.Village village) {}

    private Ready begun(Action.Client client) {
        var village = any(client.random());
        var receipt = file(client, village);
        var matter = receipt.field("matter");
        var version = step(client, matter, "take-on", "1", "{}", village.clerk());
        return new Ready(receipt.field("id"), matter, version, village);
    }

    private void end(Action.Client client, Ready ready, ABusyCounty.Worker who, String version) {
        version = step(
                client,
                ready.matter(),
                "answer",
                version,
                "{\"outcome\":\"SOLVED\",\"done\":\"派人看过，当天修好，请她看过。\"}",
                who);
        var code = codes.of(COUNTY, UUID.fromString(ready.matter()));
        version = step(client, ready.longId(), "confirm", version, "{\"code\":\"" + code + "\"}", null);
        step(
                client,
                ready.longId(),
                "rate",
                version,
                "{\"score\":5,\"comment\":\"来得快\",\"show\":true,\"code\":\"" + code + "\"}",
                null);
    }

    /** File, accept, hand over, accept the hand-over, answer, confirm, rate. */
    private void live(Action.Client client) {
        var village = any(client.random());
        var receipt = file(client, village);
        var matter = receipt.field("matter");
        var version = step(client, matter, "accept", "1", "{}", village.clerk());
        version = step(
                client,
                matter,
                "assign",
                version,
                "{\"to\":\"" + village.handler().post() + "\"}",
                village.clerk());
        version = step(client, matter, "take", version, "{}", village.handler());
        end(client, new Ready(receipt.field("id"), matter, version, village), village.handler(), version);
    }

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** Logs in as a browser would, and keeps the cookies. */
    private String[] session(Wire wire, ABusyCounty.Worker worker) {
        return sessions.computeIfAbsent(worker.login(), _ -> {
                    var form = wire.get("/accounts/login");
                    var token = CSRF.matcher(form.text());
                    if (!token.find()) {
                        throw new IllegalStateException(form.text());
                    }
                    var cookies = new ArrayList<String>(cookies(form));
                    var answer = wire.post(
                            "/accounts/login",
                            "login=" + worker.login() + "&password=" + encoded(ABusyCounty.PASSWORD) + "&_csrf="
                                    + encoded(token.group(1)),
                            "Content-Type",
                            "application/x-www-form-urlencoded",
                            "Cookie",
                            String.join("; ", cookies));
                    expect(answer, 302);
                    cookies.addAll(cookies(answer));
                    return List.of("Cookie", String.join("; ", cookies), "Accept-Encoding", "gzip");
                })
                .toArray(NO_HEADERS);
    }

    private static List<String> cookies(Wire.Answer answer) {
        return Arrays.stream(answer.headers().getOrDefault("set-cookie", "").split("\n"))
                .filter(line -> !line.isEmpty() && !line.contains("Max-Age=0"))
                .map(line -> line.split(";")[0])
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    // --- how it is measured -------------------------------------------------------------------------------------

    private void measure(Program program, Bare bare) throws Exception {
        var clerks = new ArrayList<ABusyCounty.Village>();
        var choice = new Random(3);
        for (int n = 0; n < clients; n++) {
            clerks.add(any(choice));
        }
        var actions = new LinkedHashMap<String, Action>();
        actions.put("file", client -> file(client, any(client.random())));
        actions.put(
                "list",
                client -> expect(
                        client.wire()
                                .get(
                                        "/api/v1/cases?view=OPEN",
                                        bearer(any(client.random()).clerk())),
                        200));
        actions.put(
                "page",
                client -> expect(
                        client.wire()
                                .get(
                                        "/desk/cases?view=open",
                                        session(
                                                client.wire(),
                                                clerks.get(client.number()).clerk())),
                        200));
        actions.put("detail", client -> {
            var sample = samples.get(client.random().nextInt(samples.size()));
            expect(
                    client.wire()
                            .get(
                                    "/api/v1/cases/" + sample.matter(),
                                    bearer(villages.get(sample.village()).clerk())),
                    200);
        });
        var waiting = new ConcurrentLinkedQueue<Ready>();
        actions.put("answer", client -> {
            var ready = waiting.poll();
            if (ready != null) {
                end(client, ready, ready.village().clerk(), ready.version());
            }
        });
        actions.keySet().retainAll(only);
        if (only.contains("page")) {
            try (var wire = new Wire(port)) {
                clerks.forEach(village -> session(wire, village.clerk()));
            }
        }
        var cold = new LinkedHashMap<String, Round>();
        for (var name : actions.keySet()) {
            fill(name, waiting, 200);
            cold.put(name, round(program, actions.get(name), 2));
        }
        warm(program, actions, waiting);
        var app = new LinkedHashMap<String, List<Round>>();
        var sql = new LinkedHashMap<String, List<Round>>();
        for (int n = 0; n < rounds; n++) {
            for (var name : actions.keySet()) {
                waiting.clear();
                fill(name, waiting, 300 * seconds);
                app.computeIfAbsent(name, _ -> new ArrayList<>()).add(round(program, actions.get(name), seconds));
                sql.computeIfAbsent(name, _ -> new ArrayList<>()).add(bare.round(name, clients, seconds));
            }
        }
        say("");
        say("| action | a second | p50 ms | p99 ms | CPU ms (program + database) | bare SQL: a second | CPU ms |"
                + " ratio of CPU | cold CPU ms |");
        say("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (var name : actions.keySet()) {
            var mine = Round.median(app.get(name));
            var least = Round.median(sql.get(name));
            say(
                    "| %s | %.0f | %.1f | %.1f | **%.2f** (%.2f + %.2f) | %.0f | %.2f | %.1f | %.1f |",
                    name,
                    mine.perSecond(),
                    mine.p50(),
                    mine.p99(),
                    mine.cpuMillis(),
                    mine.cpu().program() * 1000 / mine.times(),
                    mine.cpu().database() * 1000 / mine.times(),
                    least.perSecond(),
                    least.cpuMillis(),
                    mine.cpuMillis() / least.cpuMillis(),
                    cold.get(name).cpuMillis());
        }
        say("");
    }

    /**
     * Rounds that do not count, until an action stops growing cheaper: before that a good third of the processor time is the
     * compiler's.
     */
    private void warm(Program program, Map<String, Action> actions, ConcurrentLinkedQueue<Ready> waiting)
            throws Exception {
        var last = new HashMap<String, Double>();
        for (int n = 0; n < MOST_WARMING; n++) {
            boolean steady = n > 2;
            for (var name : actions.keySet()) {
                waiting.clear();
                fill(name, waiting, 300 * seconds);
                double cost = round(program, actions.get(name), seconds).cpuMillis();
                steady &= cost > STEADY * last.getOrDefault(name, Double.MAX_VALUE);
                last.put(name, cost);
            }
            if (steady) {
                System.out.printf("warm after %d rounds%n", n + 1);
                return;
            }
        }
    }

    /** Cases are filed and taken on outside the measured time, so that each can be answered in it. */
    private void fill(String name, ConcurrentLinkedQueue<Ready> waiting, int wanted) throws Exception {
        if (name.equals("answer")) {
            times(wanted, client -> waiting.add(begun(client)));
        }
    }

    private void times(int wanted, Action action) throws Exception {
        var left = new ArrayDeque<Integer>();
        for (int n = 0; n < wanted; n++) {
            left.add(n);
        }
        var shared = new ConcurrentLinkedQueue<>(left);
        together((client, nanos) -> {
            while (shared.poll() != null) {
                action.now(client);
            }
        });
    }

    private interface Work {
        void with(Action.Client client, List<long[]> nanos);
    }

    private List<long[]> together(Work work) throws Exception {
        var all = new ArrayList<Future<?>>();
        var nanos = java.util.Collections.synchronizedList(new ArrayList<long[]>());
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (int n = 0; n < clients; n++) {
                int number = n;
                all.add(threads.submit(() -> {
                    try (var wire = new Wire(port)) {
                        work.with(new Action.Client(number, wire, new Random()), nanos);
                    }
                }));
            }
            for (var one : all) {
                one.get();
            }
        }
        return nanos;
    }

    private Round round(Program program, Action action, int seconds) throws Exception {
        var before = Cpu.of(program, data);
        long begun = System.nanoTime();
        long until = begun + Duration.ofSeconds(seconds).toNanos();
        var last = new AtomicReference<>(begun);
        var nanos = together((client, all) -> {
            var mine = new long[200_000];
            int n = 0;
            for (long from; (from = System.nanoTime()) < until && n < mine.length; ) {
                action.now(client);
                long took = System.nanoTime() - from;
                // An empty queue answers at once: the round is over for this client.
                if (took < 20_000) {
                    break;
                }
                mine[n++] = took;
            }
            long now = System.nanoTime();
            last.accumulateAndGet(now, Math::max);
            all.add(Arrays.copyOf(mine, n));
        });
        double took = (last.get() - begun) / 1e9;
        // The sealer and the listeners have their say within a second.
        Thread.sleep(1200);
        return Round.of(nanos, took, Cpu.of(program, data).minus(before));
    }

    private void life(Program program) throws Exception {
        round(program, this::live, seconds);
        var whole = new ArrayList<Round>();
        for (int n = 0; n < 3; n++) {
            whole.add(round(program, this::live, 2 * seconds));
        }
        var mine = Round.median(whole);
        say(
                "Whole lives of a case: %.0f a second (p50 %.0f ms, p99 %.0f ms), %.1f ms of CPU each (%.1f + %.1f).",
                mine.perSecond(),
                mine.p50(),
                mine.p99(),
                mine.cpuMillis(),
                mine.cpu().program() * 1000 / mine.times(),
                mine.cpu().database() * 1000 / mine.times());
    }

    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");

    /** Everything a phone fetches that has never been here. */
    private void home() throws IOException {
        try (var wire = new Wire(port)) {
            var page = wire.get("/", "Accept-Encoding", "gzip");
            var html = "gzip".equals(page.headers().get("content-encoding"))
                    ? new String(
                            new GZIPInputStream(new ByteArrayInputStream(page.body())).readAllBytes(),
                            StandardCharsets.UTF_8)
                    : page.text();
            long bytes = page.body().length;
            var assets = new LinkedHashSet<String>();
            ASSET.matcher(html).results().forEach(found -> assets.add(found.group(1)));
            for (var asset : assets) {
                bytes += wire.get(asset, "Accept-Encoding", "gzip").body().length;
            }
            say("First visit of the home page: %.1f KB compressed (%d files).", bytes / 1000.0, assets.size() + 1);
        }
    }

    /** The live job finds so many cases overdue when the program starts. */
    private Program sweep() throws Exception {
        var program = start("--onedoor.sweeps=off");
        var bare = new Bare(data, System.getProperty("pgbench", "pgbench"));
        bare.makeOverdue(overdue);
        bare.settle();
        var least = bare.sweep(overdue);
        bare.makeOverdue(overdue);
        bare.settle();
        program.close();
        program = start();
        while (bare2().overdue() == overdue) {
            Thread.sleep(50);
        }
        var again = bare2();
        int left = again.overdue();
        var before = Cpu.of(program, data);
        long begun = System.nanoTime();
        while (again.overdue() > 0 && since(begun) < 900) {
            Thread.sleep(200);
        }
        double took = (System.nanoTime() - begun) / 1e9;
        var used = Cpu.of(program, data).minus(before);
        say(
                "Overdue sweep: %,d cases in %.1f s (%.0f a second), CPU %.3f ms each (%.3f + %.3f);"
                        + " bare SQL %.0f a second, CPU %.3f ms each; ratio of CPU %.1f.",
                left,
                took,
                left / took,
                used.all() * 1000 / left,
                used.program() * 1000 / left,
                used.database() * 1000 / left,
                least.perSecond(),
                least.cpuMillis(),
                used.all() * 1000 / left / least.cpuMillis());
        return program;
    }

    /** The database's port changes with every start. */
    private Bare bare2() {
        return new Bare(data, "pgbench");
    }

    /** The second start by {@code bin/serve}: the first one's orderly stop wrote down what it learned. */
    private Program coldStart() throws Exception {
        Program.serve(data, port).close();
        long begun = System.nanoTime();
        var program = Program.serve(data, port);
        double took = (System.nanoTime() - begun) / 1e9;
        var used = Cpu.of(program, data);
        say(
                "Start with this database: %.1f s, %.1f s of CPU (program %.1f, database %.1f); RSS %d MB.",
                took, used.all(), used.program(), used.database(), Cpu.resident(program.pid()));
        return program;
    }
}
