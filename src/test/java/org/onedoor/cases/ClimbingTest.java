package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onedoor.cases.ACase.at;
import static org.onedoor.cases.ACase.moment;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.notices.Notices;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.PostKind;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is late climbs by itself (R-REQ-18, foundations §19). Cases are filed on 2026-09-24 and due on 2026-10-09, 24:00;
 * the town hears two working days later, on 10-12, the county five, on 10-15.
 */
@OneDoorTest
class ClimbingTest {

    private final ACase cases;
    private final Following following;
    private final Climbing climbing;
    private final Organizations organizations;
    private final Catalogue catalogue;
    private final Notices notices;
    private final Staff staff;
    private final JdbcClient db;
    private final DataSource dataSource;

    ClimbingTest(
            ACase cases,
            Following following,
            Climbing climbing,
            Organizations organizations,
            Catalogue catalogue,
            Notices notices,
            Staff staff,
            JdbcClient db,
            DataSource dataSource) {
        this.cases = cases;
        this.following = following;
        this.climbing = climbing;
        this.organizations = organizations;
        this.catalogue = catalogue;
        this.notices = notices;
        this.staff = staff;
        this.db = db;
        this.dataSource = dataSource;
    }

    private record Told(String rung, Instant dueAt, Instant toldAt, List<UUID> posts, List<UUID> accounts) {}

    @Test
    void eachRungIsToldOnceWhenItIsDue() {
        var town = cases.town();
        var id = handled(town);
        at("2026-10-02T04:59", () -> following.sweep(town.number()));
        assertThat(told(town, id)).isEmpty();
        at("2026-10-02T08:00", () -> following.sweep(town.number()));
        assertThat(told(town, id)).singleElement().satisfies(half -> {
            assertThat(half.rung()).isEqualTo("half");
            assertThat(half.accounts()).containsExactly(town.handler().account());
        });
        at("2026-10-09T08:00", () -> following.sweep(town.number()));
        at("2026-10-10T08:00", () -> following.sweep(town.number()));
        at("2026-10-10T08:01", () -> following.sweep(town.number()));
        at("2026-10-13T08:00", () -> following.sweep(town.number()));
        at("2026-10-16T08:00", () -> following.sweep(town.number()));
        at("2026-11-16T08:00", () -> following.sweep(town.number()));

        assertThat(told(town, id)).extracting(Told::rung).containsExactly("half", "most", "due", "town", "county");
        assertThat(told(town, id))
                .extracting(Told::accounts)
                .containsExactly(
                        List.of(town.handler().account()),
                        List.of(town.handler().account()),
                        List.of(town.head().account(), town.secretary().account()),
                        List.of(town.supervisor().account()),
                        List.of(town.county().account()));
        var history = cases.told(town, id).history();
        assertThat(history)
                .filteredOn(entry -> entry.fact() instanceof Fact.Climbed)
                .hasSize(5);
        assertThat(cases.row(town, id).told().version()).isEqualTo(history.size());
        assertThat(bell(town, town.supervisor())).containsExactly("有 1 件过了时间还没办完，打开督办页看看该找谁");
        assertThat(bell(town, town.dispatcher())).as("not a superior").noneMatch(text -> text.contains("过了时间"));
    }

    @Test
    void afterADowntimeEveryRungIsRecordedAndEveryPersonHearsOnce() {
        var town = cases.town();
        var one = handled(town);
        var other = handled(town);
        at("2026-10-16T09:00", () -> following.sweep(town.number()));
        for (var id : List.of(one, other)) {
            assertThat(told(town, id)).extracting(Told::rung).containsExactly("half", "most", "due", "town", "county");
            assertThat(told(town, id).get(2).dueAt()).as("when it was due").isEqualTo(moment("2026-10-10T00:00"));
            assertThat(told(town, id).get(2).toldAt()).as("when it was told").isEqualTo(moment("2026-10-16T09:00"));
        }
        assertThat(bell(town, town.handler()))
                .filteredOn(text -> text.contains("快到时间"))
                .as("one reminder, though two rungs of two cases were passed")
                .containsExactly("有 2 件快到时间了，先办这几件");
        for (var superior : List.of(town.head(), town.secretary(), town.supervisor(), town.county())) {
            assertThat(bell(town, superior))
                    .filteredOn(text -> text.contains("过了时间"))
                    .containsExactly("有 2 件过了时间还没办完，打开督办页看看该找谁");
        }
    }

    @Test
    void whatComesUpLaterTheSameDayWaitsForTheNextDigestAndNobodyIsToldAtNight() {
        var town = cases.town();
        handled(town);
        at("2026-10-10T00:01", () -> following.sweep(town.number()));
        assertThat(bell(town, town.head())).as("at night").isEmpty();
        at("2026-10-10T07:00", () -> following.sweep(town.number()));
        assertThat(bell(town, town.head())).hasSize(1);
        at("2026-09-25T16:00", () -> handled(town, "2026-09-25T16:00", "water-off"));
        at("2026-10-10T12:00", () -> following.sweep(town.number()));
        assertThat(bell(town, town.head())).hasSize(1);
        at("2026-10-11T07:00", () -> following.sweep(town.number()));
        assertThat(bell(town, town.head())).hasSize(2);
    }

