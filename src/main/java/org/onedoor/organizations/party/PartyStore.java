package org.onedoor.organizations.party;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** This room's tables. */
@Repository
class PartyStore {

    private static final String ORGANIZATIONS = """
        select id, parent, lo, hi, path, type, name, name_en, sector, status, place, host_unit, uscc, uscc_reason,
          founded_on, document, ended_on, successor, end_document, version
        from party.organization where county = :county\
        """;

    private final JdbcClient db;
    private final JsonMapper json;

    PartyStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** One line of an organization's history. */
    record Line(int seq, Instant at, UUID actor, String kind, Map<String, Object> fact) {}

    /** A link beside the tree, seen from one of its ends. */
    record Link(
            UUID id,
            UUID organization,
            String kind,
            @Nullable UUID other,
            @Nullable String body,
            LocalDate since) {}

    PartyTree load(int county) {
        return new PartyTree(
                county,
                db.sql(ORGANIZATIONS + " order by lo")
                        .param("county", county)
                        .query(PartyOrganization.class)
                        .list(),
                db.sql("""
                    select id, organization, kind, account, since from party.post
                    where county = :county and until is null order by since, id\
                    """).param("county", county).query(PartyPost.class).list());
    }

    /** Everything that changes the tree waits for what is changing it. */
    void lockTree(int county) {
        db.sql("select pg_advisory_xact_lock(hashtext('party.organization'), :county)")
                .param("county", county)
                .query(row -> {});
    }

    /** Read for a change, with a lock. */
    Optional<PartyOrganization> lock(int county, UUID id) {
        return db.sql(ORGANIZATIONS + " and id = :id for update")
                .param("county", county)
                .param("id", id)
                .query(PartyOrganization.class)
                .optional();
    }

    List<PartyOrganization> children(int county, @Nullable UUID parent) {
        return db.sql(ORGANIZATIONS + " and parent is not distinct from :parent order by lo")
                .param("county", county)
                .param("parent", parent, Types.OTHER)
                .query(PartyOrganization.class)
                .list();
    }

    void insert(int county, PartyOrganization one) {
        db.sql("""
            insert into party.organization (county, id, parent, lo, hi, path, type, name, name_en, sector, status, place,
              host_unit, uscc, uscc_reason, founded_on, document)
            values (:county, :id, :parent, :lo, :hi, :path, :type, :name, :nameEn, :sector, :status, :place, :hostUnit,
              :uscc, :usccReason, :foundedOn, :document)\
            """)
                .param("county", county)
                .param("id", one.id())
                .param("parent", one.parent(), Types.OTHER)
                .param("lo", one.lo())
                .param("hi", one.hi())
                .param("path", one.path())
                .param("type", one.type().name())
                .param("name", one.name())
                .param("nameEn", one.nameEn(), Types.VARCHAR)
                .param("sector", one.sector().name())
                .param("status", one.status().name())
                .param("place", one.place(), Types.OTHER)
                .param("hostUnit", one.hostUnit(), Types.VARCHAR)
                .param("uscc", one.uscc(), Types.VARCHAR)
                .param("usccReason", one.usccReason(), Types.VARCHAR)
                .param("foundedOn", one.foundedOn())
                .param("document", one.document())
                .update();
    }

