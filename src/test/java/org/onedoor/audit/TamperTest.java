package org.onedoor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onedoor.OneDoorTest;
import org.onedoor.audit.Verdict.Broken;
import org.onedoor.audit.Verdict.Flaw;
import org.onedoor.audit.Verdict.Sound;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Scope;
import org.onedoor.regions.Counties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Foundations §9: somebody with the database owner's password tampers with a chain of six. */
@OneDoorTest
class TamperTest {

    private final Audit audit;
    private final Sealer sealer;
    private final Heads heads;
    private final FlywayConnectionDetails owner;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Counties counties;
    private final List<UUID> ids = new ArrayList<>();
    private int county;

    TamperTest(
            Audit audit,
            Sealer sealer,
            Heads heads,
            FlywayConnectionDetails owner,
            JdbcClient db,
            PlatformTransactionManager transactions,
            Counties counties) {
        this.audit = audit;
        this.sealer = sealer;
        this.heads = heads;
        this.owner = owner;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.counties = counties;
    }

    @BeforeEach
    void sixSealedEntriesAndAHeadNotedOutside() {
        county = Blank.county(counties);
        for (int i = 1; i <= 6; i++) {
            write();
        }
        sealUpTo(6);
        heads.note(
                county,
                Instant.parse("2026-11-22T04:00:00Z"),
                sealer.head(county).orElseThrow());
    }