    @Test
    void aMissingSuperiorIsSkippedUpward() {
        var town = cases.town();
        var id = handled(town);
        at(
                "2026-10-09T10:00",
                () -> cases.in(town, () -> {
                    organizations.vacate(town.number(), town.head().post().id());
                    organizations.vacate(town.number(), town.secretary().post().id());
                    return null;
                }));
        at("2026-10-10T08:00", () -> following.sweep(town.number()));
        var due = told(town, id).getLast();
        assertThat(due.rung()).isEqualTo("due");
        assertThat(due.accounts()).containsExactly(town.supervisor().account());
        at("2026-10-13T08:00", () -> following.sweep(town.number()));
        assertThat(told(town, id).getLast().rung()).isEqualTo("town");
        assertThat(told(town, id).getLast().accounts()).as("told already").isEmpty();
    }

    @Test
    void aPersonWhoHoldsTwoRungsIsToldOnce() {
        var town = cases.town();
        var id = handled(town);
        at(
                "2026-09-24T12:00",
                () -> staff.hold(
                        town.number(),
                        town.secretary().account(),
                        staff.office(town.number(), town.home().town()),
                        town.home().town(),
                        PostKind.SUPERVISOR));
        at("2026-10-16T09:00", () -> following.sweep(town.number()));
        assertThat(told(town, id).get(3).rung()).isEqualTo("town");
        assertThat(told(town, id).get(3).posts()).hasSize(2);
        assertThat(told(town, id).get(3).accounts())
                .containsExactly(town.supervisor().account());
        assertThat(bell(town, town.secretary())).hasSize(1);
    }

    @Test
    void aSafetyCaseNobodyTookIsToldAtOnceAtAnyHour() {
        var town = cases.town();
        var id = at("2026-10-01T23:30", () -> cases.filed(town, "manhole").id());
        at("2026-10-02T00:29", () -> following.sweep(town.number()));
        assertThat(told(town, id)).isEmpty();
        // R-REQ-6: safety is dispatched within the hour, also at night and on a holiday.
        at("2026-10-02T00:30", () -> following.sweep(town.number()));
        assertThat(told(town, id)).singleElement().satisfies(dispatch -> {
            assertThat(dispatch.rung()).isEqualTo("dispatch");
            assertThat(dispatch.accounts())
                    .containsExactlyInAnyOrder(
                            town.secretary().account(), town.supervisor().account());
        });
        assertThat(cases.in(town, () -> db.sql("""
            select count(*) from notices.message
            where county = :county and template = 'cases.staff.dispatch-late-sms' and danger\
            """)
                        .param("county", town.number())
                        .query(Long.class)
                        .single()))
                .isEqualTo(2);
    }

    @Test
    void aProtectedCaseIsNeverToldToPlaceOrTown() {
        var town = cases.town();
        var id = at("2026-09-21T10:00", () -> cases.filed(town, "cadre-conduct").id());
        at("2026-11-20T09:00", () -> following.sweep(town.number()));
        assertThat(told(town, id)).hasSize(5);
        assertThat(told(town, id).subList(2, 5))
                .allMatch(told -> told.accounts().isEmpty());
        for (var other : List.of(town.clerk(), town.secretary(), town.supervisor(), town.county(), town.head())) {
            assertThat(bell(town, other)).isEmpty();
        }
    }

    @Test
    void anObjectionBeginsTheLadderAgain() {
        var town = cases.town();
        var receipt = at("2026-09-24T10:00", () -> cases.filed(town, "pension-join"));
        at("2026-10-10T08:00", () -> following.sweep(town.number()));
        at("2026-10-10T09:00", () -> {
            cases.answered(town, receipt.id(), Outcome.SOLVED);
            cases.resident(town, receipt, new Command.Disagree("还是没人来", receipt.answerCode()));
        });
        assertThat(cases.told(town, receipt.id()).round()).isEqualTo(2);
        at("2026-11-20T08:00", () -> following.sweep(town.number()));
        assertThat(told(town, receipt.id())).hasSize(3 + 5);
    }

