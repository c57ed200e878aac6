package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onedoor.cases.ACase.moment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Appoint;
import org.onedoor.organizations.Organizations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * History is the truth; state, due date, pauses, rungs and parties on the rows are computed from it (foundations §7). Random
 * lives are lived through the real use cases, and after every step the rows say what the history says.
 */
@OneDoorTest
class RecomputingTest {

    private static final int LIVES = 14;
    /** More lives are lived while some step was in none. */
    private static final int MOST = 60;

    private static final int STEPS = 46;

    /** Steps of time and of the calendar that need more than one case: their own tests have them. */
    private static final EnumSet<Step> ELSEWHERE = EnumSet.of(Step.MOVE_PROMISE, Step.PASS_ON);

    /** Steps that end a life; taken seldom, so that lives are long. */
    private static final EnumSet<Step> ENDING =
            EnumSet.of(Step.DECLINE, Step.WITHDRAW, Step.MERGE, Step.PROTECT, Step.CONFIRM, Step.CHANGE_CONTACT);

    private final ACase cases;
    private final Cases face;
    private final Entitlement entitlement;
    private final Recomputing recomputing;
    private final Following following;
    private final Corrections corrections;
    private final CaseStore store;
    private final Keys keys;
    private final Catalogue catalogue;
    private final Organizations organizations;
    private final Staff staff;
    private final JdbcClient db;

    RecomputingTest(
            ACase cases,
            Cases face,
            Entitlement entitlement,
            Recomputing recomputing,
            Following following,
            Corrections corrections,
            CaseStore store,
            Keys keys,
            Catalogue catalogue,
            Organizations organizations,
            Staff staff,
            JdbcClient db) {
        this.cases = cases;
        this.face = face;
        this.entitlement = entitlement;
        this.recomputing = recomputing;
        this.following = following;
        this.corrections = corrections;
        this.store = store;
        this.keys = keys;
        this.catalogue = catalogue;
        this.organizations = organizations;
        this.staff = staff;
        this.db = db;
    }

    @Test
    void afterEveryStepOfARandomLifeTheRowsSayWhatTheHistorySays() {
        var town = cases.town();
        var taken = new EnumMap<Step, Integer>(Step.class);
        int accepted = 0;
        int longest = 0;
        int lives = 0;
        while (lives < LIVES || lives < MOST && !missing(taken).isEmpty()) {
            int n = lives++;
            var life = new Life(town, new Random(2026 + n), taken);
            int steps = life.live();
            accepted += steps;
            longest = Math.max(longest, steps);
        }
        System.out.println(
                "random lives: " + accepted + " steps in " + lives + " lives, longest " + longest + ", " + taken);
        assertThat(longest).as("lives are long").isGreaterThanOrEqualTo(40);
        assertThat(accepted).isGreaterThanOrEqualTo(LIVES * 20);
        assertThat(missing(taken)).as("every step was taken in some life").isEmpty();
        var done = recomputing.recompute(town.number());
        assertThat(done.read()).isGreaterThanOrEqualTo(LIVES);
        assertThat(done.repaired()).isEmpty();
    }

    private static EnumSet<Step> missing(Map<Step, Integer> taken) {
        var missing = EnumSet.complementOf(ELSEWHERE);
        missing.removeAll(taken.keySet());
        return missing;
    }

    /** One case, until nothing can be done or enough was. */
    private final class Life {
        private final ACase.Town town;
        private final Random random;
        private final Map<Step, Integer> taken;
        private final List<Staff.Member> people;
        private final Receipt receipt;
        private final UUID other;
        private Instant now;
        private int version;

        Life(ACase.Town town, Random random, Map<Step, Integer> taken) {
            this.town = town;
            this.random = random;
            this.taken = taken;
            this.people = List.of(
                    town.clerk(),
                    town.secretary(),
                    town.dispatcher(),
                    town.supervisor(),
                    town.county(),
                    town.handler(),
                    town.head(),
                    town.callback(),
                    town.guardian());
            this.now = moment("2026-03-02T09:00").plus(Duration.ofHours(random.nextInt(400)));
            var item =
                    List.of("road-broken", "pension-join", "old-age-allowance").get(random.nextInt(3));
            var phone = random.nextInt(3) > 0;
            this.receipt = Now.at(
                    now, () -> cases.filed(town, item, request -> phone ? request : ARequest.withoutPhone(request)));
            this.other = Now.at(now, () -> cases.filed(town, "road-broken").id());
            this.version = told().version();
            says();
        }

