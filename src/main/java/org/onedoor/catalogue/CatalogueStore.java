package org.onedoor.catalogue;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onedoor.calendar.Limit;
import org.onedoor.regions.Level;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class CatalogueStore {

    private static final TypeReference<List<Question>> QUESTIONS = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    CatalogueStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    List<Version> all(int county) {
        return db.sql("select * from catalogue.item where county = :county order by code, version")
                .param("county", county)
                .query((row, _) -> version(row))
                .list();
    }

    /** All in one statement; a version that is there already stays as it is. Returns how many are new. */
    int insert(int county, List<Version> versions) {
        return db.sql("""
            insert into catalogue.item
            select :county, id, code, version, from_day, local, retired, tile, name, name_en, kind, public_matter,
              protected_path, promise_amount, promise_unit, safety, authority, office_kind, line, questions,
              array(select jsonb_array_elements_text(keywords)), array(select jsonb_array_elements_text(materials)),
              explain, explain_en, help, published_at, published_by
            from jsonb_to_recordset(:versions::jsonb) as given (id uuid, code text, version int, from_day date,
              local boolean, retired boolean, tile text, name text, name_en text, kind text, public_matter boolean,
              protected_path boolean, promise_amount int, promise_unit text, safety text, authority text,
              office_kind text, line int, questions jsonb, keywords jsonb, materials jsonb, explain text,
              explain_en text, help boolean, published_at timestamptz, published_by uuid)
            on conflict (county, code, version) do nothing\
            """)
                .param("county", county)
                .param(
                        "versions",
                        json.writeValueAsString(
                                versions.stream().map(CatalogueStore::columns).toList()))
                .update();
    }

    private static Map<String, Object> columns(Version version) {
        var item = version.item();
        var columns = new LinkedHashMap<String, Object>();
        columns.put("id", item.id().toString());
        columns.put("code", item.code());
        columns.put("version", item.version());
        columns.put("from_day", version.from().toString());
        columns.put("local", version.local());
        columns.put("retired", version.retired());
        columns.put("tile", item.group());
        columns.put("name", item.name());
        columns.put("name_en", item.nameEn());
        columns.put("kind", item.kind().name());
        columns.put("public_matter", item.publicMatter());
        columns.put("protected_path", item.protectedPath());
        columns.put("promise_amount", item.promise().amount());
        columns.put("promise_unit", item.promise().unit().name());
        columns.put("safety", item.safety().name());
        columns.put("authority", item.authority().name());
        columns.put("office_kind", item.officeKind());
        columns.put("line", item.line());
        columns.put("questions", item.questions());
        columns.put("keywords", item.keywords());
        columns.put("materials", item.materials());
        columns.put("explain", item.explain());
        columns.put("explain_en", item.explainEn());
        columns.put("help", item.help());
        columns.put("published_at", version.publishedAt().toString());
        columns.put("published_by", version.publishedBy().toString());
        return columns;
    }

    private Version version(ResultSet row) throws SQLException {
        var item = new Item(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getInt("version"),
                row.getString("tile"),
                row.getString("name"),
                row.getString("name_en"),
                Kind.valueOf(row.getString("kind")),
                row.getBoolean("public_matter"),
                row.getBoolean("protected_path"),
                new Limit(row.getInt("promise_amount"), Limit.Unit.valueOf(row.getString("promise_unit"))),
                Urgency.valueOf(row.getString("safety")),
                Level.valueOf(row.getString("authority")),
                row.getString("office_kind"),
                row.getInt("line"),
                json.readValue(row.getString("questions"), QUESTIONS),
                texts(row.getArray("keywords")),
                texts(row.getArray("materials")),
                row.getString("explain"),
                row.getString("explain_en"),
                row.getBoolean("help"));
        Instant at = row.getObject("published_at", OffsetDateTime.class).toInstant();
        return new Version(
                item,
                row.getObject("from_day", LocalDate.class),
                row.getBoolean("local"),
                row.getBoolean("retired"),
                at,
                row.getObject("published_by", UUID.class));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
