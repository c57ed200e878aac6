package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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

    private final ATown town;
    private final Filing filing;
    private final CaseReading reading;
    private final Staff staff;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    CasesTest(
            ATown town,
            Filing filing,
            CaseReading reading,
            Staff staff,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.town = town;
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

    private Case told(ATown.Home home, Receipt receipt) {
        return reading.byReceipt(home.county(), receipt.longId()).told();
    }

    @Test
    void aCaseTravelsFromAskingToSolvedThroughTwoOffices() {
        var home = town.found();
        var receipt = town.file(home, "我今年八十一了，帮我问一下老人钱。");
        assertThat(receipt.number()).matches("\\d{4}-\\d{4}");
        assertThat(receipt.contactName()).isEqualTo(home.clerk().name());

        assertThat(state(town.take(home.clerk(), receipt.id(), new Command.TakeOn())))
                .isEqualTo(State.TAKEN);
        assertThat(state(town.take(home.clerk(), receipt.id(), new Command.Contact("call", null))))
                .isEqualTo(State.WORKING);
        town.take(
                home.clerk(),
                receipt.id(),
                new Command.Offer(home.handler().post().id(), "要民政办核对"));
        assertThat(told(home, receipt).owner()).isEqualTo(home.clerk().post().id());
        town.take(home.handler(), receipt.id(), new Command.AcceptOffer());
        assertThat(told(home, receipt).owner()).isEqualTo(home.handler().post().id());
        assertThat(told(home, receipt).contact()).isEqualTo(home.clerk().post().id());

        assertThat(state(town.take(home.handler(), receipt.id(), new Command.Ask(List.of("社保卡照片"), 5))))
                .isEqualTo(State.WAITING);
        assertThat(state(town.act(home, receipt, new Command.Supply("given", null, null))))
                .isEqualTo(State.WORKING);
        assertThat(state(town.take(home.handler(), receipt.id(), new Command.Answer(Outcome.SOLVED, "下月起发到社保卡", null))))
                .isEqualTo(State.ANSWERED);
        assertThat(state(town.act(home, receipt, new Command.Disagree("卡号不对", receipt.answerCode()))))
                .isEqualTo(State.WORKING);
        town.take(home.handler(), receipt.id(), new Command.Answer(Outcome.SOLVED, "卡号改好了", null));
        assertThat(state(town.act(home, receipt, new Command.Confirm(receipt.answerCode()))))
                .isEqualTo(State.CLOSED);
        town.act(home, receipt, new Command.Rate(5, "来得快", true, receipt.answerCode()));
        assertThat(town.act(home, receipt, new Command.Rate(1, null, false, receipt.answerCode())))
                .as("one visit, one rating (R-REQ-10)")
                .isEqualTo(new Stepping.Refused("cases.no.rated"));
    }

    @Test
    void withoutTheAnswerCodeNobodySpeaksForTheResident() {
        var home = town.found();
        var receipt = town.file(home, "路灯不亮");
        town.take(home.clerk(), receipt.id(), new Command.TakeOn());
        town.take(home.clerk(), receipt.id(), new Command.Answer(Outcome.SOLVED, "换了灯头", null));
        for (var wrong : new String[] {null, "", "22222222", receipt.longId()}) {
            assertThat(town.act(home, receipt, new Command.Confirm(wrong)))
                    .isEqualTo(new Stepping.Refused("cases.no.code"));
        }
        assertThatThrownBy(() -> town.take(home.clerk(), receipt.id(), new Command.Confirm(receipt.answerCode())))
                .isInstanceOf(NotYours.class);
        var spaced = receipt.answerCode().toLowerCase().replaceAll("(....)(....)", "$1 $2");
        assertThat(state(town.act(home, receipt, new Command.Confirm(spaced)))).isEqualTo(State.CLOSED);
    }

    @Test
    void aHolderOfAnotherReceiptSeesNothing() {
        var home = town.found();
        var mine = town.file(home, "我的事");
        var other = town.file(home, "别人的事");
        assertThatThrownBy(() -> Scope.in(
                        new Scope.Receipt(home.county(), Keys.hash(mine.longId())),
                        () -> town.act(
                                home,
                                new Receipt(other.id(), "", mine.longId(), null, mine.due(), false, "", "", "", false),
                                new Command.Nudge())))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void theSameKeyGivesTheSameReceiptAndAnotherBodyIsRefused() {
        var home = town.found();
        var request = town.request(home, "水停了", "13800000001", "key-1");
        var first = town.file(home, request);
        assertThat(filing.file(home.county(), request)).isInstanceOfSatisfying(FilingOutcome.Filed.class, again -> {
            assertThat(again.again()).isTrue();
            assertThat(again.receipt().id()).isEqualTo(first.id());
            assertThat(again.receipt().number()).isEqualTo(first.number());
            assertThat(again.receipt().longId()).isEqualTo(first.longId());
        });
        assertThat(filing.file(home.county(), town.request(home, "电停了", "13800000001", "key-1")))
                .isInstanceOf(FilingOutcome.OtherBody.class);
    }

    @Test
    void fiftyImpatientFingersMakeOneCase() throws Exception {
        var home = town.found();
        var request = town.request(home, "垃圾没清", null, "double-click");
        try (var fingers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<FilingOutcome>> clicks = IntStream.range(0, 50)
                    .<Callable<FilingOutcome>>mapToObj(i -> () -> filing.file(home.county(), request))
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
        var home = town.found();
        var secretary = home.secretary().post().id();
        var receipt = town.file(
                home, town.about(town.request(home, "书记把低保给了亲戚", "13800000002", "r1"), true, List.of(secretary)));
        assertThat(receipt.guarded()).isTrue();
        for (var member : List.of(
                home.clerk(),
                home.secretary(),
                home.grid(),
                home.dispatcher(),
                home.handler(),
                home.supervisor(),
                home.callback())) {
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
            assertThatThrownBy(() -> town.take(member, receipt.id(), new Command.Note("看看")))
                    .isInstanceOf(NotHere.class);
        }
        assertThat(state(town.take(home.reports(), receipt.id(), new Command.TakeOn())))
                .isEqualTo(State.TAKEN);
        assertThat(town.take(
                        home.reports(),
                        receipt.id(),
                        new Command.Offer(home.clerk().post().id(), "你办")))
                .isEqualTo(new Stepping.Refused("cases.no.guarded-stays"));
    }

    @Test
    void reroutedToTheProtectedPathItIsGoneForWhoeverReroutedIt() {
        var home = town.found();
        var receipt = town.file(home, "有人多占宅基地，还是村干部");
        town.take(home.clerk(), receipt.id(), new Command.Protect());
        assertThatThrownBy(() -> town.take(home.clerk(), receipt.id(), new Command.Note("再看一眼")))
                .isInstanceOf(NotHere.class);
        assertThat(state(town.take(home.reports(), receipt.id(), new Command.TakeOn())))
                .isEqualTo(State.TAKEN);
    }

    /** The second wall alone: bare SQL under each role. */
    @Test
    void theDatabaseItselfShowsAPostOnlyItsOwn() {
        var home = town.found();
        var elsewhere = town.found();
        town.file(home, "这里的事");
        var guarded = town.file(home, town.about(town.request(home, "举报", null, "r2"), true, List.of()));
        var sql = "select count(*) from cases.matter";
        assertThat(count(staff.actor(home.clerk()).hats().getFirst().scope(), sql))
                .isEqualTo(1);
        assertThat(count(staff.actor(home.supervisor()).hats().getFirst().scope(), sql))
                .isEqualTo(1);
        assertThat(count(staff.actor(home.handler()).hats().getFirst().scope(), sql))
                .isZero();
        assertThat(count(staff.actor(home.reports()).hats().getFirst().scope(), sql))
                .isEqualTo(1);
        assertThat(count(staff.actor(elsewhere.supervisor()).hats().getFirst().scope(), sql))
                .isZero();
        assertThat(count(new Scope.Receipt(home.county(), Keys.hash(guarded.longId())), sql))
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
        var home = town.found();
        var receipt = town.file(home, "路坏了");
        assertThatThrownBy(() -> town.take(home.handler(), receipt.id(), new Command.Take()))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(
                        () -> town.take(home.secretary(), receipt.id(), new Command.Answer(Outcome.SOLVED, "好了", null)))
                .isInstanceOf(NotYours.class);
    }

    @Test
    void anUndoneStepLeavesNoMessageBehind() {
        var home = town.found();
        var receipt = town.file(home, town.request(home, "问个事", "13800000003", "u1"));
        town.take(home.clerk(), receipt.id(), new Command.TakeOn());
        town.take(home.clerk(), receipt.id(), new Command.Answer(Outcome.SOLVED, "答好了", null));
        assertThat(state(town.take(home.clerk(), receipt.id(), new Command.Undo())))
                .isEqualTo(State.TAKEN);
        assertThat(count(
                        new Scope.County(home.county()),
                        "select count(*) from notices.message where template = 'cases.answered' and state <>"
                                + " 'WITHDRAWN'"))
                .isZero();
    }
}