        private Case told() {
            return cases.told(town, receipt.id());
        }

        int live() {
            int steps = 0;
            while (steps < STEPS && step()) {
                steps++;
                says();
            }
            return steps;
        }

        /** The rows of case and parties, against the fold of the stored history. */
        private void says() {
            var wrong = cases.in(town, () -> {
                var row = store.find(town.number(), receipt.id()).orElseThrow();
                return Now.at(now, () -> recomputing.wrong(town.number(), List.of(row)));
            });
            assertThat(wrong)
                    .as(() -> "after " + told().history().getLast() + " in "
                            + told().history().stream()
                                    .map(entry -> entry.fact().kind())
                                    .toList())
                    .isEmpty();
        }

        /** One thing more happens; false when nothing can. */
        private boolean step() {
            for (int tries = 0; tries < 6; tries++) {
                var last = told().history().getLast().fact();
                var soon = random.nextInt(12) == 0 && !(last instanceof Fact.Filed);
                now = now.plus(soon ? Duration.ofSeconds(7) : Duration.ofMinutes(20 + random.nextInt(60 * 20)));
                if (Now.at(now, () -> soon && undone())
                        || random.nextInt(6) == 0 && timeAlone()
                        || random.nextInt(12) == 0 && Now.at(now, this::corrected)
                        || Now.at(now, this::somebody)) {
                    return true;
                }
            }
            return false;
        }

        /** Who holds her post at this moment: a post that was vacated in an earlier life may be taken again later than now. */
        private List<Staff.Member> there() {
            var staffing = organizations.of(town.number());
            return people.stream()
                    .filter(member -> staffing.holder(member.post().id(), now)
                            .filter(holder -> holder.account().equals(member.account()))
                            .isPresent())
                    .toList();
        }

        private boolean undone() {
            var last = told().history().getLast();
            return there().stream()
                    .filter(member -> member.account().equals(last.actor()))
                    .anyMatch(member -> attempt(member, Step.UNDO));
        }

        /** The source of an imported order says it anew, at times with an earlier deadline. */
        private boolean corrected() {
            var order = cases.request(town, null);
            var deadline = random.nextBoolean() ? now.plus(Duration.ofDays(1 + random.nextInt(9))) : null;
            var outcome = Scope.in(
                    new Scope.County(town.number()),
                    () -> corrections.correct(
                            town.number(),
                            receipt.id(),
                            ARequest.of(order).due(deadline).form()));
            if (outcome instanceof Stepping.Done) {
                count(Step.CORRECT);
                return true;
            }
            return false;
        }

        /** What the sweep does, or a post that is vacated for a while. */
        private boolean timeAlone() {
            var before = told().history().size();
            if (random.nextInt(4) == 0) {
                var member = List.of(town.handler(), town.callback(), town.secretary())
                        .get(random.nextInt(3));
                Now.at(
                        now,
                        () -> cases.in(town, () -> {
                            organizations.vacate(town.number(), member.post().id());
                            return true;
                        }));
                now = now.plusSeconds(60);
                Now.at(
                        now,
                        () -> cases.in(
                                town,
                                () -> organizations.appoint(
                                        new Appoint(town.number(), member.post().id(), member.account(), now))));
            } else {
                now = now.plus(Duration.ofDays(random.nextInt(14)));
                Now.at(now, () -> following.follow(town.number(), receipt.id()));
            }
            var happened = told().history();
            for (var entry : happened.subList(before, happened.size())) {
                count(
                        switch (entry.fact()) {
                            case Fact.FellBack _ -> Step.FALL_BACK;
                            case Fact.Climbed _ -> Step.CLIMB;
                            case Fact.ClosedSilent _ -> Step.CLOSE_SILENT;
                            case Fact.RecheckDrawn _ -> Step.DRAW_RECHECK;
                            case Fact.Supplied _ -> Step.EXPIRE_WAITING;
                            default -> throw new AssertionError(entry);
                        });
            }
            return happened.size() > before;
        }

        private void count(Step step) {
            taken.merge(step, 1, Integer::sum);
        }

        private record Choice(Staff.@Nullable Member member, Step step) {}

