package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A case from asking to "solved", on the real database and under the real scopes. */
@OneDoorTest
class CasesTest {

    private final Village village;
    private final ACase cases;
    private final Filing filing;
    private final CaseReading reading;
    private final Staff staff;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    CasesTest(
            Village village,
            ACase cases,
            Filing filing,
            CaseReading reading,
            Staff staff,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.village = village;
        this.cases = cases;
        this.filing = filing;
        this.reading = reading;
        this.staff = staff;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    private static State state(Stepping result) {
        assertThat(result).isInstanceOf(Stepping.Done.class);
        return ((Stepping.Done) result).state();
    }

    private static ARequest request(Village.People people, String words, @Nullable String phone, String key) {
        return ARequest.at(people.home().village().id(), words, "test", key)
                .by("林菊香")
                .phone(phone);
    }

    private Case told(Village.People people, Receipt receipt) {
        return reading.byReceipt(people.county(), receipt.longId()).told();
    }

    @Test
    void aCaseTravelsFromAskingToSolvedThroughTwoOffices() {
        var people = village.found();
        var receipt = village.asks(people, "我今年八十一了，帮我问一下老人钱。", null);
        assertThat(receipt.number()).matches("\\d{4}-\\d{4}");
        assertThat(receipt.contactName()).isEqualTo(people.clerk().name());

        assertThat(state(village.take(people.clerk(), receipt.id(), new Command.TakeOn())))
                .isEqualTo(State.TAKEN);
        assertThat(state(village.take(people.clerk(), receipt.id(), new Command.Contact("call", null))))
                .isEqualTo(State.WORKING);
        village.take(
                people.clerk(),
                receipt.id(),
                new Command.Offer(people.handler().post().id(), "要民政办核对"));
        assertThat(told(people, receipt).owner())
                .isEqualTo(people.clerk().post().id());
        village.take(people.handler(), receipt.id(), new Command.AcceptOffer());
        assertThat(told(people, receipt).owner())
                .isEqualTo(people.handler().post().id());
        assertThat(told(people, receipt).contact())
                .isEqualTo(people.clerk().post().id());

        assertThat(state(village.take(people.handler(), receipt.id(), new Command.Ask(List.of("社保卡照片"), 5))))
                .isEqualTo(State.WAITING);
        assertThat(state(cases.resident(people.county(), receipt, new Command.Supply("given", null, null))))
                .isEqualTo(State.WORKING);
        assertThat(state(village.take(
                        people.handler(), receipt.id(), new Command.Answer(Outcome.SOLVED, "下月起发到社保卡", null))))
                .isEqualTo(State.ANSWERED);
        assertThat(state(cases.resident(people.county(), receipt, new Command.Disagree("卡号不对", receipt.answerCode()))))
                .isEqualTo(State.WORKING);
        village.take(people.handler(), receipt.id(), new Command.Answer(Outcome.SOLVED, "卡号改好了", null));
        assertThat(state(cases.resident(people.county(), receipt, new Command.Confirm(receipt.answerCode()))))
                .isEqualTo(State.CLOSED);
        cases.resident(people.county(), receipt, new Command.Rate(5, "来得快", true, receipt.answerCode()));
        assertThat(cases.resident(people.county(), receipt, new Command.Rate(1, null, false, receipt.answerCode())))
                .as("one visit, one rating (R-REQ-10)")
                .isEqualTo(new Stepping.Refused("cases.no.rated"));
    }

    @Test
    void withoutTheAnswerCodeNobodySpeaksForTheResident() {
        var people = village.found();
        var receipt = village.asks(people, "路灯不亮", null);
        village.take(people.clerk(), receipt.id(), new Command.TakeOn());
        village.take(people.clerk(), receipt.id(), new Command.Answer(Outcome.SOLVED, "换了灯头", null));
        for (var wrong : new String[] {null, "", "22222222", receipt.longId()}) {
            assertThat(cases.resident(people.county(), receipt, new Command.Confirm(wrong)))
                    .isEqualTo(new Stepping.Refused("cases.no.code"));
        }
        assertThatThrownBy(() -> village.take(people.clerk(), receipt.id(), new Command.Confirm(receipt.answerCode())))
                .isInstanceOf(NotYours.class);
        var spaced = receipt.answerCode().toLowerCase().replaceAll("(....)(....)", "$1 $2");
        assertThat(state(cases.resident(people.county(), receipt, new Command.Confirm(spaced))))
                .isEqualTo(State.CLOSED);
    }

    @Test
    void aHolderOfAnotherReceiptSeesNothing() {
        var people = village.found();
        var mine = village.asks(people, "我的事", null);
        var other = village.asks(people, "别人的事", null);
        assertThatThrownBy(() -> Scope.in(
                        new Scope.Receipt(people.county(), Keys.hash(mine.longId())),
                        () -> cases.resident(
                                people.county(),
                                new Receipt(other.id(), "", mine.longId(), null, mine.due(), false, "", "", "", false),
                                new Command.Nudge())))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void theSameKeyGivesTheSameReceiptAndAnotherBodyIsRefused() {
        var people = village.found();
        var request = request(people, "水停了", "13800000001", "key-1").form();
        var first = cases.filed(people.county(), request);
        assertThat(filing.file(people.county(), request)).isInstanceOfSatisfying(FilingOutcome.Filed.class, again -> {
            assertThat(again.again()).isTrue();
            assertThat(again.receipt().id()).isEqualTo(first.id());
            assertThat(again.receipt().number()).isEqualTo(first.number());
            assertThat(again.receipt().longId()).isEqualTo(first.longId());
        });
        assertThat(filing.file(
                        people.county(),
                        request(people, "电停了", "13800000001", "key-1").form()))
                .isInstanceOf(FilingOutcome.OtherBody.class);
    }

    @Test
    void fiftyImpatientFingersMakeOneCase() throws Exception {
        var people = village.found();
        var request = request(people, "垃圾没清", null, "double-click").form();
        try (var fingers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<FilingOutcome>> clicks = IntStream.range(0, 50)
                    .<Callable<FilingOutcome>>mapToObj(i -> () -> filing.file(people.county(), request))
                    .toList();
            var ids = new ArrayList<UUID>();
            for (var click : fingers.invokeAll(clicks)) {
                ids.add(((FilingOutcome.Filed) click.get()).receipt().id());
            }
            assertThat(ids).hasSize(50).containsOnly(ids.getFirst());
        }
    }

    /** R-REQ-14: absent for everybody concerned, also for the clerk who typed it in. */
    @Test
    void aReportAboutTheSecretaryIsSeenByTheCountyPostAlone() {
        var people = village.found();
        var secretary = people.secretary().post().id();
        var receipt = cases.filed(
                people.county(),
                request(people, "书记把低保给了亲戚", "13800000002", "r1")
                        .aboutStaff(true, secretary)
                        .form());
        assertThat(receipt.guarded()).isTrue();
        for (var member : List.of(
                people.clerk(),
                people.secretary(),
                people.grid(),
                people.dispatcher(),
                people.handler(),
                people.countySupervisor(),
                people.callback())) {
            var hat = staff.actor(member).hats().getFirst();
            assertThatThrownBy(() -> reading.show(hat, receipt.id()))
                    .as(member.name())
                    .isInstanceOf(NotHere.class);
            for (var view : CaseQueue.View.values()) {
                assertThat(reading.list(hat, view, org.onedoor.frame.Now.instant(), null, 50)
                                .items())
                        .as(member.post().kind() + " " + view)
                        .isEmpty();
            }
            assertThatThrownBy(() -> village.take(member, receipt.id(), new Command.Note("看看")))
                    .isInstanceOf(NotHere.class);
        }
        assertThat(state(village.take(people.protector(), receipt.id(), new Command.TakeOn())))
                .isEqualTo(State.TAKEN);
        assertThat(village.take(
                        people.protector(),
                        receipt.id(),
                        new Command.Offer(people.clerk().post().id(), "你办")))
                .isEqualTo(new Stepping.Refused("cases.no.guarded-stays"));
    }

    @Test
    void reroutedToTheProtectedPathItIsGoneForWhoeverReroutedIt() {
        var people = village.found();
        var receipt = village.asks(people, "有人多占宅基地，还是村干部", null);
        village.take(people.clerk(), receipt.id(), new Command.Protect());
        assertThatThrownBy(() -> village.take(people.clerk(), receipt.id(), new Command.Note("再看一眼")))
                .isInstanceOf(NotHere.class);
        assertThat(state(village.take(people.protector(), receipt.id(), new Command.TakeOn())))
                .isEqualTo(State.TAKEN);
    }

    /** The second wall alone: bare SQL under each role. */
    @Test
    void theDatabaseItselfShowsAPostOnlyItsOwn() {
        var people = village.found();
        var elsewhere = village.found();
        village.asks(people, "这里的事", null);
        var guarded = cases.filed(
                people.county(),
                request(people, "举报", null, "r2").aboutStaff(true).form());
        var sql = "select count(*) from cases.matter";
        assertThat(count(staff.actor(people.clerk()).hats().getFirst().scope(), sql))
                .isEqualTo(1);
        assertThat(count(
                        staff.actor(people.countySupervisor()).hats().getFirst().scope(), sql))
                .isEqualTo(1);
        assertThat(count(staff.actor(people.handler()).hats().getFirst().scope(), sql))
                .isZero();
        assertThat(count(staff.actor(people.protector()).hats().getFirst().scope(), sql))
                .isEqualTo(1);
        assertThat(count(
                        staff.actor(elsewhere.countySupervisor())
                                .hats()
                                .getFirst()
                                .scope(),
                        sql))
                .isZero();
        assertThat(count(new Scope.Receipt(people.county(), Keys.hash(guarded.longId())), sql))
                .isEqualTo(1);
        assertThat(count(new Scope.Receipt(elsewhere.county(), Keys.hash(guarded.longId())), sql))
                .isZero();
        assertThatThrownBy(() -> count(new Scope.Operator(), sql))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private long count(Scope scope, String sql) {
        return Scope.in(
                scope,
                () -> transaction.execute(_ -> db.sql(sql).query(Long.class).single()));
    }

    @Test
    void whoeverIsOutsideTheCaseIsToldNothingAndWhoeverIsInsideIsToldWhoMay() {
        var people = village.found();
        var receipt = village.asks(people, "路坏了", null);
        assertThatThrownBy(() -> village.take(people.handler(), receipt.id(), new Command.Take()))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() ->
                        village.take(people.secretary(), receipt.id(), new Command.Answer(Outcome.SOLVED, "好了", null)))
                .isInstanceOf(NotYours.class);
    }

    @Test
    void anUndoneStepLeavesNoMessageBehind() {
        var people = village.found();
        var receipt = village.asks(people, "问个事", null);
        village.take(people.clerk(), receipt.id(), new Command.TakeOn());
        village.take(people.clerk(), receipt.id(), new Command.Answer(Outcome.SOLVED, "答好了", null));
        assertThat(state(village.take(people.clerk(), receipt.id(), new Command.Undo())))
                .isEqualTo(State.TAKEN);
        assertThat(count(
                        new Scope.County(people.county()),
                        "select count(*) from notices.message where template = 'cases.answered' and state <>"
                                + " 'WITHDRAWN'"))
                .isZero();
    }
}
