package org.onedoor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Foundations §9. */
@OneDoorTest
class AuditTest {

    private final Audit audit;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final int county;

    AuditTest(Audit audit, JdbcClient db, PlatformTransactionManager transactions, ACounty counties) {
        this.audit = audit;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.county = counties.found().county();
    }

    private List<Scope> scopes() {
        return List.of(
                new Scope.Place(county, 1, 100),
                new Scope.Office(county, 1, 100),
                new Scope.Resident(county, Ids.next()),
                new Scope.Receipt(county, "a".repeat(64)),
                new Scope.County(county));
    }

    @Test
    void everyScopeMayWriteAndOnlyTheCountyMayRead() {
        var subject = Ids.next();
        for (var scope : scopes()) {
            Scope.in(scope, () -> audit.record(new Entry(county, Actor.NOBODY, null, "audit.tested", subject)));
        }
        var count = "select count(*) from audit.entry where subject = :subject";
        for (var scope : scopes()) {
            if (scope instanceof Scope.County) {
                assertThat(in(scope, () -> db.sql(count)
                                .param("subject", subject)
                                .query(Long.class)
                                .single()))
                        .isEqualTo(5);
            } else {
                assertThatThrownBy(() -> in(scope, () -> db.sql(count)
                                .param("subject", subject)
                                .query(Long.class)
                                .single()))
                        .rootCause()
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void anotherRoomWritesItInItsOwnStatement() {
        var id = Ids.next();
        for (var scope : scopes()) {
            var written = in(scope, () -> db.sql("""
                with saved as (select :county::int as county, gen_random_uuid() as id)
                select audit.record(county, id, :at, :actor, null, 'audit.tested', id, '192.0.2.1',
                                    null, '{"step": "answer"}')
                from saved\
                """)
                    .param("county", county)
                    .param("at", org.onedoor.frame.Now.instant().atOffset(java.time.ZoneOffset.UTC))
                    .param("actor", id)
                    .query(UUID.class)
                    .single());
            assertThat(written).isNotNull();
        }
        assertThat(in(new Scope.County(county), () -> db.sql(
                                "select count(*) from audit.entry where actor = :actor and detail ->> 'step' ="
                                        + " 'answer'")
                        .param("actor", id)
                        .query(Long.class)
                        .single()))
                .isEqualTo(5);
    }

    @Test
    void nobodyWritesForAnotherCounty() {
        for (var scope : scopes()) {
            assertThatThrownBy(() -> Scope.in(
                            scope, () -> audit.record(new Entry(county + 1, Actor.NOBODY, null, "audit.tested", null))))
                    .rootCause()
                    .hasMessageContaining("row-level security");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit.entry set why = 'x'",
                "delete from audit.entry",
                "truncate audit.entry",
                "update audit.seal set seal_no = 9",
                "delete from audit.seal",
                "truncate audit.seal",
                "alter table audit.entry disable trigger all",
                """
                insert into audit.entry (county, id, at, actor, action, detail, xact)
                values (1, gen_random_uuid(), '2026-11-22', gen_random_uuid(), 'audit.tested', '{}', '3'::xid8)\
                """
            })
    void whatWasWrittenCannotBeChangedRemovedOrDatedBack(String sql) {
        for (var scope : scopes()) {
            assertThatThrownBy(() -> in(scope, () -> db.sql(sql).update()))
                    .rootCause()
                    .message()
                    .matches(message -> message.contains("permission denied") || message.contains("must be owner"));
        }
    }

    @Test
    void anEntryGoesAwayWithTheTransactionThatFailed() {
        var subject = Ids.next();
        assertThatThrownBy(() -> in(new Scope.County(county), () -> {
                    audit.record(new Entry(county, Actor.NOBODY, null, "audit.viewed", subject));
                    throw new IllegalStateException("the step failed");
                }))
                .hasMessage("the step failed");
        assertThat(Scope.in(new Scope.County(county), () -> audit.views(county, subject)))
                .isEmpty();
    }

    @Test
    void aResidentSeesWhoLookedWhenAndWhyAndNothingElse() {
        var me = Ids.next();
        var clerk = Ids.next();
        var post = Ids.next();
        Scope.in(
                new Scope.Place(county, 1, 9),
                () -> Origin.at("192.0.2.9", () -> {
                    audit.record(
                            new Entry(county, clerk, post, "cases.viewed", me, "1121-4821", Map.of("field", "phone")));
                    audit.record(new Entry(county, clerk, post, "cases.answered", me));
                    return null;
                }));
        var views = Scope.in(new Scope.County(county), () -> audit.views(county, me));
        assertThat(views).singleElement().satisfies(view -> {
            assertThat(view.actor()).isEqualTo(clerk);
            assertThat(view.post()).isEqualTo(post);
            assertThat(view.why()).isEqualTo("1121-4821");
        });
        var ip = in(
                new Scope.County(county), () -> db.sql("select distinct from_ip from audit.entry where subject = :me")
                        .param("me", me)
                        .query(String.class)
                        .single());
        assertThat(ip).isEqualTo("192.0.2.9");
    }

    private <T> T in(Scope scope, java.util.function.Supplier<T> work) {
        return Scope.in(scope, () -> transaction.execute(_ -> work.get()));
    }
}