        /** Somebody does what the table and her part allow; seldom what ends the life. */
        private boolean somebody() {
            var row = cases.row(town, receipt.id());
            var ends = random.nextInt(25) == 0;
            var choices = new ArrayList<Choice>();
            for (var step : Step.values()) {
                if (row.told().refusal(step) != null || step == Step.UNDO || !ends && ENDING.contains(step)) {
                    continue;
                }
                if (step.who().contains(Who.RESIDENT)) {
                    choices.add(new Choice(null, step));
                }
                for (var member : there()) {
                    var by = new By.Staff(cases.hat(member), member.account());
                    if (step.byStaff() && !Collections.disjoint(step.who(), entitlement.roles(row, by))) {
                        choices.add(new Choice(member, step));
                    }
                }
            }
            // A step that was seldom taken so far is tried first.
            Collections.shuffle(choices, random);
            if (random.nextInt(3) > 0) {
                choices.sort(java.util.Comparator.comparingInt(choice -> taken.getOrDefault(choice.step(), 0)));
            }
            return choices.stream().limit(8).anyMatch(choice -> attempt(choice.member(), choice.step()));
        }

        private boolean attempt(Staff.@Nullable Member member, Step step) {
            var command = command(step);
            if (command == null) {
                return false;
            }
            Stepping outcome;
            try {
                outcome = member == null
                        ? cases.resident(town, receipt, command)
                        : cases.attempt(member, receipt.id(), command);
            } catch (NotYours | NotHere notHers) {
                return false;
            }
            if (outcome instanceof Stepping.Done) {
                count(step);
                return true;
            }
            return false;
        }

        private String code() {
            return keys.answerCode(town.number(), receipt.id(), told().codeIssue());
        }

        private UUID somewhere() {
            return List.of(town.handler(), town.head(), town.dispatcher(), town.secretary(), town.clerk())
                    .get(random.nextInt(5))
                    .post()
                    .id();
        }

        private @Nullable Command command(Step step) {
            return switch (step) {
                case ACCEPT -> new Command.Accept();
                case DECLINE -> new Command.Decline("COURT", "民事诉讼法", "县法院");
                case LOOK_AGAIN -> new Command.LookAgain("再看看", code());
                case DECIDE_LOOK -> new Command.DecideLook(random.nextInt(4) > 0, "看过了");
                case ASSIGN -> new Command.Assign(somewhere(), null);
                case TAKE -> new Command.Take();
                case TAKE_ON -> new Command.TakeOn();
                case CONTACT -> new Command.Contact(random.nextBoolean() ? "call" : "page", "明天来看");
                case SEND_BACK -> new Command.SendBack("不归我们");
                case DECIDE_SEND_BACK -> new Command.DecideSendBack(random.nextBoolean(), "看过清单");
                case OFFER -> new Command.Offer(somewhere(), "请接手");
                case ESCALATE -> new Command.Escalate("权限不够");
                case ACCEPT_OFFER -> new Command.AcceptOffer();
                case REFUSE_OFFER -> new Command.RefuseOffer("办不了");
                case INVITE -> new Command.Invite(somewhere(), "一起看");
                case ASK -> new Command.Ask(List.of("照片"), 1 + random.nextInt(9));
                case ALLOW_ASKING_AGAIN -> new Command.AllowAskingAgain("确实还缺");
                case SUPPLY -> new Command.Supply(random.nextBoolean() ? "given" : "fetch", "来了", null);
                case ASK_EXTENSION -> new Command.AskExtension(1 + random.nextInt(9), "等配件");
                case DECIDE_EXTENSION -> new Command.DecideExtension(random.nextBoolean(), "看过了");
                case ANSWER -> new Command.Answer(Outcome.values()[random.nextInt(3)], "修好了", "配件停产");
                case DELIVER -> new Command.Deliver();
                case CONFIRM -> new Command.Confirm(code());
                case OBJECT -> new Command.Disagree("又坏了", code());
                case RECHECK ->
                    new Command.Recheck(
                            List.of("solved", "not-solved", "not-reached", "not-reached")
                                    .get(random.nextInt(4)),
                            "问过");
                case RATE -> new Command.Rate(1 + random.nextInt(5), "一般", random.nextBoolean(), code());
                case WITHDRAW -> new Command.Withdraw("自己弄好了", code());
                case MERGE -> new Command.Merge(other);
                case CHANGE_ITEM ->
                    new Command.ChangeItem(
                            catalogue
                                    .of(town.number())
                                    .byCode(random.nextBoolean() ? "street-light" : "road-broken")
                                    .orElseThrow()
                                    .id(),
                            RequestType.HELP,
                            random.nextBoolean());
                case CORRECT_PLACE ->
                    new Command.CorrectPlace(List.of(
                                    town.home().village(),
                                    town.home().grid(),
                                    town.home().otherGrid())
                            .get(random.nextInt(3))
                            .id());
                case PROTECT -> new Command.Protect();
                case CHANGE_CONTACT ->
                    new Command.ChangeContact(
                            (random.nextBoolean() ? town.clerk() : town.secretary())
                                    .post()
                                    .id(),
                            "轮岗");
                case NOTE -> new Command.Note("记一笔");
                case PRINT -> new Command.Print();
                case SAY -> new Command.Say("什么时候来", code());
                case CHANGE_TELLING ->
                    new Command.ChangeTelling(random.nextBoolean() ? ToldBy.PAGE : ToldBy.SMS, null, code());
                case NUDGE -> new Command.Nudge();
                case UNDO -> new Command.Undo();
                default -> null;
            };
        }
    }

