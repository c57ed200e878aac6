package org.onedoor.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.cases.By;
import org.onedoor.cases.Cases;
import org.onedoor.cases.Channel;
import org.onedoor.cases.Command;
import org.onedoor.cases.FileCase;
import org.onedoor.cases.Filing;
import org.onedoor.cases.FilingOutcome;
import org.onedoor.cases.Following;
import org.onedoor.cases.LowMarks;
import org.onedoor.cases.Outcome;
import org.onedoor.cases.Receipt;
import org.onedoor.cases.RequestType;
import org.onedoor.cases.State;
import org.onedoor.cases.Stepping;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Holder;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.regions.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lives of cases in the demo county: each is filed and handled by the real use cases at moments of its own; what would lie
 * after the reference day is simply left undone, which is how open cases in every state come about.
 */
@Component
@Profile("demo")
class DemoLife {

    private static final Logger LOG = LoggerFactory.getLogger(DemoLife.class);

    private final Filing filing;
    private final Cases cases;
    private final LowMarks lowMarks;
    private final Catalogue catalogue;
    private final Organizations organizations;
    private final Following following;
    private final Requests requests = new Requests();

    DemoLife(
            Filing filing,
            Cases cases,
            LowMarks lowMarks,
            Catalogue catalogue,
            Organizations organizations,
            Following following) {
        this.filing = filing;
        this.cases = cases;
        this.lowMarks = lowMarks;
        this.following = following;
        this.catalogue = catalogue;
        this.organizations = organizations;
    }

    /** How far a case comes: mostly as it happens, in the demo logins' village once of each kind. */
    enum Fate {
        NEW(2),
        ACCEPTED(5),
        ASSIGNED(26),
        TAKEN(30),
        WORKING(50),
        WAITING(70),
        EXTENSION(80),
        LATE(700),
        ANSWERED(90),
        CONFIRMED(300),
        OBJECTED(280),
        SILENT(800),
        DECLINED(190),
        WITHDRAWN(210),
        MERGED(28),
        PROTECTED(140),
        ANY(0);

        private static final int DAYS = 180;

        private final int hours;

        Fate(int hours) {
            this.hours = hours;
        }

        /** So many hours before the end; else at any hour of the half year, more lately than long ago, a handful today. */
        Instant filed(Random random, Instant end) {
            if (this != ANY) {
                return this == NEW || this == ACCEPTED ? end.minus(Duration.ofHours(hours)) : atTheWindow(end);
            }
            int ago = random.nextInt(18) == 0 ? random.nextInt(3) : (int) (DAYS * Math.pow(random.nextDouble(), 1.5));
            return Now.local(end)
                    .toLocalDate()
                    .minusDays(ago)
                    .atTime(LocalTime.of(7, 30).plusMinutes(random.nextInt(720)))
                    .atZone(Now.ZONE)
                    .toInstant();
        }

        /** On a weekday while the village's window is open, so that the demo's clerk is the one who was asked. */
        private Instant atTheWindow(Instant end) {
            var day = Now.local(end.minus(Duration.ofHours(hours))).toLocalDate();
            if (!day.isBefore(Now.local(end).toLocalDate())) {
                day = day.minusDays(1);
            }
            while (day.getDayOfWeek().getValue() > 5) {
                day = day.minusDays(1);
            }
            return day.atTime(LocalTime.of(9, 0).plusMinutes(25L * ordinal()))
                    .atZone(Now.ZONE)
                    .toInstant();
        }
    }

    /** One case, filed at {@code filed}; nothing of it happens after {@code end}. One that was filed before is left alone. */
    void live(int county, Place village, Instant filed, long seed, Instant end, Fate fate) {
        new Life(county, village, new Random(seed), end, fate).begin(filed, seed);
    }

    private final class Life {
        private final int county;
        private final Place village;
        private final Random random;
        private final Instant end;
        private final Fate fate;
        private final Requests.Request asked;
        private final Item item;
        private Instant now = Instant.EPOCH;
        private UUID id = Actor.NOBODY;
        private @Nullable String code;
        private @Nullable String longId;
        private State state = State.REGISTERED;

        Life(int county, Place village, Random random, Instant end, Fate fate) {
            this.county = county;
            this.village = village;
            this.random = random;
            this.end = end;
            this.fate = fate;
            this.asked = asked();
            this.item = catalogue.of(county).byCode(asked.item()).orElseGet(() -> catalogue
                    .of(county)
                    .general());
        }

