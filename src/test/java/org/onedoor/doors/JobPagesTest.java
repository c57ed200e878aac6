package org.onedoor.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Jobs;
import org.onedoor.frame.Knock;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What runs by itself, and events that were not heard (foundations §3). */
@OneDoorTest
class JobPagesTest {

    private final Jobs jobs;
    private final ACounty homes;
    private final ADoor door;
    private final Staff staff;
    private final ApplicationEventPublisher events;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    JobPagesTest(
            Jobs jobs,
            ACounty homes,
            ADoor door,
            Staff staff,
            ApplicationEventPublisher events,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.jobs = jobs;
        this.homes = homes;
        this.door = door;
        this.staff = staff;
        this.events = events;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void anEventThatWasNotHeardIsShownToItsCountyAndToldAgain() {
        int county = homes.found().county();
        int neighbour = homes.found().county();
        var admin = staff.admin(county, Role.SYSTEM_ADMIN);
        assertThat(admin.get("/admin").text()).contains("管理", "后台作业", "行政区划");
        assertThat(admin.get("/admin/jobs").text()).contains("都传到了", "发消息", "下一次");
        var knock = unheard(county);

        var page = admin.get("/admin/jobs");
        assertThat(page.text()).contains("Ear ← Knock");
        assertThat(door.at(neighbour).as(Role.SYSTEM_ADMIN).get("/admin/jobs").text())
                .as("each county sees its own")
                .doesNotContain("Knock");
        var stranger = door.at(neighbour).as(Role.SYSTEM_ADMIN);
        stranger.get("/admin/jobs");
        Knock.deaf(county, false);
        stranger.post("/admin/jobs/again", "id", page.field("id"));
        assertThat(knock.heard()).as("not by a neighbour's hand").isFalse();

        assertThat(admin.post("/admin/jobs/again", "id", page.field("id")).path())
                .isEqualTo("/admin/jobs?done=again");
        await().atMost(Duration.ofSeconds(20)).until(knock::heard);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> admin.get("/admin/jobs").text().contains("都传到了"));
    }

    @Test
    void whatIsOlderThanAMinuteIsToldAgainByItself() {
        int county = homes.found().county();
        var old = unheard(county);
        var fresh = knock(county);
        await().atMost(Duration.ofSeconds(20)).until(() -> failed(fresh));
        Knock.deaf(county, false);
        Scope.in(new Scope.Operator(), () -> jobs.again());
        await().atMost(Duration.ofSeconds(20)).until(old::heard);
        assertThat(fresh.heard()).as("it has a minute of its own").isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SYSTEM_ADMIN", "VISITOR"})
    void nobodyElseSeesTheJobs(Role role) {
        var other = door.at(homes.found().county()).as(role);
        assertThat(other.get("/admin/jobs").status()).isEqualTo(403);
        other.get("/");
        assertThat(other.post("/admin/jobs/again", "id", UUID.randomUUID().toString())
                        .status())
                .isEqualTo(403);
        boolean administrator = role == Role.SECURITY_ADMIN || role == Role.AUDIT_ADMIN;
        assertThat(other.get("/admin").status()).isEqualTo(administrator ? 200 : 403);
    }

    /** An event that failed ten minutes ago; the county stays deaf. */
    private Knock unheard(int county) {
        Knock.deaf(county, true);
        var knock = knock(county);
        await().atMost(Duration.ofSeconds(20)).until(() -> failed(knock));
        operator("""
            update technical.event_publication set publication_date = publication_date - interval '10 minutes',
              last_resubmission_date = last_resubmission_date - interval '10 minutes'
            where serialized_event::jsonb ->> 'eventId' = :id returning id\
            """, knock);
        return knock;
    }

    private Knock knock(int county) {
        var knock = Knock.at(county);
        Scope.in(new Scope.County(county), () -> transaction.executeWithoutResult(_ -> events.publishEvent(knock)));
        return knock;
    }

    private boolean failed(Knock knock) {
        return operator("""
            select id from technical.event_publication
            where serialized_event::jsonb ->> 'eventId' = :id and status = 'FAILED'\
            """, knock);
    }

    private boolean operator(String sql, Knock knock) {
        return Boolean.TRUE.equals(Scope.in(
                new Scope.Operator(),
                () -> transaction.execute(_ -> !db.sql(sql)
                        .param("id", knock.eventId().toString())
                        .query(UUID.class)
                        .list()
                        .isEmpty())));
    }
}
