package org.onedoor.cases.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Ids;
import org.onedoor.frame.RowFault;
import org.onedoor.secrets.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Sources, files, their rows and the orders that became cases; under the county's scope. */
@Repository
class ImportStore {

    static final String SEALED = "imports.line";
    static final String LINE = "imports.line.sealed";

    record Batch(
            UUID id,
            String source,
            String fileName,
            Instant at,
            UUID actor,
            UUID post,
            List<String> header,
            String state,
            int rows,
            int bad,
            int taken,
            int same,
            int changed,
            int refused,
            int doneRow,
            Map<String, Integer> categories) {

        boolean running() {
            return state.equals("RUNNING");
        }

        boolean waiting() {
            return state.equals("CHECKED");
        }
    }

    /** One row of a file: its cells, or what is wrong with it. */
    record Line(int row, List<String> cells, @Nullable RowFault fault) {}

    record Known(String sourceNo, UUID id, UUID matter, String contentSha256) {}

    /** An order that became a case, without its row. */
    record Entry(String sourceNo, UUID matter, @Nullable String returned) {}

    /** The row it came as, by its columns. */
    record Row(String sourceNo, List<String> header, List<String> cells) {}

    /** The columns of a source's newest file, and whether that was XLSX. */
    record Layout(List<String> header, boolean workbook) {}

    /** A file of results that was sent back. */
    record Returned(Instant at, int orders) {}

    private final JdbcClient db;
    private final Secrets secrets;
    private final JsonMapper json;

    ImportStore(JdbcClient db, Secrets secrets, JsonMapper json) {
        this.db = db;
        this.secrets = secrets;
        this.json = json;
    }

    /** The columns' meaning as it was last used for this source; empty for a new one. */
    Optional<Map<OrderField, String>> mapping(int county, String source) {
        return db.sql("select mapping from imports.source where county = :county and code = :code")
                .param("county", county)
                .param("code", source)
                .query((r, n) -> {
                    var mapping = new EnumMap<OrderField, String>(OrderField.class);
                    for (var field : json.readTree(r.getString(1)).properties()) {
                        mapping.put(
                                OrderField.valueOf(field.getKey()),
                                field.getValue().asString());
                    }
                    return (Map<OrderField, String>) mapping;
                })
                .optional();
    }

    List<String> sources(int county) {
        return db.sql("select code from imports.source where county = :county order by code limit 100")
                .param("county", county)
                .query(String.class)
                .list();
    }

    void keep(int county, String source, String name, Map<OrderField, String> mapping) {
        db.sql("""
            insert into imports.source (county, code, name, mapping) values (:county, :code, :name, :mapping::jsonb)
            on conflict (county, code) do update set name = excluded.name, mapping = excluded.mapping\
            """)
                .param("county", county)
                .param("code", source)
                .param("name", name)
                .param("mapping", json.writeValueAsString(mapping))
                .update();
    }

    void add(int county, Batch batch, boolean workbook) {
        db.sql("""
            insert into imports.batch (county, id, source, file_name, at, actor, post, header, state, rows, bad, workbook)
            values (:county, :id, :source, :file, :at, :actor, :post, :header::jsonb, :state, :rows, :bad, :workbook)\
            """)
                .param("county", county)
                .param("id", batch.id())
                .param("source", batch.source())
                .param("file", batch.fileName())
                .param("at", utc(batch.at()))
                .param("actor", batch.actor())
                .param("post", batch.post())
                .param("header", json.writeValueAsString(batch.header()))
                .param("state", batch.state())
                .param("rows", batch.rows())
                .param("bad", batch.bad())
                .param("workbook", workbook)
                .update();
    }

    /** Which item a category of the source means, by the item's code. */
    Map<String, String> categories(int county, String source) {
        var items = new HashMap<String, String>();
        db.sql("select word, item from imports.category where county = :county and source = :source limit 5000")
                .param("county", county)
                .param("source", source)
                .query((r, n) -> items.put(r.getString(1), r.getString(2)))
                .list();
        return items;
    }

