package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.Statements;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every list of cases is read by an index, planned as the scoped role and with its policies (foundations §8, issue §2). */
@OneDoorTest
class PlansTest {

    private static final Pattern SEQUENTIAL =
            Pattern.compile("Seq Scan on (matter|party|history|person|attachment|words|idempotency)");

    private static Village.People people;
    private static Receipt receipt;

    private final Village village;
    private final Staff staff;
    private final CaseReading reading;
    private final Desk desk;
    private final Tracking tracking;
    private final Supervision supervision;
    private final SharedMatters shared;
    private final DueBadge badge;
    private final DataSource dataSource;
    private final JdbcClient db;
    private final FlywayConnectionDetails owner;
    private final TransactionTemplate transaction;

    PlansTest(
            Village village,
            Staff staff,
            CaseReading reading,
            Desk desk,
            Tracking tracking,
            Supervision supervision,
            SharedMatters shared,
            DueBadge badge,
            DataSource dataSource,
            JdbcClient db,
            FlywayConnectionDetails owner,
            PlatformTransactionManager transactions) {
        this.village = village;
        this.staff = staff;
        this.reading = reading;
        this.desk = desk;
        this.tracking = tracking;
        this.supervision = supervision;
        this.shared = shared;
        this.badge = badge;
        this.dataSource = dataSource;
        this.db = db;
        this.owner = owner;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A few thousand cases in two villages, a tenth of them with the office, and the statistics of it. */
    @BeforeEach
    void aFullCounty() throws SQLException {
        if (people != null) {
            return;
        }
        people = village.found();
        receipt = village.asks(people, "低保怎么申请", null);
        bulk(people.home().village().id(), people.home().village().lo(), people.clerk(), 3000);
        bulk(people.home().community().id(), people.home().community().lo(), people.otherClerk(), 2000);
        try (var connection =
                        DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("analyze cases.matter, cases.party, cases.history, cases.person, cases.attachment");
        }
    }

    private void bulk(java.util.UUID place, int lo, Staff.Member clerk, int many) {
        Scope.in(
                new Scope.County(people.county()),
                () -> transaction.execute(_ -> db.sql("""
                    with m as (
                      insert into cases.matter (county, id, place, place_lo, village_lo, town_lo, guarded, receipt_hash, number_place,
                        number_day, number, filed_at, item, public_matter, title, words, channel, has_phone, privacy_version,
                        state, closed_as, type, urgent, contact_post, owner_post, due_at, contact_due, version)
                      select :county, gen_random_uuid(), :place, :lo, :lo, :town_lo, false, :place::text || n, :place,
                        :day::date - (n % 300), 'b' || n, :filed::timestamptz - n * interval '1 hour', :item, true, '水管漏了',
                        '水管漏了', '04', true, 1,
                        (array['REGISTERED', 'WORKING', 'WORKING', 'WAITING', 'ANSWERED', 'CLOSED', 'CLOSED', 'CLOSED'])[1 + n % 8],
                        case when n % 8 > 4 then 'APPROVED' end,
                        'HELP', false, :clerk, :clerk, :filed::timestamptz + n * interval '1 minute', :filed, 1
                      from generate_series(1, :many) n
                      on conflict do nothing
                      returning id, due_at, state, number),
                    h as (
                      insert into cases.history (county, matter, seq, at, actor, kind, fact)
                      select :county, m.id, 1, :filed, m.id, 'noted', '{}'::jsonb from m),
                    a as (
                      insert into cases.person (county, matter, role, name, phone_index)
                      select :county, m.id, 'ASKER', '林桂菊', decode(md5(m.id::text), 'hex') from m)
                    insert into cases.party (county, matter, part, post, since, office, office_lo, place_lo, guarded, open,
                      due_at, step_due)
                    select :county, m.id, x.part, x.post, :filed, x.office, x.office_lo, :lo, false,
                      m.state in ('REGISTERED', 'WORKING', 'WAITING'), m.due_at, m.due_at
                    from m, (values ('CONTACT', :clerk, :clerk_office, :clerk_lo), ('OWNER', :clerk, :clerk_office, :clerk_lo),
                        ('OWNER', :handler, :office, :office_lo)) as x(part, post, office, office_lo)
                    where x.part = 'CONTACT' or (x.post = :handler) = (m.number like '%0')\
                    """)
                        .param("county", people.county())
                        .param("place", place)
                        .param("lo", lo)
                        .param("town_lo", people.home().town().lo())
                        .param("day", LocalDate.of(2026, 9, 1))
                        .param("filed", CaseStore.utc(ACase.moment("2026-09-01T08:00")))
                        .param("item", village.item(people, "street-light"))
                        .param("clerk", clerk.post().id())
                        .param("clerk_office", village.hat(clerk).office().id())
                        .param("clerk_lo", village.hat(clerk).office().lo())
                        .param("handler", people.handler().post().id())
                        .param("office", village.hat(people.handler()).office().id())
                        .param(
                                "office_lo",
                                village.hat(people.handler()).office().lo())
                        .param("many", many)
                        .update()));
    }

    /** The plans of all that {@code work} says about cases, made as the role that asks. */
    private List<String> plans(Scope scope, Supplier<?> work) {
        var plans = new ArrayList<String>();
        for (var said : Statements.of(work)) {
            if (said.about("cases.") && said.sql().stripLeading().startsWith("select")) {
                plans.add(Scope.in(scope, () -> transaction.execute(_ -> plan(said))));
            }
        }
        return plans;
    }

    private String plan(Statements.Said said) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var explain = connection.prepareStatement("explain (costs off) " + said.sql())) {
            for (var given : said.given()) {
                given.setter().invoke(explain, given.arguments());
            }
            var plan = new StringBuilder(said.sql()).append('\n');
            try (var lines = explain.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        } catch (SQLException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private void byIndex(String what, List<String> plans) {
        assertThat(plans).as(what).isNotEmpty();
        for (var plan : plans) {
            assertThat(SEQUENTIAL.matcher(plan).find()).as(what + "\n" + plan).isFalse();
            assertThat(plan).as(what).containsPattern("Index (Only )?Scan|Bitmap Index Scan");
        }
    }

    @Test
    void everyListOfEveryPostIsReadByAnIndex() {
        for (var member : List.of(
                people.clerk(),
                people.dispatcher(),
                people.supervisor(),
                people.countySupervisor(),
                people.handler(),
                people.head(),
                people.protector())) {
            var hat = village.hat(member);
            for (var view : CaseQueue.View.values()) {
                byIndex(
                        member.post().kind() + " " + view,
                        plans(
                                hat.scope(),
                                () -> Actor.as(
                                        staff.actor(member), () -> reading.list(hat, view, Now.instant(), null, 20))));
            }
        }
    }

    @Test
    void theNumberInTheRailIsReadByTheDesksIndex() {
        for (var member : List.of(people.clerk(), people.handler(), people.protector())) {
            byIndex(
                    member.post().kind() + " due",
                    plans(new Scope.County(people.county()), () -> badge.due(staff.actor(member))));
        }
    }

    @Test
    void theLaterPagesToo() {
        var hat = village.hat(people.clerk());
        for (var view : CaseQueue.View.values()) {
            var first = reading.list(hat, view, Now.instant(), null, 20);
            if (first.next() != null) {
                byIndex(
                        "second page of " + view,
                        plans(hat.scope(), () -> reading.list(hat, view, Now.instant(), first.next(), 20)));
            }
        }
    }

    @Test
    void whatSupervisorsAndThePublicReadIsReadByAnIndex() {
        for (var member : List.of(
                people.secretary(),
                people.supervisor(),
                people.countySupervisor(),
                people.head(),
                people.protector())) {
            var hat = village.hat(member);
            byIndex(
                    member.post().kind() + " overdue",
                    plans(hat.scope(), () -> supervision.overdue(List.of(hat), null, null, 20)));
            byIndex(
                    member.post().kind() + " raised",
                    plans(hat.scope(), () -> supervision.raised(List.of(hat), null, 20)));
        }
        var county = new Scope.County(people.county());
        for (var place : List.of(
                people.home().root(), people.home().town(), people.home().village())) {
            byIndex(
                    "followed by neighbours of " + place.name(),
                    plans(county, () -> Scope.in(county, () -> shared.in(people.county(), place, null, 20))));
        }
    }

    @Test
    void aSearchByNumberOrPhoneIsReadByAnIndex() {
        for (var member : List.of(people.clerk(), people.supervisor(), people.handler())) {
            var hat = village.hat(member);
            for (var query : List.of(receipt.number(), "13800138000")) {
                byIndex(
                        member.post().kind() + " " + query,
                        plans(hat.scope(), () -> Scope.in(hat.scope(), () -> desk.search(hat, query, null))));
            }
        }
    }

    @Test
    void oneCaseIsReadByItsKeyUnderEveryScope() {
        var hat = village.hat(people.clerk());
        byIndex("clerk", plans(hat.scope(), () -> reading.show(hat, receipt.id())));
        var own = new Scope.Receipt(people.county(), Keys.hash(receipt.longId()));
        byIndex("receipt", plans(own, () -> reading.byReceipt(people.county(), receipt.longId())));
        var person = new Scope.Resident(people.county(), people.clerk().account());
        byIndex(
                "resident",
                plans(
                        person,
                        () -> tracking.ofResident(
                                people.county(), people.clerk().account(), 20)));
    }
}