    @Test
    void untouchedIsSound() {
        assertThat(audit.verify(county)).isEqualTo(new Sound(6, Instant.parse("2026-11-22T04:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at = at + interval '1 microsecond'",
                "actor = gen_random_uuid()",
                "post = gen_random_uuid()",
                "action = 'audit.forged'",
                "subject = null",
                "from_ip = '203.0.113.1'",
                "why = ''",
                "detail = '{\"n\": 2}'",
                "xact = '4'::xid8",
            })
    void aChangedEntryIsNamed(String change) {
        tamper("update audit.entry set " + change + " where id = '" + ids.get(2) + "'");
        assertThat(audit.verify(county)).isEqualTo(new Broken(3, Flaw.CHANGED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prev", "hash"})
    void aChangedSealIsNamed(String column) {
        tamper("update audit.seal set " + column + " = sha256('x') where seal_no = 3");
        assertThat(audit.verify(county)).isEqualTo(new Broken(3, Flaw.CHANGED));
    }

    @Test
    void aMissingEntryIsNamed() {
        tamper("delete from audit.entry where id = '" + ids.get(2) + "'");
        assertThat(audit.verify(county)).isEqualTo(new Broken(3, Flaw.MISSING));
    }

    @Test
    void aMissingSealIsNamed() {
        tamper("delete from audit.seal where seal_no = 3");
        assertThat(audit.verify(county)).isEqualTo(new Broken(3, Flaw.MISSING));
    }

    @Test
    void theMissingFirstIsNamed() {
        tamper("delete from audit.entry where id = '" + ids.get(0) + "'", "delete from audit.seal where seal_no = 1");
        assertThat(audit.verify(county)).isEqualTo(new Broken(1, Flaw.MISSING));
    }

    @Test
    void anEntryMissingWithItsSealIsNamedAlsoWhenTheRestMovesUp() {
        tamper(
                "delete from audit.entry where id = '" + ids.get(2) + "'",
                "delete from audit.seal where seal_no = 3",
                "update audit.seal set seal_no = seal_no + 1000 where seal_no > 3",
                "update audit.seal set seal_no = seal_no - 1001 where seal_no > 1000");
        assertThat(audit.verify(county)).isEqualTo(new Broken(3, Flaw.MISSING));
    }

    @Test
    void reorderedSealsAreNamed() {
        tamper(
                "update audit.seal set seal_no = 1000 where seal_no = 3",
                "update audit.seal set seal_no = 3 where seal_no = 4",
                "update audit.seal set seal_no = 4 where seal_no = 1000");
        assertThat(audit.verify(county)).isEqualTo(new Broken(3, Flaw.REORDERED));
    }

    @Test
    void reorderedEntriesAreNamed() {
        var nowhere = UUID.randomUUID();
        tamper(
                "update audit.seal set entry_id = '" + nowhere + "' where seal_no = 3",
                "update audit.seal set entry_id = '" + ids.get(2) + "' where seal_no = 4",
                "update audit.seal set entry_id = '" + ids.get(3) + "' where seal_no = 3");
        assertThat(audit.verify(county)).isEqualTo(new Broken(3, Flaw.REORDERED));
    }

    @Test
    void anEntryPutInBehindTheSealersBackIsNamed() {
        tamper("""
            insert into audit.entry (county, id, at, actor, action, detail, xact)
            select county, gen_random_uuid(), at, actor, action, detail, '3'::xid8 from audit.entry
            where id = '%s'\
            """.formatted(ids.get(3)));
        assertThat(audit.verify(county)).isEqualTo(new Broken(1, Flaw.ADDED));
    }

    @Test
    void aCutTailIsNamed() {
        cutAfterFour();
        assertThat(audit.verify(county)).isEqualTo(new Broken(5, Flaw.TAIL_CUT));
    }

    @Test
    void aTailThatGrewAgainIsNamed() {
        cutAfterFour();
        write();
        write();
        write();
        sealUpTo(7);
        assertThat(audit.verify(county)).isEqualTo(new Broken(6, Flaw.REWRITTEN));
    }

    @Test
    void aChainMadeAnewAroundAChangeIsNamed() {
        tamper(
                "update audit.entry set why = 'forged' where id = '" + ids.get(2) + "'",
                "delete from audit.seal where seal_no >= 3");
        sealUpTo(6);
        assertThat(audit.verify(county)).isEqualTo(new Broken(6, Flaw.REWRITTEN));
    }

    @Test
    void sealsMadeAgainForTheSameEntriesAreTheSame() {
        tamper("delete from audit.seal where seal_no >= 3");
        sealUpTo(6);
        assertThat(audit.verify(county)).isInstanceOf(Sound.class);
    }

    @Test
    void anotherCountysChainIsNotConcerned() {
        int broken = county;
        sixSealedEntriesAndAHeadNotedOutside();
        county = broken;
        tamper("delete from audit.entry");
        assertThat(audit.verify(broken)).isEqualTo(new Broken(1, Flaw.MISSING));
        assertThat(audit.verify(broken + 1)).isInstanceOf(Sound.class);
    }

    private void cutAfterFour() {
        tamper(
                "delete from audit.seal where seal_no > 4",
                "delete from audit.entry where id in ('" + ids.get(4) + "', '" + ids.get(5) + "')");
    }

    private void write() {
        var id = Ids.next();
        Scope.in(
                new Scope.County(county),
                () -> transaction.execute(_ -> db.sql("""
                    select audit.record(:county, :id, :at, :actor, null, 'audit.tested', :actor, '192.0.2.7',
                                        '1121-4821', '{"n": 1}')\
                    """)
                        .param("county", county)
                        .param("id", id)
                        .param("at", org.onedoor.frame.Now.instant().atOffset(java.time.ZoneOffset.UTC))
                        .param("actor", Actor.NOBODY)
                        .query(UUID.class)
                        .single()));
        ids.add(id);
    }

    private void sealUpTo(long sealNo) {
        org.awaitility.Awaitility.await()
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    sealer.seal(county);
                    return sealer.head(county).map(Sealer.Head::sealNo).orElse(0L) == sealNo;
                });
    }

    /** As the owner, who must lift the wall first, in one transaction that touches this county's rows only. */
    private void tamper(String... statements) {
        try (var connection =
                DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword())) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                // In the order in which the sealer takes them.
                statement.execute("lock table audit.seal, audit.entry in access exclusive mode");
                statement.execute(
                        "create policy tamper on audit.entry to onedoor_owner using (county = " + county + ")");
                statement.execute(
                        "create policy tamper on audit.seal to onedoor_owner using (county = " + county + ")");
                for (var sql : statements) {
                    statement.execute(sql);
                }
                statement.execute("drop policy tamper on audit.entry");
                statement.execute("drop policy tamper on audit.seal");
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