    @Test
    void aRowDamagedByBareSqlSaysAgainWhatItsHistorySays() {
        var town = cases.town();
        var id = ACase.at(
                "2026-09-24T10:00", () -> cases.filed(town, "pension-join").id());
        ACase.at(
                "2026-09-24T11:00",
                () -> cases.take(
                        town.clerk(),
                        id,
                        new Command.Assign(town.handler().post().id(), null)));
        ACase.at("2026-09-24T12:00", () -> cases.take(town.handler(), id, new Command.Take()));
        ACase.at("2026-09-24T13:00", () -> cases.take(town.handler(), id, new Command.Ask(List.of("照片"), 3)));
        var good = snapshot(town, id);
        for (var damage : List.of(
                "update cases.matter set state = 'WORKING' where county = :county and id = :id",
                "update cases.matter set due_at = due_at + interval '9 days' where county = :county and id = :id",
                "update cases.matter set paused_since = null, wait_until = null where county = :county and id = :id",
                "update cases.matter set owner_post = contact_post, version = 99 where county = :county and id = :id",
                "update cases.matter set ladder_codes = '{due}', ladder_times = '{2026-01-01}',"
                        + " next_rung_at = '2026-01-01' where county = :county and id = :id",
                "update cases.matter set rating = 5, first_rating = 5, rated_at = filed_at, round = 3 where county ="
                        + " :county and id = :id",
                "update cases.party set until = since where county = :county and matter = :id and part = 'OWNER'",
                "update cases.party set open = false, step_due = '2027-01-01' where county = :county and matter = :id",
                "update cases.party set post = '00000000-0000-7000-8000-000000000001' where county = :county and matter"
                        + " = :id and part = 'CONTACT' and until is null")) {
            cases.in(town, () -> db.sql(damage)
                    .param("county", town.number())
                    .param("id", id)
                    .update());
            assertThat(snapshot(town, id)).as(damage).isNotEqualTo(good);
            var done = recomputing.recompute(town.number());
            assertThat(done.repaired()).as(damage).containsExactly(id);
            assertThat(snapshot(town, id)).as(damage).isEqualTo(good);
        }
        assertThat(recomputing.recompute(town.number()).repaired()).isEmpty();
        assertThat(repairs(town, id))
                .as("the audit keeps that it had to be done")
                .isEqualTo(9);
    }

    /** The row and its standing parties, as text. */
    private List<String> snapshot(ACase.Town town, UUID id) {
        return cases.in(town, () -> db.sql("""
            select to_jsonb(m)::text from cases.matter m where m.county = :county and m.id = :id
            union all
            select * from (select to_jsonb(p)::text from cases.party p
              where p.county = :county and p.matter = :id and p.until is null order by p.part, p.post) p\
            """)
                .param("county", town.number())
                .param("id", id)
                .query(String.class)
                .list());
    }

    private int repairs(ACase.Town town, UUID id) {
        return cases.in(town, () -> db.sql(
                        "select count(*)::int from audit.entry where county = :county and subject = :id and action ="
                                + " 'cases.recomputed'")
                .param("county", town.number())
                .param("id", id)
                .query(Integer.class)
                .single());
    }
}