    /**
     * Two instances sweep the same 3,000 cases while a third is killed with its stretch written but not committed.
     * {@code -Dsweep.cases=50000} measures.
     */
    @Test
    void twoInstancesAndAKilledOneTellEveryCaseOnce() throws Exception {
        var town = cases.town();
        int many = Integer.getInteger("sweep.cases", 3000);
        at("2026-10-05T10:00", () -> overdue(town, many));
        var now = moment("2026-10-10T08:00");
        killedBeforeCommit(town, now);
        assertThat(escalations(town)).as("what was not committed never was").isZero();

        long begun = System.nanoTime();
        try (var instances = Executors.newFixedThreadPool(2)) {
            var one = instances.submit(() -> Now.at(now, () -> following.climb(town.number())));
            var other = instances.submit(() -> Now.at(now, () -> following.climb(town.number())));
            assertThat(one.get() + other.get()).isEqualTo(many);
        }
        System.out.printf(
                "Swept %d cases in %d ms%n",
                many, Duration.ofNanos(System.nanoTime() - begun).toMillis());
        assertThat(escalations(town)).isEqualTo(many);
        Now.at(now, () -> following.sweep(town.number()));
        assertThat(escalations(town)).isEqualTo(many);
        assertThat(bell(town, town.supervisor())).containsExactly("有 " + many + " 件过了时间还没办完，打开督办页看看该找谁");
        assertThat(cases.in(town, () -> db.sql("""
            select count(*) from cases.matter m where m.county = :county and m.version <> 2
              or not exists (select from cases.history h
                where h.county = m.county and h.matter = m.id and h.seq = m.version)\
            """)
                        .param("county", town.number())
                        .query(Long.class)
                        .single()))
                .isZero();
    }

    /** A stretch is written; then the server loses the connection before the commit, as when the program is killed. */
    private void killedBeforeCommit(ACase.Town town, Instant now) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Now.at(
                        now,
                        () -> cases.in(town, () -> {
                            var swept = climbing.stretch(town.number(), Climbing.After.START, null);
                            assertThat(swept.cases()).isPositive();
                            kill(db.sql("select pg_backend_pid()")
                                    .query(Integer.class)
                                    .single());
                            return db.sql("select 1").query(Integer.class).single();
                        }))))
                .isNotNull();
    }

    private void kill(int backend) {
        try (var other = dataSource.getConnection();
                var statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(" + backend + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bulk rows whose next rung is the town's. */
    private void overdue(ACase.Town town, int many) {
        cases.in(town, () -> db.sql("""
            insert into cases.matter (county, id, place, place_lo, village_lo, town_lo, guarded, receipt_hash, number_place,
              number_day, number, filed_at, item, public_matter, title, words, channel, has_phone, privacy_version,
              state, type, urgent, contact_post, owner_post, due_at, contact_due, ladder_codes, ladder_times,
              next_rung_at, version)
            select :county, gen_random_uuid(), :place, :place_lo, :place_lo, :town_lo, false, 'bulk-' || n, :place,
              :day, 'b' || n, :filed, :item, false, '水管漏了', '水管漏了', '04', true, 1,
              'WORKING', 'HELP', false, :contact, :owner, :filed::timestamptz + n * interval '1 second', :filed,
              '{town}', array[:filed::timestamptz + n * interval '1 second'],
              :filed::timestamptz + n * interval '1 second', 1
            from generate_series(1, :many) n\
            """)
                .param("county", town.number())
                .param("place", town.home().village().id())
                .param("place_lo", town.home().village().lo())
                .param("town_lo", town.home().town().lo())
                .param("day", LocalDate.of(2026, 9, 1))
                .param("filed", CaseStore.utc(moment("2026-09-01T08:00")))
                .param(
                        "item",
                        catalogue
                                .of(town.number())
                                .byCode("pension-join")
                                .orElseThrow()
                                .id())
                .param("contact", town.clerk().post().id())
                .param("owner", town.handler().post().id())
                .param("many", many)
                .update());
    }

    private UUID handled(ACase.Town town) {
        return handled(town, "2026-09-24T10:00", "pension-join");
    }

    private UUID handled(ACase.Town town, String filed, String item) {
        var id = at(filed, () -> cases.filed(town, item).id());
        at(filed, () -> {
            cases.take(
                    town.clerk(), id, new Command.Assign(town.handler().post().id(), null));
            cases.take(town.handler(), id, new Command.Take());
        });
        return id;
    }

    private List<Told> told(ACase.Town town, UUID id) {
        return cases.in(town, () -> db.sql("""
            select rung, due_at, told_at, posts, accounts from cases.escalation
            where county = :county and matter = :id order by round, due_at\
            """)
                .param("county", town.number())
                .param("id", id)
                .query((r, n) -> new Told(
                        r.getString(1),
                        CaseQueue.instant(r, "due_at"),
                        CaseQueue.instant(r, "told_at"),
                        List.of((UUID[]) r.getArray("posts").getArray()),
                        List.of((UUID[]) r.getArray("accounts").getArray())))
                .list());
    }

    private long escalations(ACase.Town town) {
        return cases.in(town, () -> db.sql("select count(*) from cases.escalation where county = :county")
                .param("county", town.number())
                .query(Long.class)
                .single());
    }

    /** What stands under her bell, other than new work. */
    private List<String> bell(ACase.Town town, Staff.Member member) {
        return Scope.in(
                        new Scope.County(town.number()),
                        () -> Now.at(
                                moment("2026-12-30T10:00"), () -> notices.inbox(town.number(), member.account(), null)))
                .items()
                .stream()
                .map(Notices.Notice::text)
                .filter(text -> text.startsWith("有 "))
                .toList();
    }
}