        /** An office of the town handles what is to be assigned; what is to be joined is everybody's matter. */
        private Requests.Request asked() {
            var request = requests.any(random);
            for (int tries = 0; tries < 60 && !fits(request); tries++) {
                request = requests.any(random);
            }
            return request;
        }

        private boolean fits(Requests.Request request) {
            var wanted = catalogue.of(county).byCode(request.item());
            return switch (fate) {
                case ASSIGNED, TAKEN ->
                    wanted.flatMap(one -> organizations.of(county).handler(one.officeKind(), one.authority(), village))
                            .filter(handler -> !handler.place().equals(village.id()))
                            .isPresent();
                case MERGED -> wanted.filter(Item::publicMatter).isPresent();
                default -> true;
            };
        }

        void begin(Instant filed, long seed) {
            now = filed;
            if (now.isAfter(end)) {
                return;
            }
            var spoken = fate == Fate.ANY ? random.nextInt(100) : 30;
            var guarded = fate == Fate.PROTECTED || spoken < 2;
            if (!file(request(Long.toString(seed), guarded), spoken >= 60)) {
                return;
            }
            if (guarded) {
                protectedLife();
            } else if (fate == Fate.ANY) {
                life();
            } else {
                scripted(seed);
            }
            if (state.open() && !guarded) {
                // Still undone at the end: by then it may be late and have climbed.
                follow(end);
            }
        }

        private boolean file(FileCase request, boolean byStaff) {
            var outcome = Now.at(
                    now,
                    () -> byStaff ? filing.register(county, request, staff(contact())) : filing.file(county, request));
            if (!(outcome instanceof FilingOutcome.Filed(Receipt receipt, boolean again)) || again) {
                return false;
            }
            id = receipt.id();
            longId = receipt.longId();
            code = receipt.answerCode();
            state = State.REGISTERED;
            return true;
        }

        private void scripted(long seed) {
            var owner = contact();
            pass(hours(0.3, 0.9));
            switch (fate) {
                case NEW, ANY, PROTECTED -> {}
                case ACCEPTED -> step(owner, new Command.Accept());
                case ASSIGNED, TAKEN -> {
                    var handler = organizations.of(county).handler(item.officeKind(), item.authority(), village);
                    if (handler.isPresent()) {
                        step(owner, new Command.Assign(handler.get().id(), null));
                        pass(hours(1, 3));
                        if (fate == Fate.TAKEN) {
                            step(handler.get(), new Command.Take());
                        }
                    }
                }
                case DECLINED -> step(owner, new Command.Decline("COURT", "《信访工作条例》：已由法院受理的事项", "请到县人民法院立案庭继续办"));
                case WITHDRAWN -> resident(new Command.Withdraw("自己已经解决了", code));
                case MERGED -> {
                    step(owner, new Command.TakeOn());
                    var first = id;
                    pass(hours(1, 3));
                    if (file(request(seed + "b", false), false)) {
                        pass(hours(0.3, 0.9));
                        step(owner, new Command.Merge(first));
                    }
                }
                case WORKING, WAITING, EXTENSION, LATE, ANSWERED, CONFIRMED, OBJECTED, SILENT -> {
                    step(owner, new Command.TakeOn());
                    pass(hours(1, 4));
                    step(owner, new Command.Contact("call", null));
                    pass(hours(2, 8));
                    further(owner);
                }
            }
        }

        private void further(Post owner) {
            switch (fate) {
                case WAITING -> step(owner, new Command.Ask(List.of("社保卡正面照片", "户口本首页"), 10));
                case EXTENSION -> step(owner, new Command.AskExtension(5, "等配件到货"));
                case ANSWERED -> {
                    pass(hours(40, 60));
                    answer(owner);
                }
                case CONFIRMED, OBJECTED -> {
                    pass(hours(20, 40));
                    answer(owner);
                    pass(hours(3, 20));
                    if (fate == Fate.OBJECTED) {
                        resident(new Command.Disagree("过了两天又跟原来一样，还是没有彻底解决。", code));
                    } else {
                        resident(new Command.Confirm(code));
                        resident(new Command.Rate(5, "来得快，话也说得客气。", true, code));
                    }
                }
                case SILENT -> {
                    answer(owner);
                    silent(owner);
                }
                default -> {}
            }
        }

