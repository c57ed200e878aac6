package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 合并同诉: several households wait for one public matter, and each keeps its own say (decision 0019). */
@OneDoorTest
class TogetherTest {

    private static final AtomicInteger PHONES = new AtomicInteger();

    private final Village village;
    private final Staff staff;
    private final Cases cases;
    private final CaseReading reading;
    private final Following following;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private Village.People people;

    TogetherTest(
            Village village,
            Staff staff,
            Cases cases,
            CaseReading reading,
            Following following,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.village = village;
        this.staff = staff;
        this.cases = cases;
        this.reading = reading;
        this.following = following;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void aCounty() {
        people = village.found();
    }

    private Receipt asks(String words) {
        return village.asks(people, words, "street-light", "1370000%04d".formatted(PHONES.incrementAndGet()), false);
    }

    private Case told(Receipt receipt) {
        return reading.byReceipt(people.county(), receipt.longId()).told();
    }

    private Stepping says(Receipt receipt, Command command) {
        return Scope.in(
                new Scope.Receipt(people.county(), Keys.hash(receipt.longId())),
                () -> cases.take(people.county(), receipt.id(), 0, command, By.Resident.holder()));
    }

    private static void done(Stepping result) {
        assertThat(result).isInstanceOf(Stepping.Done.class);
    }

    /** A lead that the clerk works on, and households that wait with it. */
    private List<Receipt> together(int households) {
        var all = new ArrayList<Receipt>();
        for (int i = 0; i < households; i++) {
            all.add(asks("路灯坏了，第 " + i + " 户"));
        }
        done(village.take(people.clerk(), all.getFirst().id(), new Command.TakeOn()));
        for (var one : all.subList(1, households)) {
            done(says(one, new Command.Merge(all.getFirst().id())));
        }
        return all;
    }

    private void answer(Receipt lead) {
        done(village.take(people.clerk(), lead.id(), new Command.Answer(Outcome.SOLVED, "换了灯头", null)));
    }

    private ADoor.Answer page(Receipt receipt) {
        return staff.visitor(people.county()).get("/r/" + receipt.longId());
    }

    private long messages(String template) {
        return Scope.in(
                new Scope.County(people.county()),
                () -> transaction.execute(
                        _ -> db.sql("select count(*) from notices.message where template = :template and state <>"
                                        + " 'WITHDRAWN'")
                                .param("template", template)
                                .query(Long.class)
                                .single()));
    }

    @Test
    void whoIsJoinedKeepsHerPromiseAndTheLeadKeepsTheEarliest() {
        var lead = asks("路灯坏了");
        var joined = asks("路灯不亮");
        done(village.take(people.clerk(), joined.id(), new Command.Merge(lead.id())));
        assertThat(told(joined).state()).isEqualTo(State.MERGED);
        assertThat(told(joined).due()).isEqualTo(joined.due());
        assertThat(told(lead).joined()).containsExactly(joined.id());
        assertThat(told(lead).due()).isEqualTo(lead.due()).isBeforeOrEqualTo(joined.due());
        assertThat(messages("cases.joined"))
                .as("she is told, she did not ask for it")
                .isEqualTo(1);
        assertThat(page(joined).text()).contains("一共 2 户").contains("和邻居的一起办");
    }

    @Test
    void staffSeeHowManyWaitAlsoInAnOfficeThatSeesNoneOfThem() {
        var all = together(3);
        var lead = all.getFirst();
        assertThat(staff.browser(people.clerk()).get("/desk/cases/" + lead.id()).text())
                .contains("一共 3 户")
                .contains(all.get(1).number())
                .contains(all.get(2).number());
        done(village.take(
                people.clerk(),
                lead.id(),
                new Command.Offer(people.handler().post().id(), "归民政办")));
        done(village.take(people.handler(), lead.id(), new Command.AcceptOffer()));
        var office = staff.browser(people.handler());
        assertThat(office.get("/desk/cases/" + lead.id()).text()).contains("一共 3 户");
        assertThat(office.get("/desk/cases/" + all.get(1).id()).status()).isEqualTo(404);
        assertThat(staff.browser(people.clerk())
                        .get("/desk/cases/" + all.get(1).id())
                        .text())
                .contains("并到")
                .contains(lead.number());
    }

    @Test
    void aResidentJoinsOnlyAPublicMatterOfHerOwnVillage() {
        var lead = asks("路灯坏了");
        var mine = asks("路灯不亮");
        var personal = village.asks(people, "低保怎么申请", null);
        var guarded = village.asks(people, "村书记收了礼", null, "13800138009", true);
        assertThat(says(mine, new Command.Merge(personal.id())))
                .isEqualTo(new Stepping.Refused("cases.no.merge-personal"));
        assertThat(says(personal, new Command.Merge(lead.id())))
                .isEqualTo(new Stepping.Refused("cases.no.merge-personal"));
        for (var none : List.of(guarded.id(), UUID.randomUUID(), mine.id())) {
            assertThat(says(mine, new Command.Merge(none))).isEqualTo(new Stepping.Refused("cases.no.merge-gone"));
        }
        done(says(mine, new Command.Merge(lead.id())));
        var third = asks("灯又灭了");
        done(says(third, new Command.Merge(mine.id())));
        assertThat(told(third).mergedInto()).as("the case that is worked on").isEqualTo(lead.id());
    }

    @Test
    void theAnswerReachesEachAndEachSaysHerOwnWord() {
        var all = together(4);
        answer(all.getFirst());
        for (var one : all) {
            assertThat(told(one).state()).isEqualTo(State.ANSWERED);
            assertThat(told(one).owner()).isEqualTo(people.clerk().post().id());
            assertThat(page(one).text()).contains("换了灯头").contains("办好了没有，您说了算");
            assertThat(told(one).delivered()).as("her own look, her own window").isTrue();
        }
        assertThat(messages("cases.answered")).isEqualTo(4);

        var pleased = all.get(1);
        done(says(pleased, new Command.Confirm(pleased.answerCode())));
        done(says(pleased, new Command.Rate(5, null, false, pleased.answerCode())));
        assertThat(says(pleased, new Command.Rate(4, null, false, pleased.answerCode())))
                .isEqualTo(new Stepping.Refused("cases.no.rated"));
        assertThat(told(pleased).end()).isEqualTo(End.APPROVED);
        assertThat(says(all.get(2), new Command.Confirm(pleased.answerCode())))
                .as("the code of another household")
                .isEqualTo(new Stepping.Refused("cases.no.code"));

        var not = all.get(2);
        done(says(not, new Command.Disagree("我门口的还不亮", not.answerCode())));
        assertThat(told(not).state()).isEqualTo(State.WORKING);
        assertThat(told(not).round()).isEqualTo(2);
        assertThat(told(not).owner())
                .as("the same people")
                .isEqualTo(people.clerk().post().id());
        assertThat(told(not).mergedInto()).as("its own matter now").isNull();
        assertThat(told(all.getFirst()).state()).isEqualTo(State.ANSWERED);
        assertThat(told(all.getFirst()).joined())
                .containsExactly(pleased.id(), all.get(3).id());
        assertThat(told(all.get(3)).state()).isEqualTo(State.ANSWERED);
        assertThat(told(all.get(3)).rating()).isNull();
        assertThat(staff.browser(people.clerk()).get("/desk/cases").body())
                .contains(not.id().toString());
    }

    @Test
    void aJoinedResidentConfirmsOnHerPageAndByRest() {
        var all = together(3);
        answer(all.getFirst());
        var browser = staff.visitor(people.county());
        var link = "/r/" + all.get(1).longId();
        browser.get(link);
        assertThat(browser.submit(
                                link + "/verdict",
                                "verdict",
                                "yes",
                                "score",
                                "4",
                                "code",
                                all.get(1).answerCode())
                        .text())
                .contains("评价收到了");
        var rest = staff.visitor(people.county());
        var path = "/api/v1/cases/" + all.get(2).longId();
        var tag = rest.json("GET", path, null).headers().firstValue("ETag").orElseThrow();
        var objected = rest.with("If-Match", tag)
                .json(
                        "POST",
                        path + "/disagree",
                        "{\"why\":\"还是不亮\",\"code\":\"" + all.get(2).answerCode() + "\"}");
        assertThat(objected.status()).as(objected.body()).isEqualTo(200);
        assertThat(told(all.get(2)).state()).isEqualTo(State.WORKING);
        assertThat(staff.browser(people.clerk())
                        .post(
                                link + "/verdict",
                                "verdict",
                                "yes",
                                "code",
                                all.get(1).answerCode())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void silenceOfOneIsNotTheWordOfAnother() {
        var all = together(2);
        answer(all.getFirst());
        done(says(all.getFirst(), new Command.Confirm(all.getFirst().answerCode())));
        assertThat(told(all.get(1)).state()).isEqualTo(State.ANSWERED);
        Now.at(
                Now.instant().plus(Duration.ofDays(9)),
                () -> following.follow(people.county(), all.get(1).id()));
        var silent = told(all.get(1));
        assertThat(silent.recheckPost() != null || silent.end() == End.SILENT)
                .as("drawn for a recheck of its own, or closed as silent")
                .isTrue();
    }

    @Test
    void whenTheLeadIsWithdrawnTheFirstWhoJoinedGoesOnInItsPlace() {
        var all = together(3);
        done(village.take(people.clerk(), all.getFirst().id(), new Command.Contact("call", null)));
        done(village.take(
                people.clerk(),
                all.getFirst().id(),
                new Command.Offer(people.handler().post().id(), "归民政办")));
        done(village.take(people.handler(), all.getFirst().id(), new Command.AcceptOffer()));
        done(says(all.getFirst(), new Command.Withdraw("自己修了", all.getFirst().answerCode())));
        var heir = told(all.get(1));
        assertThat(heir.state()).isEqualTo(State.WORKING);
        assertThat(heir.owner()).isEqualTo(people.handler().post().id());
        assertThat(heir.contact()).isEqualTo(people.clerk().post().id());
        assertThat(heir.due()).isEqualTo(all.get(1).due());
        assertThat(heir.contactDue()).as("nobody has called this household yet").isAfter(Now.instant());
        assertThat(heir.joined()).containsExactly(all.get(2).id());
        assertThat(staff.browser(people.handler()).get("/desk/cases").body())
                .contains(all.get(1).id().toString());
        done(village.take(people.handler(), all.get(1).id(), new Command.Answer(Outcome.SOLVED, "换了线", null)));
        assertThat(told(all.get(2)).done()).isEqualTo("换了线");
        assertThat(told(all.getFirst()).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void whenTheLeadIsDeclinedEachIsToldWhyAndMayAskAgain() {
        var all = together(1);
        var lead = asks("灯杆归谁");
        var joined = asks("灯杆谁管");
        done(says(joined, new Command.Merge(lead.id())));
        done(village.take(people.clerk(), lead.id(), new Command.Decline("court", "电力法", "县供电公司营业厅")));
        assertThat(page(joined).text()).contains("不归这里办").contains("县供电公司营业厅");
        assertThat(messages("cases.declined")).isEqualTo(2);

        done(says(lead, new Command.LookAgain("村里的灯", lead.answerCode())));
        done(village.take(people.secretary(), lead.id(), new Command.DecideLook(true, "确实归村里")));
        assertThat(told(lead).state()).isEqualTo(State.ACCEPTED);
        assertThat(told(joined).state()).as("waits again").isEqualTo(State.MERGED);
        assertThat(told(joined).due()).isAfterOrEqualTo(joined.due());
        assertThat(all).hasSize(1);
    }

    @Test
    void aSecondLookThatOneAskedForIsHersAlone() {
        var lead = asks("灯杆归谁");
        var joined = asks("灯杆谁管");
        done(says(joined, new Command.Merge(lead.id())));
        done(village.take(people.clerk(), lead.id(), new Command.Decline("court", "电力法", "县供电公司营业厅")));
        done(says(joined, new Command.LookAgain("我家门口的", joined.answerCode())));
        done(village.take(people.secretary(), joined.id(), new Command.DecideLook(true, "这一盏归村里")));
        assertThat(told(joined).state()).isEqualTo(State.ACCEPTED);
        assertThat(told(joined).mergedInto()).isNull();
        assertThat(told(lead).state()).isEqualTo(State.DECLINED);
        assertThat(told(lead).joined()).isEmpty();
    }

    @Test
    void anApprovedExtensionIsToldToEachAndNothingElseLengthens() {
        var all = together(3);
        done(village.take(people.clerk(), all.getFirst().id(), new Command.AskExtension(3, "等灯杆")));
        assertThat(told(all.get(1)).due()).isEqualTo(all.get(1).due());
        done(village.take(people.secretary(), all.getFirst().id(), new Command.DecideExtension(true, "等灯杆")));
        for (var one : all) {
            assertThat(told(one).due()).isAfter(one.due());
        }
        assertThat(messages("cases.extended")).isEqualTo(3);
        done(village.take(people.clerk(), all.getFirst().id(), new Command.Ask(List.of("灯杆编号"), 5)));
        assertThat(told(all.get(1)).state()).as("nobody waits for her paper").isEqualTo(State.MERGED);
        assertThat(page(all.get(1)).text()).doesNotContain("时间先停着");
    }

    @Test
    void anAnswerTakenBackIsTakenBackForAllUnlessOneHasSpoken() {
        var all = together(3);
        answer(all.getFirst());
        assertThat(village.take(people.clerk(), all.get(1).id(), new Command.Undo()))
                .as("only where it was said")
                .isEqualTo(new Stepping.Refused("cases.no.undo"));
        done(village.take(people.clerk(), all.getFirst().id(), new Command.Undo()));
        assertThat(told(all.get(1)).state()).isEqualTo(State.MERGED);
        assertThat(told(all.get(2)).state()).isEqualTo(State.MERGED);
        assertThat(messages("cases.answered")).isZero();

        answer(all.getFirst());
        done(says(all.get(2), new Command.Confirm(all.get(2).answerCode())));
        assertThat(village.take(people.clerk(), all.getFirst().id(), new Command.Undo()))
                .isEqualTo(new Stepping.Refused("cases.no.undo"));
    }

    @Test
    void joiningMayBeTakenBackAndThePromiseIsAsBefore() {
        var lead = asks("路灯坏了");
        var joined = asks("路灯不亮");
        done(village.take(people.clerk(), joined.id(), new Command.Merge(lead.id())));
        assertThat(village.take(people.clerk(), lead.id(), new Command.Undo()))
                .isEqualTo(new Stepping.Refused("cases.no.undo"));
        done(village.take(people.clerk(), joined.id(), new Command.Undo()));
        assertThat(told(joined).state()).isEqualTo(State.REGISTERED);
        assertThat(told(lead).joined()).isEmpty();
        assertThat(told(lead).due()).isEqualTo(lead.due());
    }

    @Test
    void oneOfThemNudgesOrWithdrawsAndTheOthersWaitOn() {
        var all = together(3);
        done(says(all.get(1), new Command.Nudge()));
        assertThat(told(all.getFirst()).history())
                .extracting(entry -> entry.fact().kind())
                .contains("nudged");
        assertThat(messages("cases.staff.nudged")).isEqualTo(1);
        assertThat(says(all.get(1), new Command.Withdraw("不等了", "22222222")))
                .isEqualTo(new Stepping.Refused("cases.no.code"));
        done(says(all.get(1), new Command.Withdraw("不等了", all.get(1).answerCode())));
        assertThat(told(all.get(1)).state()).isEqualTo(State.WITHDRAWN);
        assertThat(told(all.getFirst()).joined()).containsExactly(all.get(2).id());
        answer(all.getFirst());
        assertThat(told(all.get(1)).state()).isEqualTo(State.WITHDRAWN);
        assertThat(page(all.get(2)).text()).contains("一共 2 户");
    }

    @Test
    void aLeadThatIsJoinedToAnotherTakesThoseWhoWaitAlong() {
        var all = together(3);
        var other = asks("整条街的灯都不亮");
        done(village.take(people.clerk(), all.getFirst().id(), new Command.Merge(other.id())));
        assertThat(told(other).joined())
                .containsExactlyInAnyOrder(
                        all.get(0).id(), all.get(1).id(), all.get(2).id());
        assertThat(told(all.getFirst()).joined()).isEmpty();
        done(village.take(people.clerk(), other.id(), new Command.TakeOn()));
        answer(other);
        for (var one : all) {
            assertThat(told(one).state()).isEqualTo(State.ANSWERED);
        }
    }

    /** R-REQ-14: whoever waited for it learns nothing, and falls into nothing. */
    @Test
    void movedToTheProtectedPathItLeavesThoseWhoWait() {
        var all = together(3);
        done(village.take(people.clerk(), all.getFirst().id(), new Command.Protect()));
        assertThat(told(all.get(1)).state()).isEqualTo(State.WORKING);
        assertThat(told(all.get(2)).mergedInto()).isEqualTo(all.get(1).id());
        assertThat(page(all.get(2)).text()).contains("一共 2 户");

        done(village.take(people.clerk(), all.get(2).id(), new Command.Protect()));
        assertThat(told(all.get(2)).state()).isEqualTo(State.REGISTERED);
        assertThat(told(all.get(2)).mergedInto()).isNull();
        assertThat(told(all.get(1)).joined()).isEmpty();
        assertThat(staff.browser(people.protector()).get("/desk/cases").body())
                .contains(all.getFirst().id().toString())
                .contains(all.get(2).id().toString());
        assertThat(staff.browser(people.clerk())
                        .get("/desk/cases/" + all.get(1).id())
                        .text())
                .doesNotContain(all.get(2).number())
                .doesNotContain("一共 ");
    }

    @Test
    void aMatterThatTurnsPersonalIsNoLongerWaitedForTogether() {
        var all = together(2);
        var item = staffItem("old-age-allowance");
        done(village.take(people.clerk(), all.getFirst().id(), new Command.ChangeItem(item, RequestType.HELP, false)));
        assertThat(told(all.get(1)).state()).isEqualTo(State.WORKING);
        assertThat(told(all.get(1)).mergedInto()).isNull();
    }

    private UUID staffItem(String code) {
        return village.item(people, code);
    }

    /** The second wall alone: bare SQL under each scope, both ways. */
    @Test
    void waitingTogetherOpensNobodysCaseToTheOthers() {
        var all = together(2);
        for (var one : all) {
            var scope = new Scope.Receipt(people.county(), Keys.hash(one.longId()));
            assertThat(ids(scope)).containsExactly(one.id());
            var other = all.get(1 - all.indexOf(one));
            assertThat(Scope.in(
                            scope,
                            () -> transaction.<Integer>execute(
                                    _ -> db.sql("update cases.matter set title = 'x' where id = :id")
                                            .param("id", other.id())
                                            .update())))
                    .isZero();
        }
        assertThat(ids(village.hat(people.clerk()).scope())).hasSize(2);
        assertThat(ids(village.hat(people.otherClerk()).scope())).isEmpty();
        assertThat(ids(village.hat(people.handler()).scope())).isEmpty();
        assertThatThrownBy(() -> village.take(
                        people.otherClerk(),
                        all.get(1).id(),
                        new Command.Merge(all.getFirst().id())))
                .isInstanceOf(NotHere.class);
    }

    private List<UUID> ids(Scope scope) {
        return Scope.in(
                scope,
                () -> transaction.execute(_ ->
                        db.sql("select id from cases.matter").query(UUID.class).list()));
    }

    @Test
    void whoJoinsWhileTheAnswerIsGivenIsEitherAnsweredOrHasACaseOfHerOwn() throws Exception {
        var lead = asks("路灯坏了");
        done(village.take(people.clerk(), lead.id(), new Command.TakeOn()));
        var joining = IntStream.range(0, 12).mapToObj(i -> asks("路灯不亮 " + i)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<Object>>();
            joining.forEach(one -> work.add(() -> says(one, new Command.Merge(lead.id()))));
            work.add(6, () -> {
                answer(lead);
                return lead;
            });
            for (var one : threads.invokeAll(work)) {
                one.get();
            }
        }
        for (var one : joining) {
            assertThat(told(one).state()).isIn(State.ANSWERED, State.REGISTERED);
        }
    }

    @Test
    void twoLeadsJoinedToEachOtherAtOnceLeaveOneThatIsWorkedOn() throws Exception {
        var one = asks("路灯坏了");
        var other = asks("路灯不亮");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> work = List.of(() -> joins(one, other), () -> joins(other, one));
            int joined = 0;
            for (var done : threads.invokeAll(work)) {
                joined += done.get() ? 1 : 0;
            }
            assertThat(joined).isEqualTo(1);
        }
        assertThat(List.of(told(one).state(), told(other).state()))
                .containsExactlyInAnyOrder(State.MERGED, State.REGISTERED);
    }

    private boolean joins(Receipt one, Receipt other) {
        try {
            return village.take(people.clerk(), one.id(), new Command.Merge(other.id())) instanceof Stepping.Done;
        } catch (Overtaken e) {
            return false;
        }
    }
}
