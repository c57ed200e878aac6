package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The SQL of a room touches its own tables only, asks no database for the time, and runs on PostgreSQL 15 and 18. */
class SqlTest {

    private static final Pattern SQL = Pattern.compile(
            "\\b(select\\b.*\\bfrom|select set_config|insert into|update\\b.*\\bset|delete from|with\\b.*\\bas)\\b",
            flags());

    private static final Map<String, String> FORBIDDEN = Map.ofEntries(
            Map.entry("uuidv7\\s*\\(", "PostgreSQL 18 only: ids are made in Java"),
            Map.entry("\\bmerge\\s+into\\b", "MERGE does not run on a distributed PostgreSQL"),
            Map.entry(
                    "generated\\s+always\\s+as\\s*\\((?:[^()]|\\([^()]*\\))*\\)(?!\\s*stored)",
                    "virtual generated column"),
            Map.entry("without\\s+overlaps", "PostgreSQL 18 only"),
            Map.entry("returning\\s+(old|new)\\b", "PostgreSQL 18 only"),
            Map.entry("json_table\\s*\\(", "PostgreSQL 17 only"),
            Map.entry("any_value\\s*\\(", "PostgreSQL 16 only"),
            Map.entry("provider\\s*=\\s*'?builtin", "PostgreSQL 17 only"));

    private static final Pattern TIME = Pattern.compile(
            "\\bnow\\s*\\(|\\bcurrent_(timestamp|date|time)\\b|\\blocaltime(stamp)?\\b|\\b(clock|statement|transaction)_timestamp\\s*\\(|\\btimeofday\\s*\\(",
            flags());

    private final List<String> rooms = Sources.rooms();

    @Test
    void aRoomTouchesItsOwnTablesOnly() {
        var findings = new TreeMap<String, String>();
        for (var piece : pieces()) {
            var named = Pattern.compile("(?<![\\w.'])(" + String.join("|", rooms) + ")\\.([a-z_]+)\\s*(\\(?)")
                    .matcher(piece.sql());
            while (named.find()) {
                boolean own = named.group(1).equals(piece.source().room());
                boolean door = named.group(1).equals("audit")
                        && named.group(2).equals("record")
                        && named.group(3).equals("(");
                // A room's name is also an ordinary word for an alias ("cases.number"); aliases are declared in the
                // same SQL.
                boolean alias = Pattern.compile("\\b(as\\s+)?" + named.group(1) + "\\b(?!\\.)", flags())
                        .matcher(piece.sql().replaceAll("'[^']*'", ""))
                        .find();
                if (!own && !door && !alias) {
                    findings.put(piece.source().toString(), named.group(1) + "." + named.group(2));
                }
            }
        }
        Exceptions.none("foreign table", findings);
    }

    @Test
    void sqlRunsOnBothGenerations() {
        var findings = new TreeMap<String, String>();
        for (var piece : pieces()) {
            FORBIDDEN.forEach((pattern, why) -> {
                if (Pattern.compile(pattern, flags()).matcher(piece.sql()).find()) {
                    findings.put(piece.source().toString(), why);
                }
            });
        }
        Exceptions.none("forbidden SQL", findings);
    }

    @Test
    void sqlNeverAsksWhatTimeItIs() {
        var findings = new TreeMap<String, String>();
        for (var piece : pieces()) {
            var time = TIME.matcher(piece.sql());
            if (time.find()) {
                findings.put(piece.source().toString(), time.group());
            }
        }
        Exceptions.none("time in SQL", findings);
    }

    @Test
    void everyMigrationHasAVersionOfItsOwn() {
        var versions = Sources.main(".sql").stream()
                .filter(file -> file.path().getParent().endsWith("schema"))
                .collect(Collectors.groupingBy(
                        file -> file.name().replaceFirst("__.*", ""), TreeMap::new, Collectors.toList()));
        assertThat(versions.keySet()).allMatch(version -> version.matches("V\\d{12}"));
        assertThat(versions.values()).allMatch(files -> files.size() == 1);
    }

    private record Piece(Sources.Source source, String sql) {}

    private static List<Piece> pieces() {
        var inJava = Sources.main(".java").stream().flatMap(source -> source.literals().stream()
                .filter(literal -> SQL.matcher(literal).find())
                .map(sql -> new Piece(source, sql)));
        var migrations = Sources.main(".sql").stream()
                .map(source -> new Piece(source, source.text().replaceAll("--[^\\n]*", "")));
        return java.util.stream.Stream.concat(inJava, migrations).toList();
    }

    private static int flags() {
        return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    }
}
