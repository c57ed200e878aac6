package org.onedoor.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyOrganizations;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The second wall, asked in bare SQL, and what the tables may hold at all (R-SEC-11, foundations §29). */
@OneDoorTest
class MembersWallTest {

    private final AParty aParty;
    private final AMember aMember;
    private final PartyOrganizations organizations;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private AParty.Tree tree;
    private UUID member;

    MembersWallTest(
            AParty aParty,
            AMember aMember,
            PartyOrganizations organizations,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.aParty = aParty;
        this.aMember = aMember;
        this.organizations = organizations;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void aMemberOfTheGroup() {
        tree = aParty.found();
        var wish = AMember.wish(tree.branch(), "王建国");
        member = aMember.enrolled(
                tree,
                new EnrolMember(
                        wish.branch(),
                        AMember.details("王建国", tree.group()),
                        wish.idNumber(),
                        wish.phone(),
                        wish.household(),
                        wish.residence()));
    }

    private Scope.Party party(UUID organization) {
        var one = organizations.tree(tree.number()).get(organization);
        return new Scope.Party(tree.number(), one.lo(), one.hi());
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "affiliation", "history", "piece"})
    void aPostSeesItsOwnSubtree(String table) {
        for (var sees : List.of(tree.group(), tree.branch(), tree.town(), tree.county())) {
            assertThat(rows(party(sees), table)).as(table + " by " + sees).isPositive();
        }
        for (var sees : List.of(tree.neighbour(), tree.otherTown())) {
            assertThat(rows(party(sees), table)).as(table + " by " + sees).isZero();
        }
        assertThat(rows(new Scope.Interior(tree.number()), table)).isPositive();
        assertThat(rows(new Scope.Interior(aParty.found().number()), table))
                .as("another county")
                .isZero();
        var elsewhere = party(tree.county());
        assertThat(rows(new Scope.Party(aParty.found().number(), elsewhere.lo(), elsewhere.hi()), table))
                .as("another county's whole Party")
                .isZero();
    }

    private int rows(Scope scope, String table) {
        return Scope.in(
                scope,
                () -> transaction.execute(_ -> db.sql("select count(*)::int from members." + table)
                        .query(Integer.class)
                        .single()));
    }