    void rename(int county, UUID id, String name, @Nullable String nameEn, Sector sector) {
        db.sql("""
            update party.organization set name = :name, name_en = :nameEn, sector = :sector, version = version + 1
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", id)
                .param("name", name)
                .param("nameEn", nameEn, Types.VARCHAR)
                .param("sector", sector.name())
                .update();
    }

    void status(int county, UUID id, OrganizationStatus status) {
        db.sql("""
            update party.organization set status = :status, version = version + 1 where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", id)
                .param("status", status.name())
                .update();
    }

    void close(int county, CloseOrganization close) {
        db.sql("""
            update party.organization set status = :status, ended_on = :on, successor = :successor,
              end_document = :document, version = version + 1
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", close.organization())
                .param(
                        "status",
                        (close.successor() == null ? OrganizationStatus.ABOLISHED : OrganizationStatus.MERGED).name())
                .param("on", close.on())
                .param("successor", close.successor(), Types.OTHER)
                .param("document", close.document())
                .update();
    }

    void move(int county, UUID id, UUID parent, Map<UUID, Numbering.Spot> spots) {
        spots.forEach((organization, spot) -> db.sql("""
            update party.organization set lo = :lo, hi = :hi, path = :path, version = version + 1
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", organization)
                .param("lo", spot.lo())
                .param("hi", spot.hi())
                .param("path", spot.path())
                .update());
        db.sql("update party.organization set parent = :parent where county = :county and id = :id")
                .param("county", county)
                .param("id", id)
                .param("parent", parent)
                .update();
    }

    void write(
            int county,
            UUID organization,
            Instant at,
            UUID actor,
            @Nullable UUID post,
            String kind,
            Map<String, ?> fact) {
        db.sql("""
            insert into party.history (county, organization, seq, at, actor, post, kind, fact)
            select :county, :organization, coalesce(max(seq), 0) + 1, :at, :actor, :post, :kind, :fact::jsonb
            from party.history where county = :county and organization = :organization\
            """)
                .param("county", county)
                .param("organization", organization)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("post", post, Types.OTHER)
                .param("kind", kind)
                .param("fact", json.writeValueAsString(fact))
                .update();
    }

    /** Newest first. */
    List<Line> history(int county, UUID organization) {
        return db.sql("""
            select seq, at, actor, kind, fact from party.history
            where county = :county and organization = :organization order by seq desc limit 50\
            """)
                .param("county", county)
                .param("organization", organization)
                .query((row, _) -> new Line(
                        row.getInt("seq"),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("actor", UUID.class),
                        row.getString("kind"),
                        facts(row.getString("fact"))))
                .list();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> facts(String text) {
        return json.readValue(text, Map.class);
    }

    void appoint(int county, PartyPost post) {
        db.sql("""
            insert into party.post (county, id, organization, kind, single, account, since)
            values (:county, :id, :organization, :kind, :single, :account, :since)\
            """)
                .param("county", county)
                .param("id", post.id())
                .param("organization", post.organization())
                .param("kind", post.kind().name())
                .param("single", post.kind().single())
                .param("account", post.account())
                .param("since", post.since())
                .update();
    }

    /** Held now, read for a change: the snapshot may be a moment old. */
    List<PartyPost> posts(int county, UUID organization) {
        return db.sql("""
            select id, organization, kind, account, since from party.post
            where county = :county and organization = :organization and until is null order by since, id\
            """)
                .param("county", county)
                .param("organization", organization)
                .query(PartyPost.class)
                .list();
    }

    /** False when nobody holds it any more. */
    boolean end(int county, UUID organization, UUID post, LocalDate on) {
        return db.sql("""
            update party.post set until = greatest(since, :on)
            where county = :county and organization = :organization and id = :id and until is null\
            """)
                        .param("county", county)
                        .param("organization", organization)
                        .param("id", post)
                        .param("on", on)
                        .update()
                == 1;
    }

    void link(int county, Link link) {
        db.sql("""
            insert into party.link (county, id, organization, kind, other, body, since)
            values (:county, :id, :organization, :kind, :other, :body, :since)\
            """)
                .param("county", county)
                .param("id", link.id())
                .param("organization", link.organization())
                .param("kind", link.kind())
                .param("other", link.other(), Types.OTHER)
                .param("body", link.body(), Types.VARCHAR)
                .param("since", link.since())
                .update();
    }

    boolean unlink(int county, UUID organization, UUID link, LocalDate on) {
        return db.sql("""
            update party.link set until = greatest(since, :on)
            where county = :county and organization = :organization and id = :id and until is null\
            """)
                        .param("county", county)
                        .param("organization", organization)
                        .param("id", link)
                        .param("on", on)
                        .update()
                == 1;
    }

    /** Links in force with this organization at either end. */
    List<Link> links(int county, UUID organization) {
        return db.sql("""
            select id, organization, kind, other, body, since from party.link
            where county = :county and until is null and (organization = :organization or other = :organization)
            order by since, id\
            """)
                .param("county", county)
                .param("organization", organization)
                .query(Link.class)
                .list();
    }
}
