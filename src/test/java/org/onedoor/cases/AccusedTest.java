package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.AddOffice;
import org.onedoor.organizations.Appoint;
import org.onedoor.organizations.GoAway;
import org.onedoor.organizations.GoingAway;
import org.onedoor.organizations.NoProtectedPost;
import org.onedoor.organizations.Office;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.PostKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A protected case never comes to whom it is about, nor to a post below, whatever becomes of posts and people (R-REQ-14). */
@OneDoorTest
class AccusedTest {

    private final ATown town;
    private final Staff staff;
    private final Filing filing;
    private final CaseReading reading;
    private final Fallback fallback;
    private final Following following;
    private final Organizations organizations;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private ATown.Home home;
    private List<Staff.Member> holders;

    AccusedTest(
            ATown town,
            Staff staff,
            Filing filing,
            CaseReading reading,
            Fallback fallback,
            Following following,
            Organizations organizations,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.town = town;
        this.staff = staff;
        this.filing = filing;
        this.reading = reading;
        this.fallback = fallback;
        this.following = following;
        this.organizations = organizations;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Protected posts in three units: discipline, a section below it, and another office of the county. */
    @BeforeEach
    void threeHolders() {
        home = town.found();
        int county = home.county();
        var root = home.places().root();
        var discipline = staff.office(county, root, "discipline");
        var section = office(discipline, "letters-section");
        var other = staff.office(county, root, "party-organization");
        holders = List.of(
                home.reports(),
                staff.in(county, section, root, PostKind.PROTECTED),
                staff.in(county, other, root, PostKind.PROTECTED));
    }

    private Office office(Office above, String kind) {
        var root = home.places().root();
        return county(() -> organizations.add(new AddOffice(
                home.county(), above.id(), "信访组", null, root.level(), root.id(), kind, "0600-8880000", "1 号", null)));
    }

    private <T> T county(java.util.function.Supplier<T> work) {
        return Scope.in(new Scope.County(home.county()), work);
    }

    private Receipt about(Staff.Member accused) {
        var request =
                town.request(home, "他收了钱", "13800000011", UUID.randomUUID().toString());
        return town.file(home, town.about(request, true, List.of(accused.post().id())));
    }

    private Case told(Receipt receipt) {
        return reading.byReceipt(home.county(), receipt.longId()).told();
    }

    private Staff.Member holder(Receipt receipt) {
        var told = told(receipt);
        assertThat(told.owner()).isEqualTo(told.contact());
        return holders.stream()
                .filter(member -> member.post().id().equals(told.contact()))
                .findFirst()
                .orElseThrow();
    }

    private boolean below(Staff.Member member, Staff.Member accused) {
        return organizations
                .of(home.county())
                .sameOfficeOrBelow(member.post(), accused.post().office());
    }

    /** Each protected holder is the accused once; those who held the case leave one after the other. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theFallbackNeverLandsOnWhomItIsAboutNorBelow(int who) {
        var accused = holders.get(who);
        var receipt = about(accused);
        var seen = new ArrayList<Staff.Member>();
        while (true) {
            var now = holder(receipt);
            assertThat(now).isNotEqualTo(accused);
            assertThat(below(now, accused)).isFalse();
            if (seen.contains(now)) {
                break;
            }
            seen.add(now);
            county(() -> {
                organizations.vacate(home.county(), now.post().id());
                return now;
            });
        }
        var free = holders.stream().filter(one -> !below(one, accused)).toList();
        assertThat(seen).as("it went to each who may have it").containsExactlyInAnyOrderElementsOf(free);
        assertThatThrownBy(() -> town.take(accused, receipt.id(), new Command.Note("看看")))
                .isInstanceOf(NotHere.class);
        assertThat(accusedSees(accused)).isEmpty();
    }

    private List<CaseQueue.Line> accusedSees(Staff.Member accused) {
        var seen = new ArrayList<CaseQueue.Line>();
        for (var hat : staff.actor(accused).hats()) {
            for (var view : CaseQueue.View.values()) {
                seen.addAll(Actor.as(staff.actor(accused), () -> reading.list(hat, view, Now.instant(), null, 50)
                        .items()));
            }
        }
        return seen;
    }

    @Test
    void whereOnlyWhomItIsAboutIsLeftItWaitsForSomebodyElse() {
        var receipt = about(holders.getFirst());
        var only = holder(receipt);
        assertThat(only).isEqualTo(holders.get(2));
        county(() -> {
            organizations.vacate(home.county(), only.post().id());
            return only;
        });
        assertThat(told(receipt).contact())
                .as("nobody may have it")
                .isEqualTo(only.post().id());

        var fresh = staff.in(
                home.county(),
                staff.office(home.county(), home.places().root(), "audit-office"),
                home.places().root(),
                PostKind.PROTECTED);
        filled(fresh.post().id(), fresh.account());
        assertThat(told(receipt).contact()).isEqualTo(fresh.post().id());
        assertThat(told(receipt).owner()).isEqualTo(fresh.post().id());
        assertThat(staff.browser(fresh).get("/desk/cases/" + receipt.id()).status())
                .isEqualTo(200);
    }

    /** As the listener hears it after commit. */
    private void filled(UUID post, UUID account) {
        county(() -> transaction.execute(_ -> {
            fallback.told(home.county(), UUID.randomUUID(), post, account);
            return post;
        }));
    }

    @Test
    void standingInForTheProtectedPostDoesNotOpenHerOwnMatter() {
        var accused = holders.getFirst();
        var receipt = about(accused);
        var holder = holder(receipt);
        var harmless = town.file(
                home,
                town.about(
                        town.request(home, "另一件", null, UUID.randomUUID().toString()),
                        true,
                        List.of(home.secretary().post().id())));
        assertThat(told(harmless).contact()).isEqualTo(accused.post().id());
        var now = Now.instant();
        assertThat(county(() -> organizations.away(new GoAway(
                        home.county(),
                        holder.post().id(),
                        holder.account(),
                        accused.account(),
                        now,
                        now.plus(Duration.ofDays(3))))))
                .isInstanceOf(GoingAway.Done.class);
        assertThat(staff.actor(accused).hats()).as("she stands in").hasSize(2);
        var browser = staff.browser(accused);
        assertThat(browser.get("/desk/cases/" + receipt.id()).status()).isEqualTo(404);
        assertThat(browser.get("/desk/cases/" + harmless.id()).status()).isEqualTo(200);
        for (var view : List.of("mine", "open", "all", "triage")) {
            assertThat(browser.get("/desk/cases?view=" + view).body())
                    .as(view)
                    .doesNotContain(receipt.id().toString())
                    .doesNotContain(receipt.number());
        }
        assertThat(browser.get("/desk/cases?q=" + receipt.number()).body())
                .doesNotContain(receipt.id().toString());
        assertThat(browser.get("/desk/cases?q=13800000011").body())
                .doesNotContain(receipt.id().toString());
        filled(holder.post().id(), accused.account());
        assertThat(told(receipt).contact())
                .as("nobody else is free")
                .isEqualTo(holder.post().id());
        assertThat(told(harmless).contact()).isEqualTo(accused.post().id());
    }

    @Test
    void appointedToTheProtectedPostSheDoesNotInheritHerOwnMatter() {
        var receipt = town.file(
                home,
                town.about(
                        town.request(home, "书记收了钱", null, UUID.randomUUID().toString()),
                        true,
                        List.of(home.secretary().post().id())));
        var post = told(receipt).contact();
        assertThat(post).isEqualTo(holders.getFirst().post().id());
        county(() -> organizations.appoint(
                new Appoint(home.county(), post, home.secretary().account(), Now.instant())));
        var secretary = staff.browser(home.secretary());
        assertThat(secretary.get("/desk/cases/" + receipt.id()).status()).isEqualTo(404);
        assertThat(secretary.get("/desk/cases?view=open").body())
                .doesNotContain(receipt.id().toString());
        filled(post, home.secretary().account());
        assertThat(told(receipt).contact()).isNotEqualTo(post);
        assertThat(staff.browser(holders.stream()
                                .filter(member ->
                                        member.post().id().equals(told(receipt).contact()))
                                .findFirst()
                                .orElseThrow())
                        .get("/desk/cases/" + receipt.id())
                        .status())
                .isEqualTo(200);
    }

    /** The office of the protected post gets another head: the accused. What is late is told to whoever else stands above. */
    @Test
    void whatIsLateIsNotToldToWhomItIsAbout() {
        var receipt = about(home.secretary());
        var discipline = staff.office(home.county(), home.places().root(), "discipline");
        staff.hold(
                home.county(),
                home.secretary().account(),
                discipline,
                home.places().root(),
                PostKind.OFFICE_HEAD);
        Now.at(Now.instant().plus(Duration.ofDays(60)), () -> following.follow(home.county(), receipt.id()));
        var sql = "select count(*) from cases.raised where account = '%s'";
        assertThat(count(
                        new Scope.County(home.county()),
                        sql.formatted(home.secretary().account())))
                .isZero();
        assertThat(count(
                        new Scope.County(home.county()),
                        sql.formatted(home.reports().account())))
                .as("the one who has it is reminded")
                .isPositive();
        assertThatThrownBy(() -> town.take(home.secretary(), receipt.id(), new Command.Note("看看")))
                .isInstanceOf(NotHere.class);
    }

    /** Only the post it was given to: not its office, not another protected post of the same office. */
    @Test
    void colleaguesOfTheProtectedPostSeeNothingInAnyList() {
        var discipline = staff.office(home.county(), home.places().root(), "discipline");
        var colleague = staff.in(home.county(), discipline, home.places().root(), PostKind.HANDLER);
        var second = staff.in(home.county(), discipline, home.places().root(), PostKind.PROTECTED);
        var receipt = about(home.secretary());
        for (var member : List.of(colleague, second)) {
            assertThat(accusedSees(member)).as(member.post().title()).isEmpty();
            var browser = staff.browser(member);
            assertThat(browser.get("/desk/cases/" + receipt.id()).status()).isEqualTo(404);
            assertThat(browser.get("/desk/cases?q=" + receipt.number()).body())
                    .doesNotContain(receipt.id().toString());
        }
    }

    @Test
    void reroutedByStaffItIsAboutWhoeverHadAPartAndWhoeverIsNamed() {
        var receipt = town.file(home, "路坏了");
        town.take(home.clerk(), receipt.id(), new Command.Protect());
        assertThat(told(receipt).accused()).contains(home.clerk().account());
        county(() -> organizations.appoint(
                new Appoint(home.county(), told(receipt).contact(), home.clerk().account(), Now.instant())));
        assertThat(staff.browser(home.clerk())
                        .get("/desk/cases/" + receipt.id())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aNameInTheWordsCountsAtEveryDoor() {
        var receipt = town.file(
                home,
                town.about(
                        town.request(
                                home,
                                home.secretary().name() + "把低保给了亲戚",
                                null,
                                UUID.randomUUID().toString()),
                        true,
                        List.of()));
        assertThat(told(receipt).accused()).contains(home.secretary().account());
        assertThat(told(receipt).named()).contains(home.secretary().post().id());
    }

    @Test
    void whenEveryProtectedPostIsConcernedTheFilingSaysSo() {
        var all = holders.stream().map(one -> one.post().id()).toList();
        assertThatThrownBy(() -> filing.file(
                        home.county(),
                        town.about(
                                town.request(
                                        home, "都有份", null, UUID.randomUUID().toString()),
                                true,
                                all)))
                .isInstanceOf(NoProtectedPost.class);
    }

    /** The second wall alone: who it is about stands in the history, which only that very office and the reporter see. */
    @Test
    void whomItIsAboutIsReadByNobodyElseInTheDatabase() {
        var receipt = about(home.secretary());
        var sql = "select count(*) from cases.history where fact ->> 'accused' is not null";
        for (var member : List.of(home.clerk(), home.secretary(), home.handler(), home.supervisor(), holders.get(2))) {
            for (var hat : staff.actor(member).hats()) {
                assertThat(count(hat.scope(), sql)).as(member.post().title()).isZero();
            }
        }
        assertThat(count(staff.actor(home.reports()).hats().getFirst().scope(), sql))
                .isEqualTo(1);
        assertThat(count(new Scope.Receipt(home.county(), Keys.hash(receipt.longId())), sql))
                .isEqualTo(1);
        assertThat(count(new Scope.Receipt(home.county(), Keys.hash("x")), sql)).isZero();
    }

    private long count(Scope scope, String sql) {
        return Scope.in(
                scope,
                () -> transaction.execute(_ -> db.sql(sql).query(Long.class).single()));
    }
}