        /** Nobody says anything: the window ends, and some are asked by another office. */
        private void silent(Post owner) {
            pass(Duration.ofDays(8).plus(hours(0.1, 3)));
            if (now.isAfter(end)) {
                return;
            }
            follow(now);
            pass(hours(20, 50));
            if (now.isAfter(end) || random.nextInt(4) == 0) {
                return;
            }
            var staffing = organizations.of(county);
            var accounts = staffing.holder(owner.id(), now).map(Holder::account).stream()
                    .collect(java.util.stream.Collectors.toSet());
            staffing.callback(village, Set.of(owner.office()), accounts)
                    .ifPresent(asks ->
                            step(asks, new Command.Recheck(random.nextInt(10) < 8 ? "solved" : "not-reached", "电话问过")));
        }

        private void follow(Instant at) {
            Now.at(at, () -> following.follow(county, id));
        }

        private FileCase request(String key, boolean guarded) {
            var name = Names.person(random);
            var phone = random.nextInt(100) < 85 ? Names.phone(random) : null;
            var channels = List.of(Channel.WEB, Channel.PHONE, Channel.COUNTER, Channel.GRID, Channel.WEB);
            return new FileCase(
                    channels.get(random.nextInt(channels.size())),
                    guarded ? RequestType.REPORT : null,
                    guarded || fate == Fate.ANY && random.nextInt(10) == 0 ? null : item.id(),
                    village.id(),
                    guarded ? "村里低保名额分得不公道，有人占了不该占的，请上面查一查。" : asked.words(random),
                    Map.of(),
                    random.nextInt(12) == 0 ? null : name,
                    phone,
                    phone == null,
                    phone == null ? village.name() + "北坡组 " + (1 + random.nextInt(60)) + " 号" : null,
                    null,
                    random.nextInt(12) == 0
                            ? new FileCase.ForWhom(Names.person(random), null, null, "母亲", true, true)
                            : null,
                    false,
                    List.of(),
                    random.nextInt(25) == 0,
                    item.publicMatter() && random.nextBoolean(),
                    List.of(),
                    null,
                    false,
                    null,
                    "demo",
                    "demo:" + village.code() + ":" + key);
        }

        private Post contact() {
            return Now.at(now, () -> organizations.of(county).contact(village, now));
        }

        private void life() {
            var owner = contact();
            var turn = random.nextInt(100);
            if (turn < 3) {
                pass(hours(1, 20));
                step(owner, new Command.Decline("COURT", "《信访工作条例》：已由法院受理的事项", "请到县人民法院立案庭继续办"));
                return;
            }
            if (turn < 6) {
                pass(hours(2, 20));
                resident(new Command.Withdraw("自己已经解决了", code));
                return;
            }
            pass(random.nextInt(10) == 0 ? hours(20, 40) : hours(0.3, 6));
            var handler = organizations.of(county).handler(item.officeKind(), item.authority(), village);
            if (handler.isPresent() && !handler.get().id().equals(owner.id())) {
                step(owner, new Command.Assign(handler.get().id(), null));
                pass(hours(1, 20));
                if (random.nextInt(12) == 0) {
                    step(handler.get(), new Command.SendBack("这件事不归我们，归隔壁办公室"));
                    pass(hours(1, 10));
                    step(
                            organizations.of(county).dispatcher(village),
                            new Command.DecideSendBack(false, "清单上就是你们的，请接着办"));
                    pass(hours(1, 4));
                }
                step(handler.get(), new Command.Take());
                owner = handler.get();
            } else {
                step(owner, new Command.TakeOn());
            }
            pass(hours(0.5, 8));
            step(owner, new Command.Contact(random.nextInt(3) == 0 ? "visit" : "call", null));
            if (random.nextInt(8) == 0) {
                pass(hours(1, 10));
                step(owner, new Command.Ask(List.of("社保卡正面照片", "户口本首页"), 5));
                pass(hours(20, 90));
                var how = random.nextInt(3) == 0 ? "fetch" : "given";
                resident(new Command.Supply(how, null, null));
            }
            if (random.nextInt(25) == 0) {
                pass(hours(4, 30));
                step(owner, new Command.AskExtension(5, "等配件到货"));
                pass(hours(2, 20));
                step(organizations.of(county).dispatcher(village), new Command.DecideExtension(true, "情况属实，同意"));
            }
            if (random.nextInt(9) == 0) {
                pass(hours(120, 260));
                if (!now.isAfter(end)) {
                    follow(now);
                }
            } else {
                pass(hours(6, 90));
            }
            answer(owner);
            afterwards(owner);
        }