    void keepCategory(int county, String source, String word, String item) {
        db.sql("""
            insert into imports.category (county, source, word, item) values (:county, :source, :word, :item)
            on conflict (county, source, word) do update set item = excluded.item\
            """)
                .param("county", county)
                .param("source", source)
                .param("word", word)
                .param("item", item)
                .update();
    }

    void dropCategory(int county, String source, String word) {
        db.sql("delete from imports.category where county = :county and source = :source and word = :word")
                .param("county", county)
                .param("source", source)
                .param("word", word)
                .update();
    }

    void counted(int county, UUID batch, int rows, int bad, Map<String, Integer> categories) {
        db.sql("""
            update imports.batch set rows = :rows, bad = :bad, categories = :categories::jsonb
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", batch)
                .param("categories", json.writeValueAsString(categories))
                .param("rows", rows)
                .param("bad", bad)
                .update();
    }

    private record Sealed(
            int row, UUID id, String sealed, @Nullable RowFault fault) {}

    void addLines(int county, UUID batch, List<Line> lines) {
        var sealed = lines.stream()
                .map(line -> {
                    var id = Ids.next();
                    return new Sealed(line.row(), id, seal(county, LINE, id, line.cells()), line.fault());
                })
                .toList();
        db.sql("""
            insert into imports.line (county, batch, row, id, sealed, fault)
            select :county, :batch, l.row, l.id, decode(l.sealed, 'base64'), l.fault
            from jsonb_to_recordset(:lines::jsonb) as l(row int, id uuid, sealed text, fault jsonb)\
            """)
                .param("county", county)
                .param("batch", batch)
                .param("lines", json.writeValueAsString(sealed))
                .update();
    }

    /** Tells whether something has changed; keyed, because a plain hash of words with a phone in it is guessed in minutes. */
    String fingerprint(int county, String content) {
        return HexFormat.of().formatHex(secrets.index(county, "order", content));
    }

    private String seal(int county, String field, UUID row, List<String> cells) {
        return Base64.getEncoder().encodeToString(secrets.seal(county, field, row, json.writeValueAsString(cells)));
    }

    private List<String> unseal(int county, String field, UUID row, byte[] sealed) {
        return List.of(json.readValue(secrets.open(county, field, row, sealed), String[].class));
    }

    /** Without an id it was sealed to its file, before rows had one. */
    private Line line(int county, UUID batch, ResultSet r) throws SQLException {
        var id = r.getObject("id", UUID.class);
        var cells = id == null
                ? unseal(county, SEALED, batch, r.getBytes("sealed"))
                : unseal(county, LINE, id, r.getBytes("sealed"));
        return new Line(r.getInt("row"), cells, null);
    }

    private static final String BATCH = "select * from imports.batch where county = :county";

    Optional<Batch> batch(int county, UUID id) {
        return db.sql(BATCH + " and id = :id")
                .param("county", county)
                .param("id", id)
                .query(this::batch)
                .optional();
    }

    /** Files that were brought in under one of these posts. */
    List<Batch> newest(int county, List<UUID> posts) {
        return db.sql(BATCH + " and post = any(:posts) order by at desc, id desc limit 50")
                .param("county", county)
                .param("posts", posts.toArray(UUID[]::new))
                .query(this::batch)
                .list();
    }

    List<Batch> running(int county) {
        return db.sql(BATCH + " and state = 'RUNNING' order by at limit 20")
                .param("county", county)
                .query(this::batch)
                .list();
    }

    private Batch batch(ResultSet r, int n) throws SQLException {
        return new Batch(
                r.getObject("id", UUID.class),
                r.getString("source"),
                r.getString("file_name"),
                r.getObject("at", OffsetDateTime.class).toInstant(),
                r.getObject("actor", UUID.class),
                r.getObject("post", UUID.class),
                List.of(json.readValue(r.getString("header"), String[].class)),
                r.getString("state"),
                r.getInt("rows"),
                r.getInt("bad"),
                r.getInt("taken"),
                r.getInt("same"),
                r.getInt("changed"),
                r.getInt("refused"),
                r.getInt("done_row"),
                counts(r.getString("categories")));
    }

    private Map<String, Integer> counts(String categories) {
        var counts = new LinkedHashMap<String, Integer>();
        json.readTree(categories)
                .properties()
                .forEach(one -> counts.put(one.getKey(), one.getValue().asInt()));
        return counts;
    }

    List<RowFault> faults(int county, UUID batch) {
        return db.sql("""
            select fault from imports.line where county = :county and batch = :batch and fault is not null
            order by row limit 500\
            """)
                .param("county", county)
                .param("batch", batch)
                .query((r, n) -> json.readValue(r.getString(1), RowFault.class))
                .list();
    }

    /** The next valid rows after {@code row}. */
    List<Line> next(int county, UUID batch, int row, int most) {
        return db.sql("""
            select row, id, sealed from imports.line
            where county = :county and batch = :batch and row > :row and fault is null order by row limit :most\
            """)
                .param("county", county)
                .param("batch", batch)
                .param("row", row)
                .param("most", most)
                .query((r, n) -> line(county, batch, r))
                .list();
    }

    boolean start(int county, UUID batch) {
        return db.sql("update imports.batch set state = 'RUNNING' where county = :county and id = :id and"
                                + " state = 'CHECKED'")
                        .param("county", county)
                        .param("id", batch)
                        .update()
                == 1;
    }

    void advance(int county, UUID batch, int row, int taken, int same, int changed, int refused) {
        db.sql("""
            update imports.batch set done_row = :row, taken = taken + :taken, same = same + :same,
              changed = changed + :changed, refused = refused + :refused
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", batch)
                .param("row", row)
                .param("taken", taken)
                .param("same", same)
                .param("changed", changed)
                .param("refused", refused)
                .update();
    }

    /** The file is in: only rows with faults stay to be seen, until they are put right in a new file. */
    void finish(int county, UUID batch) {
        db.sql("update imports.batch set state = 'DONE' where county = :county and id = :id")
                .param("county", county)
                .param("id", batch)
                .update();
        db.sql("delete from imports.line where county = :county and batch = :batch and fault is null")
                .param("county", county)
                .param("batch", batch)
                .update();
    }

    /** Rows left of files that came before then: badly filled in, or never taken in. Such a file cannot be begun any more. */
    int forget(int county, Instant before, int most) {
        db.sql("""
            update imports.batch set state = 'DONE'
            where county = :county and at < :before and state = 'CHECKED'\
            """)
                .param("county", county)
                .param("before", before.atOffset(java.time.ZoneOffset.UTC))
                .update();
        return db.sql("""
            delete from imports.line where county = :county and (batch, row) in (
              select l.batch, l.row from imports.line l join imports.batch b on b.county = l.county and b.id = l.batch
              where l.county = :county and b.at < :before and b.state = 'DONE' limit :most)\
            """)
                .param("county", county)
                .param("before", before.atOffset(java.time.ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    List<Known> known(int county, String source, List<String> numbers) {
        return db.sql("""
            select source_no, id, matter, content_sha256 from imports.entry
            where county = :county and source = :source and source_no = any(:numbers)\
            """)
                .param("county", county)
                .param("source", source)
                .param("numbers", numbers.toArray(String[]::new))
                .query(Known.class)
                .list();
    }

    void taken(
            int county,
            String source,
            String number,
            UUID id,
            UUID matter,
            String content,
            @Nullable Instant deadline,
            List<String> header,
            List<String> cells) {
        db.sql("""
            insert into imports.entry (county, source, source_no, id, matter, content_sha256, deadline, header, sealed)
            values (:county, :source, :number, :id, :matter, :content, :deadline::timestamptz, :header::jsonb,
              decode(:sealed, 'base64'))
            on conflict (county, source, source_no) do update
            set content_sha256 = excluded.content_sha256, deadline = excluded.deadline, header = excluded.header,
              sealed = excluded.sealed\
            """)
                .param("county", county)
                .param("source", source)
                .param("number", number)
                .param("id", id)
                .param("matter", matter)
                .param("content", content)
                .param("deadline", deadline == null ? null : utc(deadline))
                .param("header", json.writeValueAsString(header))
                .param("sealed", seal(county, SEALED, id, cells))
                .update();
    }

    /** Orders of a source after {@code number}, a stretch at a time; {@code fresh}: only those never sent back. */
    List<Entry> entries(int county, String source, String number, boolean fresh, int most) {
        return db.sql("""
            select source_no, matter, returned_sha256 as returned from imports.entry
            where county = :county and source = :source and source_no > :number
              and (not :fresh or returned_sha256 is null)
            order by source_no limit :most\
            """)
                .param("county", county)
                .param("source", source)
                .param("number", number)
                .param("fresh", fresh)
                .param("most", most)
                .query(Entry.class)
                .list();
    }

    /** Those that went back in one file. */
    List<Entry> entries(int county, String source, String number, Instant returned, int most) {
        return db.sql("""
            select source_no, matter, returned_sha256 as returned from imports.entry
            where county = :county and source = :source and source_no > :number and returned_at = :returned
            order by source_no limit :most\
            """)
                .param("county", county)
                .param("source", source)
                .param("number", number)
                .param("returned", utc(returned))
                .param("most", most)
                .query(Entry.class)
                .list();
    }

    List<Row> rows(int county, String source, List<String> numbers) {
        return db.sql("""
            select id, source_no, header, sealed from imports.entry
            where county = :county and source = :source and source_no = any(:numbers) order by source_no\
            """)
                .param("county", county)
                .param("source", source)
                .param("numbers", numbers.toArray(String[]::new))
                .query((r, n) -> new Row(
                        r.getString("source_no"),
                        List.of(json.readValue(r.getString("header"), String[].class)),
                        unseal(county, SEALED, r.getObject("id", UUID.class), r.getBytes("sealed"))))
                .list();
    }

    /** How the source's newest file was laid out. */
    Layout layout(int county, String source) {
        return db.sql("""
            select header, coalesce(workbook, file_name ilike '%.xlsx') as workbook
            from imports.batch where county = :county and source = :source order by at desc, id desc limit 1\
            """)
                .param("county", county)
                .param("source", source)
                .query((r, n) ->
                        new Layout(List.of(json.readValue(r.getString(1), String[].class)), r.getBoolean("workbook")))
                .optional()
                .orElse(new Layout(List.of(), false));
    }

    void returned(int county, String source, String number, int version, String content, Instant at) {
        db.sql("""
            update imports.entry
            set returned_version = :version, returned_sha256 = :content, returned_at = :at
            where county = :county and source = :source and source_no = :number\
            """)
                .param("county", county)
                .param("source", source)
                .param("number", number)
                .param("version", version)
                .param("content", content)
                .param("at", utc(at))
                .update();
    }

    /** Files sent back, newest first. */
    List<Returned> returned(int county, String source) {
        return db.sql("""
            select returned_at as at, count(*)::int as orders from imports.entry
            where county = :county and source = :source and returned_at is not null
            group by returned_at order by returned_at desc limit 10\
            """)
                .param("county", county)
                .param("source", source)
                .query((r, n) ->
                        new Returned(r.getObject("at", OffsetDateTime.class).toInstant(), r.getInt("orders")))
                .list();
    }

    /** Every row of a file after {@code row}, with faults or without. */
    List<Line> lines(int county, UUID batch, int row, int most) {
        return db.sql("""
            select row, id, sealed from imports.line
            where county = :county and batch = :batch and row > :row order by row limit :most\
            """)
                .param("county", county)
                .param("batch", batch)
                .param("row", row)
                .param("most", most)
                .query((r, n) -> line(county, batch, r))
                .list();
    }

    private record Judged(int row, @Nullable RowFault fault) {}

    /** What is wrong with rows now that the columns mean something else. */
    void judge(int county, UUID batch, List<Line> lines) {
        db.sql("""
            update imports.line l set fault = j.fault
            from jsonb_to_recordset(:lines::jsonb) as j(row int, fault jsonb)
            where l.county = :county and l.batch = :batch and l.row = j.row\
            """)
                .param("county", county)
                .param("batch", batch)
                .param(
                        "lines",
                        json.writeValueAsString(lines.stream()
                                .map(line -> new Judged(line.row(), line.fault()))
                                .toList()))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