    /** Place posts, offices, residents, receipts, the county's jobs and the operator: not even that there is a table. */
    @ParameterizedTest
    @ValueSource(strings = {"member", "affiliation", "history", "correction", "piece"})
    void everybodyElseIsRefused(String table) {
        int county = tree.number();
        for (var scope : List.of(
                new Scope.Place(county, 1, Integer.MAX_VALUE),
                new Scope.Office(county, 1, Integer.MAX_VALUE),
                new Scope.Resident(county, member),
                new Scope.Receipt(county, "0"),
                new Scope.County(county),
                new Scope.Operator())) {
            assertThatThrownBy(() -> rows(scope, table))
                    .as(scope.role())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void nobodyWritesWhatSheDoesNotSee() {
        for (var sql : List.of(
                "update members.member set name = '李四' where id = :id",
                "update members.piece set term = 'ls' where member = :id",
                "delete from members.piece where member = :id")) {
            assertThat(changed(party(tree.neighbour()), sql)).as(sql).isZero();
        }
        for (var sql : List.of(
                "delete from members.member where id = :id",
                "update members.history set kind = 'x' where member = :id",
                "delete from members.history where member = :id",
                "update members.affiliation set until = null where member = :id",
                "delete from members.affiliation where member = :id")) {
            assertThatThrownBy(() -> changed(party(tree.branch()), sql))
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() ->
                        changed(party(tree.branch()), "update members.member set county = county + 1 where id = :id"))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    private int changed(Scope scope, String sql) {
        return Scope.in(
                scope,
                () -> transaction.execute(_ -> db.sql(sql).param("id", member).update()));
    }

    /** Every column there is; whoever adds one says here that somebody uses it (R-DOC-4). */
    @Test
    void theTablesHoldNothingElse() {
        var columns = db("""
            select c.relname, string_agg(a.attname, ' ' order by a.attnum)
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'members' and c.relname in ('member', 'affiliation', 'history', 'correction', 'piece')
              and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
            group by c.relname\
            """);
        assertThat(columns)
                .isEqualTo(Map.of(
                        "member",
                        "county id name id_number id_index sex born_on ethnicity native_place phone household"
                            + " residence education degree work_since unit_and_post category joined_on full_on branch"
                            + " party_group party_lo status in_party watched_until correct_until rights_suspended_on"
                            + " floating_since lost_since abroad_since account identity_checked contact_checked"
                            + " work_checked party_checked version",
                        "affiliation",
                        "county member branch since until follows",
                        "history",
                        "county member seq at actor post kind fact",
                        "correction",
                        "county id member at fields proposed state reason decided_at",
                        "piece",
                        "county term party_lo member"));
        assertThat(columns.values().stream().collect(Collectors.joining(" ")))
                .doesNotContain("religio")
                .doesNotContain("belief")
                .doesNotContain("opinion")
                .doesNotContain("conduct")
                .doesNotContain("location")
                .doesNotContain("position")
                .doesNotContain("score")
                .doesNotContain("remark")
                .doesNotContain("hardship");
    }

    /** What search reads is the pieces of names; all other text of the room is out of its reach, in whatever table. */
    @Test
    void searchReadsPiecesOfNamesOnly() {
        var texts = db("""
            select n.nspname || '.' || c.relname || '.' || a.attname, coalesce((select string_agg(x.relname, ' ' order by x.relname)
                from pg_index i join pg_class x on x.oid = i.indexrelid
                where i.indrelid = c.oid and a.attnum = any (i.indkey) and not i.indisunique), '')
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'members' and c.relname in ('member', 'affiliation', 'history', 'correction', 'piece')
              and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
              and a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'text[]'::regtype)\
            """);
        assertThat(texts.keySet())
                .containsExactly(
                        "members.correction.fields",
                        "members.correction.reason",
                        "members.correction.state",
                        "members.history.fact",
                        "members.history.kind",
                        "members.member.category",
                        "members.member.degree",
                        "members.member.education",
                        "members.member.ethnicity",
                        "members.member.name",
                        "members.member.native_place",
                        "members.member.status",
                        "members.member.unit_and_post",
                        "members.piece.term");
        texts.remove("members.member.status");
        assertThat(texts.values())
                .as("no other text stands in an index to search by")
                .containsOnly("");
        var terms = Scope.in(
                new Scope.Interior(tree.number()),
                () -> transaction.execute(
                        _ -> db.sql("select term from members.piece where county = :county and member = :member")
                                .param("county", tree.number())
                                .param("member", member)
                                .query(String.class)
                                .list()));
        assertThat(terms).containsExactlyInAnyOrder("王建", "建国", "王建国", "wj", "jg", "wjg");
    }

    private Map<String, String> db(String sql) {
        var found = new TreeMap<String, String>();
        db.sql(sql).query(row -> {
            found.put(row.getString(1), row.getString(2));
        });
        return found;
    }

    @Test
    void aCorrectionIsSeenThroughTheFile() {
        Scope.in(
                new Scope.Interior(tree.number()),
                () -> transaction.execute(_ -> db.sql("""
                    insert into members.correction (county, id, member, at, fields, proposed, state)
                    values (:county, :id, :member, '2026-11-20T08:00:00Z', '{phone}', '\\x00', 'OPEN')\
                    """)
                        .param("county", tree.number())
                        .param("id", Ids.next())
                        .param("member", member)
                        .update()));
        assertThat(rows(party(tree.group()), "correction")).isEqualTo(1);
        assertThat(rows(party(tree.neighbour()), "correction")).isZero();
    }
}
