package org.onedoor.cases;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
import org.onedoor.regions.Place;
import org.onedoor.secrets.Secrets;
import org.postgresql.PGConnection;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Fills a busy county: a few lives of cases are lived through the real use cases, and their rows are copied as often as
 * asked for, each copy with its own ids, keys, place, people in charge, sealed phone and moment. So a bulk row reads like a
 * real one, history included.
 *
 * <p>Nineteen of twenty cases are closed and spread over the last year; the others were filed yesterday and today.
 */
public final class ManyCases {

    private static final int STRETCH = 5_000;
    private static final Duration YEAR = Duration.ofDays(365);
    private static final List<String> TABLES =
            List.of("cases.matter", "cases.history", "cases.party", "cases.person", "cases.words");
    private static final Pattern SLOT = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
            + "|\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|\\+00(?::00)?)");

    /** One column: words that stay, and between them what each copy has of its own. */
    private record Column(String name, List<String> words, List<Object> slots) {}

    private record Row(List<Column> columns) {}

    /** All rows of one lived case. */
    private record Life(boolean open, Instant filed, Map<String, List<Row>> rows) {}

    private enum Own {
        MATTER,
        PLACE,
        VILLAGE,
        CLERK_POST,
        CLERK,
        CLERK_OFFICE,
        HANDLER_POST,
        HANDLER,
        HANDLER_OFFICE
    }

    private final ConfigurableApplicationContext program;
    private final int county;
    private final List<ABusyCounty.Village> villages;
    private final DataSource superuser;
    private final Secrets secrets;
    private final Keys keys;
    private final Random random = new Random(7);
    private final Map<String, Integer> numbers = new HashMap<>();

    public ManyCases(
            ConfigurableApplicationContext program,
            int county,
            List<ABusyCounty.Village> villages,
            DataSource superuser) {
        this.program = program;
        this.county = county;
        this.villages = villages;
        this.superuser = superuser;
        this.secrets = program.getBean(Secrets.class);
        this.keys = program.getBean(Keys.class);
    }

    /** Writes so many. */
    public void load(int many) {
        var model = villages.getFirst();
        var now = Now.instant().minus(Duration.ofMinutes(5));
        var closed = new ArrayList<Life>();
        var open = new ArrayList<Life>();
        try (var connection = superuser.getConnection()) {
            for (var words : requests()) {
                closed.add(life(connection, model, words, now.minus(Duration.ofDays(6)), 9));
                closed.add(life(connection, model, words, now.minus(Duration.ofDays(6)), 6));
                open.add(life(connection, model, words, now, 1));
                open.add(life(connection, model, words, now, 3));
            }
            connection.setAutoCommit(false);
            execute(connection, "set session_replication_role = replica");
            execute(connection, "set synchronous_commit = off");
            var lives = closed.size() + open.size();
            for (int from = lives; from < many; from += STRETCH) {
                copy(connection, closed, open, from, Math.min(many, from + STRETCH), many, now);
                if (from / STRETCH % 20 == 0) {
                    System.out.printf("%,d cases%n", from);
                }
            }
            execute(connection, AUDIT);
            execute(connection, KEYS);
            connection.commit();
            connection.setAutoCommit(true);
            execute(connection, "vacuum analyze");
            execute(connection, "checkpoint");
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One entry for each case; the program's sealer chains them when it starts. */
    private static final String AUDIT = """
        insert into audit.entry (county, id, at, actor, action, subject, from_ip, detail)
        select m.county, gen_random_uuid(), m.filed_at, '00000000-0000-0000-0000-000000000000', 'cases.file', m.id,
          '127.0.0.1', '{}' from cases.matter m
        where not exists (select from audit.entry e where e.county = m.county and e.subject = m.id)
        """;

    /** Keys are kept for 30 days. */
    private static final String KEYS = """
        insert into cases.idempotency (county, caller, key, body_sha256, matter, at)
        select m.county, 'program', m.id::text, m.receipt_hash, m.id, m.filed_at from cases.matter m
        where m.filed_at > (select max(filed_at) from cases.matter) - interval '30 days' on conflict do nothing
        """;

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What people really say, from the demo's list. */
    private static List<String> requests() throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                ManyCases.class.getResourceAsStream("/org/onedoor/demo/requests.tsv"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .filter(parts -> parts.length > 2)
                    .flatMap(parts -> Pattern.compile("\\|").splitAsStream(parts[2]))
                    .toList();
        }
    }

    /** Lives one case as far as {@code steps} and reads back what was written. */
    private Life life(Connection connection, ABusyCounty.Village at, String words, Instant filed, int steps)
            throws SQLException {
        var clerk = at.clerk();
        var handler = at.handler();
        var request = ARequest.at(
                        at.grids().isEmpty()
                                ? at.place().id()
                                : at.grids().getFirst().id(),
                        words)
                .by("林菊香")
                .phone("13700000002")
                .form();
        var outcome = Now.at(filed, () -> program.getBean(Filing.class).file(county, request));
        var receipt = ((FilingOutcome.Filed) outcome).receipt();
        var code = keys.answerCode(county, receipt.id(), 1);
        List<Runnable> all = List.of(
                () -> staff(clerk, receipt, new Command.TakeOn()),
                () -> staff(clerk, receipt, new Command.Contact("call", null)),
                () -> staff(clerk, receipt, new Command.Offer(handler.post(), "归民政办管")),
                () -> staff(handler, receipt, new Command.AcceptOffer()),
                () -> staff(handler, receipt, new Command.Answer(Outcome.SOLVED, "派人看过，当天修好，请她看过。", null)),
                () -> resident(receipt, new Command.Confirm(code)),
                () -> resident(receipt, new Command.Rate(5, "来得快，说话客气。", true, code)));
        // Six steps: without the hand-over nobody but the clerk answers.
        var steps6 = List.of(
                all.get(0),
                all.get(1),
                () -> staff(clerk, receipt, new Command.Answer(Outcome.SOLVED, "换了灯头和线，当晚试亮。", null)),
                all.get(5),
                all.get(6));
        var taken = steps == 6 ? steps6 : all.subList(0, Math.min(steps - 1, all.size()));
        var moment = filed;
        for (var step : taken) {
            moment = steps <= 3 ? moment.plusSeconds(20) : moment.plus(Duration.ofHours(7));
            Now.at(moment, step);
        }
        var place = request.place();
        var own = Map.of(
                receipt.id().toString(), Own.MATTER,
                place.toString(), Own.PLACE,
                clerk.post().toString(), Own.CLERK_POST,
                clerk.account().toString(), Own.CLERK,
                clerk.office().toString(), Own.CLERK_OFFICE,
                handler.post().toString(), Own.HANDLER_POST,
                handler.account().toString(), Own.HANDLER,
                handler.office().toString(), Own.HANDLER_OFFICE);
        var rows = new HashMap<String, List<Row>>();
        for (var table : TABLES) {
            rows.put(table, read(connection, table, receipt.id(), own));
        }
        return new Life(steps <= 3, filed, rows);
    }

    private void staff(ABusyCounty.Worker worker, Receipt receipt, Command command) {
        var hat = program.getBean(Organizations.class).of(county).hats(worker.account(), Now.instant()).stream()
                .findFirst()
                .orElseThrow();
        Scope.in(hat.scope(), () -> program.getBean(Cases.class)
                .take(county, receipt.id(), 0, command, new By.Staff(hat, worker.account())));
    }

    private void resident(Receipt receipt, Command command) {
        Scope.in(new Scope.Receipt(county, Keys.hash(receipt.longId())), () -> program.getBean(Cases.class)
                .take(county, receipt.id(), 0, command, By.Resident.holder()));
    }

    private static List<Row> read(Connection connection, String table, UUID matter, Map<String, Own> own)
            throws SQLException {
        var key = table.equals("cases.matter") ? "id" : "matter";
        var rows = new ArrayList<Row>();
        try (var statement = connection.prepareStatement("select * from " + table + " where " + key + " = ?")) {
            statement.setObject(1, matter);
            var result = statement.executeQuery();
            while (result.next()) {
                var columns = new ArrayList<Column>();
                for (int n = 1; n <= result.getMetaData().getColumnCount(); n++) {
                    columns.add(column(result.getMetaData().getColumnName(n), result.getString(n), own));
                }
                rows.add(new Row(columns));
            }
        }
        return rows;
    }

    private static Column column(String name, String value, Map<String, Own> own) {
        var words = new ArrayList<String>();
        var slots = new ArrayList<Object>();
        if (value == null) {
            return new Column(name, List.of(), slots);
        }
        var matcher = SLOT.matcher(value);
        int at = 0;
        while (matcher.find()) {
            Object slot = matcher.group().charAt(4) == '-'
                    ? Instant.parse(matcher.group().replace(' ', 'T').replaceFirst("\\+00(:00)?$", "Z"))
                    : name.equals("number_place") ? Own.VILLAGE : own.get(matcher.group());
            if (slot != null) {
                words.add(escaped(value.substring(at, matcher.start())));
                slots.add(slot);
                at = matcher.end();
            }
        }
        words.add(escaped(value.substring(at)));
        return new Column(name, words, slots);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private void copy(
            Connection connection, List<Life> closed, List<Life> open, int from, int to, int many, Instant now)
            throws SQLException, IOException {
        var texts = new HashMap<String, StringBuilder>();
        TABLES.forEach(table -> texts.put(table, new StringBuilder(8 << 20)));
        for (int n = from; n < to; n++) {
            boolean late = n >= many - many / 20;
            var life = late ? open.get(n % open.size()) : closed.get(n % closed.size());
            var back = late
                    ? Duration.ofMinutes(30L * 60 * (many - n) / Math.max(1, many / 20) + 1)
                    : YEAR.minus(Duration.ofDays(2)).multipliedBy(many - n).dividedBy(many);
            one(texts, life, villages.get((int) (villages.size() * Math.pow(random.nextDouble(), 1.3))), back);
        }
        var copying = connection.unwrap(PGConnection.class).getCopyAPI();
        for (var table : TABLES) {
            copying.copyIn(
                    "copy " + table + " from stdin",
                    new StringReader(texts.get(table).toString()));
        }
        connection.commit();
    }

    private void one(Map<String, StringBuilder> texts, Life life, ABusyCounty.Village village, Duration back) {
        var filed = life.filed().minus(back);
        var id = UuidCreator.getTimeOrderedEpoch(filed);
        var grids = village.grids();
        Place place = grids.isEmpty() ? village.place() : grids.get(random.nextInt(grids.size()));
        for (var table : TABLES) {
            var text = texts.get(table);
            for (var row : life.rows().get(table)) {
                boolean first = true;
                for (var column : row.columns()) {
                    if (!first) {
                        text.append('\t');
                    }
                    first = false;
                    value(text, column, id, place, village, filed, back);
                }
                text.append('\n');
            }
        }
    }

    private void value(
            StringBuilder text,
            Column column,
            UUID id,
            Place place,
            ABusyCounty.Village village,
            Instant filed,
            Duration back) {
        if (column.words().isEmpty()) {
            text.append("\\N");
            return;
        }
        switch (column.name()) {
            case "place_lo" -> text.append(place.lo());
            case "village_lo" -> text.append(village.place().lo());
            case "town_lo" -> text.append(village.town().lo());
            case "office_lo" ->
                text.append(
                        column.words()
                                        .getFirst()
                                        .equals(Integer.toString(
                                                villages.getFirst().clerk().officeLo()))
                                ? village.clerk().officeLo()
                                : village.handler().officeLo());
            case "number_day" -> text.append(day(filed));
            case "number" -> text.append(number(village, day(filed)));
            case "receipt_hash" -> text.append(Keys.hash(keys.longId(county, id)));
            case "phone_sealed" ->
                text.append("\\\\x")
                        .append(HexFormat.of()
                                .formatHex(secrets.seal(county, "cases.person.asker.phone", id, phone(id))));
            case "phone_index" ->
                text.append("\\\\x").append(HexFormat.of().formatHex(secrets.index(county, "phone", phone(id))));
            default -> {
                for (int n = 0; n < column.slots().size(); n++) {
                    text.append(column.words().get(n));
                    text.append(
                            switch (column.slots().get(n)) {
                                case Instant moment -> moment.minus(back);
                                case Own.MATTER -> id;
                                case Own.PLACE -> place.id();
                                case Own.VILLAGE -> village.place().id();
                                case Own.CLERK_POST -> village.clerk().post();
                                case Own.CLERK -> village.clerk().account();
                                case Own.CLERK_OFFICE -> village.clerk().office();
                                case Own.HANDLER_POST -> village.handler().post();
                                case Own.HANDLER -> village.handler().account();
                                case Own.HANDLER_OFFICE -> village.handler().office();
                                case Object other -> throw new IllegalStateException(other.toString());
                            });
                }
                text.append(column.words().getLast());
            }
        }
    }

    private static LocalDate day(Instant filed) {
        return LocalDate.ofInstant(filed, Now.ZONE);
    }

    private static String phone(UUID id) {
        return "+86137" + "%08d".formatted(Math.floorMod(id.hashCode(), 300_000));
    }

    /** Spread like the drawn ones, never twice. */
    private String number(ABusyCounty.Village village, LocalDate day) {
        int n = numbers.merge(village.place().id() + "/" + day, 1, Integer::sum);
        return "%05d".formatted(10_000 + n);
    }
}