        private void answer(Post owner) {
            var turn = random.nextInt(100);
            var outcome = turn < 84 ? Outcome.SOLVED : turn < 94 ? Outcome.PARTLY : Outcome.NOT_POSSIBLE;
            step(
                    owner,
                    new Command.Answer(outcome, asked.done(random), outcome == Outcome.SOLVED ? null : asked.reason()));
        }

        private void afterwards(Post owner) {
            var turn = random.nextInt(100);
            if (code == null || turn >= 62) {
                silent(owner);
                return;
            }
            pass(hours(3, 80));
            if (turn < 8) {
                resident(new Command.Disagree("过了两天又跟原来一样，还是没有彻底解决。", code));
                pass(hours(4, 60));
                answer(owner);
                pass(hours(5, 60));
            }
            resident(new Command.Confirm(code));
            if (random.nextInt(10) < 8) {
                var score = random.nextInt(100) < 6 ? 1 + random.nextInt(2) : 3 + random.nextInt(3);
                resident(new Command.Rate(score, score > 3 ? "来得快，说话客气。" : null, random.nextBoolean(), code));
                if (score < 3) {
                    followedUp();
                }
            }
        }

        /** Another office calls, has it put right and answers; what would be later than now waits on its desk. */
        private void followedUp() {
            pass(hours(2, 7));
            if (now.isAfter(end)) {
                return;
            }
            var named = Now.at(now, () -> lowMarks.post(county, id)).flatMap(organizations.of(county)::find);
            if (named.isEmpty()) {
                return;
            }
            var by = staff(named.get());
            var call = new LowMarks.Call(true, random.nextBoolean(), "说好第二天来，等了三天没有人打电话。");
            take(by.hat().scope(), () -> lowMarks.called(county, id, by, call));
            pass(hours(10, 70));
            take(by.hat().scope(), () -> lowMarks.putRight(county, id, by, "办事的人已经上门说明，往后改期会先打电话。"));
            pass(hours(2, 40));
            if (random.nextBoolean()) {
                resident(new Command.Rate(4, null, false, code));
            }
        }

        private void protectedLife() {
            var post = organizations.of(county).protectedPost(Set.of(), Set.of());
            pass(hours(2, 20));
            step(post, new Command.TakeOn());
            pass(hours(4, 20));
            step(post, new Command.Contact("call", null));
            pass(hours(60, 110));
            step(post, new Command.Answer(Outcome.SOLVED, "已核实，名单重新评议并张榜。", null));
        }

        private Duration hours(double from, double to) {
            return Duration.ofMinutes((long) (60 * (from + random.nextDouble() * (to - from))));
        }

        private void pass(Duration time) {
            now = now.plus(time);
        }

        private By.Staff staff(Post post) {
            var staffing = organizations.of(county);
            var holder = staffing.holder(post.id(), now).orElseThrow();
            Hat hat = staffing.hats(holder.account(), now).stream()
                    .filter(worn -> worn.post().id().equals(post.id()))
                    .findFirst()
                    .orElseThrow();
            return new By.Staff(hat, holder.account());
        }

        private void step(Post post, Command command) {
            var by = staff(post);
            take(by.hat().scope(), () -> cases.take(county, id, 0, command, by));
        }

        private void resident(Command command) {
            if (longId != null) {
                take(
                        new Scope.Receipt(county, Ids.sha256(longId)),
                        () -> cases.take(county, id, 0, command, By.Resident.holder()));
            }
        }

        private void refused(String why) {
            if (fate != Fate.ANY) {
                LOG.warn("The demo has no case that is {} as it should be: {}", fate, why);
            }
        }

        /** A step that the rules refuse at this moment is simply not taken: that, too, is life. */
        private void take(Scope scope, Supplier<?> step) {
            if (now.isAfter(end)) {
                return;
            }
            try {
                switch (Now.at(now, () -> Scope.in(scope, step))) {
                    case Stepping.Done done -> state = done.state();
                    case Stepping.Refused refused -> refused(refused.key());
                    default -> {}
                }
            } catch (NotHere | NotYours | Overtaken refused) {
                // The case has gone another way.
                refused(refused.toString());
            }
        }
    }
}
