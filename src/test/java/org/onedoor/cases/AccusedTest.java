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

    private final Village village;
    private final ACase cases;
    private final Staff staff;
    private final Filing filing;
    private final CaseReading reading;
    private final Fallback fallback;
    private final Following following;
    private final Organizations organizations;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private Village.People people;
    private List<Staff.Member> holders;

    AccusedTest(
            Village village,
            ACase cases,
            Staff staff,
            Filing filing,
            CaseReading reading,
            Fallback fallback,
            Following following,
            Organizations organizations,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.village = village;
        this.cases = cases;
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
        people = village.found();
        int county = people.county();
        var root = people.home().root();
        var discipline = staff.office(county, root, "discipline");
        var section = office(discipline, "letters-section");
        var other = staff.office(county, root, "party-organization");
        holders = List.of(
                people.protector(),
                staff.in(county, section, root, PostKind.PROTECTED),
                staff.in(county, other, root, PostKind.PROTECTED));
    }

    private Office office(Office above, String kind) {
        var root = people.home().root();
        return county(() -> organizations.add(new AddOffice(
                people.county(), above.id(), "信访组", null, root.level(), root.id(), kind, "0600-8880000", "1 号", null)));
    }

    private <T> T county(java.util.function.Supplier<T> work) {
        return Scope.in(new Scope.County(people.county()), work);
    }

    private Receipt about(Staff.Member accused) {
        return about("他收了钱", accused.post().id());
    }

    private Receipt about(String words, UUID... posts) {
        return cases.filed(people.county(), request(words, posts));
    }

    private FileCase request(String words, UUID... posts) {
        return ARequest.at(people.home().village().id(), words)
                .by("林菊香")
                .phone("13800000011")
                .aboutStaff(true, posts)
                .form();
    }

    private Case told(Receipt receipt) {
        return reading.byReceipt(people.county(), receipt.longId()).told();
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
                .of(people.county())
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
                organizations.vacate(people.county(), now.post().id());
                return now;
            });
        }
        var free = holders.stream().filter(one -> !below(one, accused)).toList();
        assertThat(seen).as("it went to each who may have it").containsExactlyInAnyOrderElementsOf(free);
        assertThatThrownBy(() -> village.take(accused, receipt.id(), new Command.Note("看看")))
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
            organizations.vacate(people.county(), only.post().id());
            return only;
        });
        assertThat(told(receipt).contact())
                .as("nobody may have it")
                .isEqualTo(only.post().id());

        var fresh = staff.in(
                people.county(),
                staff.office(people.county(), people.home().root(), "audit-office"),
                people.home().root(),
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
            fallback.told(people.county(), UUID.randomUUID(), post, account);
            return post;
        }));
    }

    @Test
    void standingInForTheProtectedPostDoesNotOpenHerOwnMatter() {
        var accused = holders.getFirst();
        var receipt = about(accused);
        var holder = holder(receipt);
        var harmless = about("另一件", people.secretary().post().id());
        assertThat(told(harmless).contact()).isEqualTo(accused.post().id());
        var now = Now.instant();
        assertThat(county(() -> organizations.away(new GoAway(
                        people.county(),
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
        var receipt = about("书记收了钱", people.secretary().post().id());
        var post = told(receipt).contact();
        assertThat(post).isEqualTo(holders.getFirst().post().id());
        county(() -> organizations.appoint(
                new Appoint(people.county(), post, people.secretary().account(), Now.instant())));
        var secretary = staff.browser(people.secretary());
        assertThat(secretary.get("/desk/cases/" + receipt.id()).status()).isEqualTo(404);
        assertThat(secretary.get("/desk/cases?view=open").body())
                .doesNotContain(receipt.id().toString());
        filled(post, people.secretary().account());
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
        var receipt = about(people.secretary());
        var discipline = staff.office(people.county(), people.home().root(), "discipline");
        staff.hold(
                people.county(),
                people.secretary().account(),
                discipline,
                people.home().root(),
                PostKind.OFFICE_HEAD);
        Now.at(Now.instant().plus(Duration.ofDays(60)), () -> following.follow(people.county(), receipt.id()));
        var sql = "select count(*) from cases.raised where account = '%s'";
        assertThat(count(
                        new Scope.County(people.county()),
                        sql.formatted(people.secretary().account())))
                .isZero();
        assertThat(count(
                        new Scope.County(people.county()),
                        sql.formatted(people.protector().account())))
                .as("the one who has it is reminded")
                .isPositive();
        assertThatThrownBy(() -> village.take(people.secretary(), receipt.id(), new Command.Note("看看")))
                .isInstanceOf(NotHere.class);
    }

    /** Only the post it was given to: not its office, not another protected post of the same office. */
    @Test
    void colleaguesOfTheProtectedPostSeeNothingInAnyList() {
        var discipline = staff.office(people.county(), people.home().root(), "discipline");
        var colleague = staff.in(people.county(), discipline, people.home().root(), PostKind.HANDLER);
        var second = staff.in(people.county(), discipline, people.home().root(), PostKind.PROTECTED);
        var receipt = about(people.secretary());
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
        var receipt = village.asks(people, "路坏了", null);
        village.take(people.clerk(), receipt.id(), new Command.Protect());
        assertThat(told(receipt).accused()).contains(people.clerk().account());
        county(() -> organizations.appoint(new Appoint(
                people.county(), told(receipt).contact(), people.clerk().account(), Now.instant())));
        assertThat(staff.browser(people.clerk())
                        .get("/desk/cases/" + receipt.id())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aNameInTheWordsCountsAtEveryDoor() {
        var receipt = about(people.secretary().name() + "把低保给了亲戚");
        assertThat(told(receipt).accused()).contains(people.secretary().account());
        assertThat(told(receipt).named()).contains(people.secretary().post().id());
    }

    @Test
    void whenEveryProtectedPostIsConcernedTheFilingSaysSo() {
        var all = holders.stream().map(one -> one.post().id()).toArray(UUID[]::new);
        assertThatThrownBy(() -> filing.file(people.county(), request("都有份", all)))
                .isInstanceOf(NoProtectedPost.class);
    }

    /** The second wall alone: who it is about stands in the history, which only that very office and the reporter see. */
    @Test
    void whomItIsAboutIsReadByNobodyElseInTheDatabase() {
        var receipt = about(people.secretary());
        var sql = "select count(*) from cases.history where fact ->> 'accused' is not null";
        for (var member : List.of(
                people.clerk(), people.secretary(), people.handler(), people.countySupervisor(), holders.get(2))) {
            for (var hat : staff.actor(member).hats()) {
                assertThat(count(hat.scope(), sql)).as(member.post().title()).isZero();
            }
        }
        assertThat(count(staff.actor(people.protector()).hats().getFirst().scope(), sql))
                .isEqualTo(1);
        assertThat(count(new Scope.Receipt(people.county(), Keys.hash(receipt.longId())), sql))
                .isEqualTo(1);
        assertThat(count(new Scope.Receipt(people.county(), Keys.hash("x")), sql))
                .isZero();
    }

    private long count(Scope scope, String sql) {
        return Scope.in(
                scope,
                () -> transaction.execute(_ -> db.sql(sql).query(Long.class).single()));
    }
}
